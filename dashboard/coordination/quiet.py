"""A partner asked not to be approached for a while: recorded once, held against every entity."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import streamlit as st

from acts import desks
from dashboard import access, choices, queries, resources
from dashboard.markup import plain
from dashboard.words import _, spoken
from matching.policy import Right
from matching.records import Origin, Period, QuietPeriod, Viewer, new_id

SAID = "quiet-said"
# A partner that wants no contact for longer than a year is asked again then.
LONGEST = timedelta(days=366)


def form(viewer: Viewer) -> None:
    """Show the form that records a quiet period."""
    with st.expander(_("A partner asked for quiet"), icon=":material/do_not_disturb_on:"):
        if said := st.session_state.pop(SAID, ""):
            st.info(plain(said))
        lines = queries.partner_lines(spoken().code, queries.OPEN)
        with st.form("quiet", border=False):
            choices.selectbox(_("Partner"), lines, index=None, key="quiet-partner")
            today = datetime.now(UTC).date()
            st.date_input(_("From"), value=today, key="quiet-from")
            st.date_input(_("Until"), value=today + timedelta(days=60), key="quiet-until")
            st.text_input(_("Why"), max_chars=200, key="quiet-why")
            st.form_submit_button(_("Record"), on_click=_keep)


def _keep() -> None:
    said = st.session_state
    viewer = access.require(Right.ASK_FOR_QUIET)
    start, end, partner = said.get("quiet-from"), said.get("quiet-until"), said.get("quiet-partner")
    if not partner or not isinstance(start, date) or not isinstance(end, date):
        said[SAID] = _("Choose the partner and both days.")
        return
    if end < start or end - start > LONGEST:
        said[SAID] = _("The last day must not be before the first, nor more than a year after it.")
        return
    why = str(said.get("quiet-why") or "").strip()[:200]
    period = QuietPeriod(new_id("q"), partner, Period(start, end), why, Origin(viewer.user))
    desks.keep_quiet(resources.caller(viewer), period)
    said[SAID] = _("Recorded: no new approach can be registered in that time.")
