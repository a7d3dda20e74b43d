"""Which part of the leadership page is open; it stands in the address, so that a link opens the same part."""

from __future__ import annotations

import streamlit as st

from dashboard.words import N_, _

KEY = "section"  # name in the address
_WIDGET = "coordination-section"
FIRST = "rivals"
SECTIONS = {
    FIRST: N_("Who collides"),
    "partners": N_("Contested partners"),
    "trend": N_("Over time"),
    "where": N_("Country, Goal, resource"),
    "blank": N_("White space"),
    "plan": N_("Plan"),
    "decisions": N_("Decisions"),
}


def choose() -> str:
    """Show the parts of the page and return the one that is open."""
    asked = st.query_params.get(KEY, FIRST)
    if _WIDGET not in st.session_state:
        st.session_state[_WIDGET] = asked if asked in SECTIONS else FIRST
    chosen = st.segmented_control(
        _("What to look at"),
        list(SECTIONS),
        format_func=lambda key: _(SECTIONS[key]),
        key=_WIDGET,
        required=True,
        label_visibility="collapsed",
        on_change=_remember,
    )
    return str(chosen or FIRST)


def _remember() -> None:
    st.query_params[KEY] = st.session_state[_WIDGET]
