"""The list of decisions: what, who does it, by when; leadership adds to it and ticks off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
import streamlit as st

from acts import desks
from dashboard import access, choices, resources, widgets
from dashboard.downloads import DataSheet
from dashboard.words import _, n_
from matching.policy import Right, may
from matching.records import Origin, Resolution, Viewer, new_id

TROUBLE = "decision-trouble"


def show(viewer: Viewer, sheet: DataSheet) -> None:
    """Show the list, and the form for those who may decide."""
    found = desks.decisions(resources.caller(viewer))
    still = [each for each in found if not each.done]
    widgets.heading(n_("{n} decision to carry out", "{n} decisions to carry out", len(still)))
    today = datetime.now(UTC).date()
    table = pd.DataFrame(
        [(each.text, each.owner, each.due.isoformat(), _state(each, today)) for each in found],
        columns=[_("Decision"), _("Owner"), _("Due"), _("State")],
    )
    st.dataframe(table, hide_index=True, height="content", alt=_("Decisions with owner and date, open ones first"))
    widgets.downloads(table, sheet, "decisions")
    if may(viewer, Right.KEEP_DECISIONS):
        _finish(still)
        _add(viewer)


def _state(each: Resolution, today: object) -> str:
    if each.done:
        return _("done")
    return _("overdue") if each.due.isoformat() < str(today) else _("open")


def _finish(still: list[Resolution]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = choices.selectbox(
            _("Carried out"),
            {each.id: each.text for each in still},
            index=None,
            key="decision-done",
        )
        st.button(_("Tick off"), disabled=chosen is None, on_click=_tick, args=(chosen,), key="decision-tick")


def _tick(chosen: str) -> None:
    desks.finish_decision(resources.caller(access.require(Right.KEEP_DECISIONS)), chosen)


def _add(viewer: Viewer) -> None:
    with st.form("decision", border=True, clear_on_submit=True):
        st.text_input(_("Decision"), max_chars=300, key="decision-text")
        with st.container(horizontal=True):
            st.text_input(_("Owner"), max_chars=120, key="decision-owner")
            soon = datetime.now(UTC).date() + timedelta(days=14)
            st.date_input(_("Due"), value=soon, key="decision-due")
        st.form_submit_button(_("Add to the list"), on_click=_keep)
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(trouble)


def _keep() -> None:
    said = st.session_state
    text, owner = str(said.get("decision-text", "")).strip(), str(said.get("decision-owner", "")).strip()
    if not text or not owner:
        said[TROUBLE] = _("A decision needs a text and an owner.")
        return
    viewer = access.require(Right.KEEP_DECISIONS)
    made = Resolution(new_id("d"), text[:300], owner[:120], said["decision-due"], Origin(viewer.user))
    desks.add_decision(resources.caller(viewer), made)
