"""The work of a desk: what was escalated to it, quiet that partners asked for, the list of decisions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import streamlit as st

from acts import desks
from acts.errors import NotAllowedError
from dashboard import access, choices, labels, queries, resources, widgets
from dashboard.coordination import names
from dashboard.coordination import queries as coordination
from dashboard.downloads import DataSheet
from dashboard.markup import plain
from dashboard.words import _, moment, n_, series, spoken
from matching.clearance import Act, StepError
from matching.policy import Right, may
from matching.records import Approach, Origin, Period, QuietPeriod, Resolution, UserRole, Viewer, new_id

TROUBLE = "desk-trouble"
# Cases on the screen at once; whoever has more works them off from the oldest.
SHOWN = 12
QUIET_SAID = "quiet-said"
# A partner that wants no contact for longer than a year is asked again then.
LONGEST_QUIET = timedelta(days=366)
DECISION_TROUBLE = "decision-trouble"


def show(viewer: Viewer) -> None:
    """Show the open cases of the viewer's desk, oldest first; a coordinator's are those of their countries."""
    found = desks.cases(resources.caller(viewer), coordination.partners())
    if viewer.role is UserRole.COORDINATOR:
        places = series([labels.place(code) for code in sorted(viewer.countries)]) or _("no country yet")
        said = _("Cases of {countries}. What is at global level or of the top tier is with the central desk.")
        st.caption(said.format(countries=places))
    widgets.heading(n_("{n} case waits for your decision", "{n} cases wait for your decision", len(found)))
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(plain(trouble))
    resources.note_reading(
        viewer, "desk", [(approach.disclosure.owner_entity, approach.id) for approach in found[:SHOWN]]
    )
    for approach in found[:SHOWN]:
        _case(approach)


def _case(approach: Approach) -> None:
    profiles = queries.library().profiles
    name = profiles[approach.partner].partner.name if approach.partner in profiles else approach.partner
    with st.container(border=True):
        st.markdown(f"**{plain(name)}** · {plain(approach.entity)} · {labels.resource(approach.resource)}")
        place = names.scope(approach.level, approach.country)
        since = moment(approach.since) if approach.since else "–"
        window = f"{approach.window.start} – {approach.window.end}"
        st.caption(_("{place} · {window} · here since {since}").format(place=place, window=window, since=since))
        if approach.gate:
            st.caption(plain(f"{approach.gate.benefit} {approach.gate.necessity}"))
        with st.container(horizontal=True, gap="small"):
            for act, said in acts().items():
                st.button(said, key=f"{approach.id}-{act}", on_click=_rule, args=(approach, act))


def acts() -> dict[Act, str]:
    """Return what a desk can decide, with what it is called."""
    return {Act.CLEAR: _("Clear"), Act.JOIN: _("Make joint"), Act.REFUSE: _("Refuse")}


def _rule(approach: Approach, act: Act) -> None:
    viewer = access.require(Right.DECIDE_IN_COUNTRY, Right.DECIDE_GLOBALLY)
    try:
        desks.rule_on(resources.caller(viewer), approach, act, "decided by the desk")
    except (StepError, NotAllowedError) as error:
        st.session_state[TROUBLE] = str(error)


def quiet_form(viewer: Viewer) -> None:
    """Show the form that records a quiet period."""
    with st.expander(_("A partner asked for quiet"), icon=":material/do_not_disturb_on:"):
        if said := st.session_state.pop(QUIET_SAID, ""):
            st.info(plain(said))
        lines = queries.partner_lines(spoken().code, queries.OPEN)
        with st.form("quiet", border=False):
            choices.selectbox(_("Partner"), lines, index=None, key="quiet-partner")
            today = datetime.now(UTC).date()
            st.date_input(_("From"), value=today, key="quiet-from")
            st.date_input(_("Until"), value=today + timedelta(days=60), key="quiet-until")
            st.text_input(_("Why"), max_chars=200, key="quiet-why")
            st.form_submit_button(_("Record"), on_click=_keep_quiet)


def _keep_quiet() -> None:
    said = st.session_state
    viewer = access.require(Right.ASK_FOR_QUIET)
    start, end, partner = said.get("quiet-from"), said.get("quiet-until"), said.get("quiet-partner")
    if not partner or not isinstance(start, date) or not isinstance(end, date):
        said[QUIET_SAID] = _("Choose the partner and both days.")
        return
    if end < start or end - start > LONGEST_QUIET:
        said[QUIET_SAID] = _("The last day must not be before the first, nor more than a year after it.")
        return
    why = str(said.get("quiet-why") or "").strip()[:200]
    period = QuietPeriod(new_id("q"), partner, Period(start, end), why, Origin(viewer.user))
    desks.keep_quiet(resources.caller(viewer), period)
    said[QUIET_SAID] = _("Recorded: no new approach can be registered in that time.")


def show_decisions(viewer: Viewer, sheet: DataSheet) -> None:
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
        st.form_submit_button(_("Add to the list"), on_click=_keep_decision)
    if trouble := st.session_state.pop(DECISION_TROUBLE, ""):
        st.error(trouble)


def _keep_decision() -> None:
    said = st.session_state
    text, owner = str(said.get("decision-text", "")).strip(), str(said.get("decision-owner", "")).strip()
    if not text or not owner:
        said[DECISION_TROUBLE] = _("A decision needs a text and an owner.")
        return
    viewer = access.require(Right.KEEP_DECISIONS)
    made = Resolution(new_id("d"), text[:300], owner[:120], said["decision-due"], Origin(viewer.user))
    desks.add_decision(resources.caller(viewer), made)
