"""What a coordinator sets for an invitation: seats, from where, who must be among them, and what each need weighs."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import choices, queries, widgets
from dashboard.coalitions.wording import WISHES as SAID
from dashboard.network import state
from dashboard.network.question import MOST_WEIGHT, WISHES
from dashboard.words import N_, _
from matching.convening import MOST_SEATS, Scope, usual_weight
from matching.records import Need

SCOPES = {
    Scope.COUNTRY: N_("The country only"),
    Scope.REGION: N_("The country and its region"),
    Scope.ANYWHERE: N_("Anywhere"),
}


def choose() -> None:
    """Show the rules of the invitation."""
    seats, scope, here = st.columns([2, 4, 4], vertical_alignment="bottom")
    seats.number_input(_("Seats"), 1, MOST_SEATS, key="n-seats")
    names = {each.value: _(label) for each, label in SCOPES.items()}
    choices.selectbox(_("Invitees come from"), names, key="n-scope", at=scope)
    here.slider(_("Seats for partners at work in the country, at least"), 0, 100, step=5, format="%d %%", key="n-here")
    with st.expander(_("Rules of the list"), icon=":material/rule:"):
        for column, wish in zip(st.columns(len(WISHES)), WISHES, strict=True):
            column.number_input(_(SAID[wish]), 0, MOST_SEATS, key=f"n-wish-{wish.value}")
        st.checkbox(_("Somebody for each priority, where a candidate answers it"), key="n-each")
        st.checkbox(_("Nobody whom due diligence of an entity concerned excludes"), key="n-excluded")
        names = _names()
        choices.multiselect(_("Always on the list"), names, key="n-with")
        choices.multiselect(_("Never on the list"), names, key="n-without")


def weigh(needs: Sequence[Need]) -> None:
    """Show what each open need weighs; 0 leaves it out."""
    set_before = st.session_state.get(state.WEIGHTS, {})
    with st.expander(_("What each priority weighs"), icon=":material/balance:"):
        st.caption(_("An urgent need weighs 2, another one 1, until you say otherwise. 0 leaves it out."))
        rows = [
            (need.title or need.text[:80], need.entity, int(set_before.get(need.id, usual_weight(need))))
            for need in needs
        ]
        key = f"n-table-{st.session_state.get(state.EPOCH, 0)}-{needs[0].countries[0] if needs else ''}"
        edited = widgets.editor(
            pd.DataFrame(rows, columns=["need", "entity", "weight"]),
            key=key,
            disabled=["need", "entity"],
            column_config={
                "need": _("Need"),
                "entity": _("Entity"),
                "weight": st.column_config.NumberColumn(_("Weight"), min_value=0, max_value=MOST_WEIGHT, step=1),
            },
        )
    said = {need.id: int(value) for need, value in zip(needs, edited["weight"].fillna(0), strict=True)}
    others = {need: weight for need, weight in set_before.items() if need not in said}
    changed = {need.id: said[need.id] for need in needs if said[need.id] != int(usual_weight(need))}
    # The table's edits are edits of what the link gave, so what the link gave stays under it.
    st.session_state[state.WEIGHED] = others | changed


def _names() -> dict[str, str]:
    return {key: profile.partner.name for key, profile in queries.library().profiles.items()}
