"""The Local Network of a country: its level, who steps in for it, who said so, and the coordinator's own statement."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from acts.country import state_network
from dashboard import access, choices, labels, queries, resources, widgets
from dashboard.country.wording import CONVENORS, LEVELS, newest, partner_name
from dashboard.downloads import DataSheet
from dashboard.markup import plain
from dashboard.words import _
from matching.country import Portrait
from matching.policy import Right, may
from matching.records import Kind, Viewer

MOST = 2000  # characters of a note, as the table allows
SAID = "country-network-said"


def show(portrait: Portrait, viewer: Viewer, sheet: DataSheet) -> None:
    """Show what is said of the network, and the form for whoever coordinates the country."""
    network = portrait.network
    level = _(LEVELS[network.level]) if network.level is not None else _("level not stated")
    widgets.heading(_("Local Network: {level}").format(level=level))
    st.markdown(_(CONVENORS[network.convenor]))
    if network.connecting:
        st.markdown(_("Connecting Business network: {name}").format(name=plain(partner_name(network.connecting))))
    if network.association:
        st.markdown(_("Business association: {name}").format(name=plain(partner_name(network.association))))
    _statements(portrait, sheet)
    if may(viewer, Right.PLAN_NETWORK):
        if portrait.country in viewer.countries:
            _form(portrait)
        else:
            st.caption(_("Only the resident coordinator of this country can state its level."))


def _statements(portrait: Portrait, sheet: DataSheet) -> None:
    rows = [
        (
            _(LEVELS[each.level]) if each.level is not None else "–",
            each.note,
            partner_name(each.association) if each.association else "",
            partner_name(each.connecting) if each.connecting else "",
            newest(each.on_day, portrait.today),
            _("invented") if each.origin.synthetic else each.who or each.origin.source,
        )
        for each in portrait.network.statements
    ]
    columns = [_("Level"), _("Note"), _("Business association"), _("Connecting Business network")]
    table = pd.DataFrame(rows, columns=[*columns, _("Newest date"), _("Said by")])
    if rows:
        st.dataframe(table, hide_index=True, height="content", alt=_("What is said"), key="country-network")
        widgets.downloads(table, sheet, "country-network-file")
    st.caption(
        _(
            "Capacity and coverage of Local Networks differ (A/72/310, ¶61). The scale 0 to 3 is Concert's own; what "
            "the coordinator stated comes first, then what the reports say, then what the demonstration invents."
        )
    )


def _form(portrait: Portrait) -> None:
    if said := st.session_state.pop(SAID, ""):
        st.success(said)
    known = portrait.network
    here = [each.id for each in portrait.partners if each.profile.partner.kind is Kind.BUSINESS_ASSOCIATION]
    with st.form(f"country-network-form-{portrait.country}"):
        widgets.heading(_("State the level of {country}").format(country=labels.place(portrait.country)))
        level = choices.selectbox(
            _("Level"),
            labels.of(LEVELS),
            index=known.level or 0,
            key=f"network-level-{portrait.country}",
        )
        note = st.text_area(_("What it can do"), max_chars=MOST, key=f"network-note-{portrait.country}")
        options = ["", *here]
        association = choices.selectbox(
            _("Business association that steps in"),
            options,
            lambda each: partner_name(each) if each else _("none"),
            index=options.index(known.association) if known.association in options else 0,
            key=f"network-association-{portrait.country}",
        )
        if st.form_submit_button(_("Save the statement"), type="primary"):
            _save(portrait.country, level=int(level), note=note, association=str(association))
            st.session_state[SAID] = _("Saved. It stands before all other statements.")
            st.rerun()


def _save(country: str, *, level: int, note: str, association: str) -> None:
    again = access.require(Right.PLAN_NETWORK)
    known = queries.library().profiles
    if level not in LEVELS or len(note) > MOST:
        raise ValueError(f"a level is one of {sorted(LEVELS)} with a note of at most {MOST} letters, got {level}")
    state_network(resources.caller(again), country, level, note.strip(), association if association in known else "")
