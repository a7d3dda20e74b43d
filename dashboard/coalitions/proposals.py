"""The proposed coalitions side by side, and which of them is at hand."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.coalitions import state
from dashboard.coalitions.wording import name, proposal, relaxed
from dashboard.markup import plain
from dashboard.words import _, number, percent
from matching.coalitions import Assembly, Choice


def choose(made: Assembly, current: Choice) -> None:
    """Show the proposals as buttons and as a table; the one at hand is marked, an edited one is none of them."""
    choices = made.proposal.choices
    widgets.heading(_("Proposals, the smallest sufficient one first"))
    with st.container(horizontal=True, gap="small"):
        for place, choice in enumerate(choices, start=1):
            st.button(
                proposal(made, place, choice),
                key=f"c-proposal-{place}",
                type="primary" if choice.members == current.members else "secondary",
                on_click=state.show,
                args=(choice.members,),
            )
    st.dataframe(
        table(made),
        hide_index=True,
        alt=_("The proposed coalitions with what they cover and cost"),
        column_config={
            # The first three fit a telephone.
            "#": st.column_config.NumberColumn(width=36),
            _("Covers"): st.column_config.TextColumn(width=70),
            _("Partners"): st.column_config.TextColumn(width=560),
            _("Cost"): st.column_config.TextColumn(width=70),
            _("Worth"): st.column_config.TextColumn(width=70),
            _("Gap to the best"): st.column_config.TextColumn(width=110),
            _("Kinds"): st.column_config.TextColumn(width=300),
        },
    )


def table(made: Assembly) -> pd.DataFrame:
    """Return one row a proposal."""
    rows = [
        {
            "#": place,
            _("Covers"): percent(choice.coverage, 1),
            _("Worth"): percent(choice.value, 1),
            _("Partners"): ", ".join(name(made.profiles[member], member) for member in choice.members),
            _("Cost"): percent(choice.cost, 1),
            _("Gap to the best"): percent(choice.gap, 2),
            _("Kinds"): ", ".join(
                sorted({labels.kind_and_size(made.profiles[member].partner) for member in choice.members})
            ),
        }
        for place, choice in enumerate(made.proposal.choices, start=1)
    ]
    return pd.DataFrame(rows)


def impossible(made: Assembly) -> None:
    """Say that no coalition keeps every condition, and which are the fewest to relax."""
    found = made.proposal.infeasible
    if found is None:
        return
    said = [plain(relaxed(each, made.profiles)) for each in found.breaches]
    why = (
        _("The fewest conditions to relax: {conditions}.").format(conditions="; ".join(said))
        if said
        else _("No partner is left. Loosen a condition, or describe the need in more words.")
    )
    widgets.empty(
        _("No coalition keeps every condition."), why, _("Take all conditions away"), state.relax, key="c-relax"
    )


def small_print(made: Assembly, current: Choice) -> str:
    """Return coverage, cost, worth and gap of the members at hand in one line."""
    best = made.proposal.choices
    behind = max((choice.value for choice in best), default=current.value) - current.value
    line = _("Covers {coverage}, costs {cost}: worth {worth}.").format(
        coverage=percent(current.coverage, 1), cost=percent(current.cost, 1), worth=percent(current.value, 1)
    )
    if behind > 0.0005:
        line += " " + _("The best proposal is worth {more} more.").format(more=percent(behind, 1))
    return line + " " + _("{n} seats.").format(n=number(len(current.members)))
