"""The cases that a desk decides: country level with the resident coordinator, the rest with the central desk."""

from __future__ import annotations

import streamlit as st

from acts import desks
from acts.errors import NotAllowedError
from dashboard import access, labels, noting, queries, resources, widgets
from dashboard.coordination import names
from dashboard.coordination import queries as coordination
from dashboard.markup import plain
from dashboard.words import _, moment, n_, series
from matching.clearance import Act, StepError
from matching.policy import Right
from matching.records import Approach, UserRole, Viewer

TROUBLE = "desk-trouble"
# Cases on the screen at once; whoever has more works them off from the oldest.
SHOWN = 12


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
    noting.read(viewer, "desk", [(approach.disclosure.owner_entity, approach.id) for approach in found[:SHOWN]])
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
