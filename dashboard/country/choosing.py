"""Which country and which part of its page are open; both stand in the address, and the country stays for the session.

Every page about a country begins with `country(viewer)`.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import labels, queries, widgets
from dashboard.frame import ARRIVED
from dashboard.question import Refusal
from dashboard.words import N_, _
from matching.policy import Right, may
from matching.records import Viewer

KEY = "country"  # name in the address
PART = "part"  # name in the address
CHOSEN = "country-chosen"
ASKED = "country-asked"
KEPT = "country-kept"  # what was chosen last on any page
_PART = "country-part"
FIRST = "KEN"
SECTIONS = {
    "needs": N_("Needs"),
    "here": N_("Who is here"),
    "collisions": N_("Collisions"),
    "blank": N_("White space"),
    "network": N_("Local Network"),
    "emergency": N_("Emergency"),
    "compare": N_("Other countries"),
}


def country(viewer: Viewer) -> str:
    """Show the choice of country and return what is chosen: the address, else the session, else the viewer's own."""
    codes = sorted(queries.countries() | viewer.countries, key=labels.place)
    asked = st.query_params.get(KEY) or st.session_state.get(KEPT, "")
    if asked in codes and (CHOSEN not in st.session_state or asked != st.session_state.get(ASKED)):
        st.session_state[CHOSEN] = asked
    elif asked and asked not in codes:
        widgets.refused([Refusal(KEY, asked[:40], N_("the code of a country that a need or a partner names"))])
    elif st.session_state.get(ARRIVED) and st.session_state.get(CHOSEN) in codes:
        # On another page it is another widget: it shows its first option unless it is told.
        st.session_state[CHOSEN] = str(st.session_state[CHOSEN])
    if st.session_state.get(CHOSEN) not in codes:
        own = sorted(viewer.countries)
        st.session_state[CHOSEN] = own[0] if own else FIRST if FIRST in codes else codes[0] if codes else ""
    st.selectbox(
        _("Country"),
        codes,
        format_func=labels.place,
        key=CHOSEN,
        persist_state="session",
        width=280,
        on_change=_remember,
        placeholder=_("Choose a country"),
    )
    chosen = str(st.session_state.get(CHOSEN) or "")
    st.query_params[KEY] = st.session_state[ASKED] = st.session_state[KEPT] = chosen
    return chosen


def onwards(viewer: Viewer, code: str) -> None:
    """Show the ways on for one country: whom to convene, offers that came in, the plan of the network."""
    ways = (
        ("convene", _("Whom to convene"), ":material/groups:", Right.PLAN_NETWORK),
        ("intake", _("Offers"), ":material/inbox:", Right.CLAIM_OFFERS),
        ("network_plan", _("Network plan"), ":material/checklist:", Right.READ_COUNTRY),
    )
    with st.container(horizontal=True, gap="small"):
        for view, said, icon, right in ways:
            if may(viewer, right):
                st.page_link(f"views/{view}.py", label=said, icon=icon, query_params={KEY: code})


def go(code: str) -> None:
    """Open another country on the same page; for buttons, whose act comes before the page is drawn."""
    st.session_state[CHOSEN] = st.session_state[ASKED] = st.query_params[KEY] = code


def _remember() -> None:
    st.query_params[KEY] = st.session_state[ASKED] = st.session_state[CHOSEN]


def section(sections: Mapping[str, str] = SECTIONS) -> str:
    """Show the parts of the page and return the one that is open."""
    first = next(iter(sections))
    if _PART not in st.session_state:
        asked = st.query_params.get(PART, first)
        st.session_state[_PART] = asked if asked in sections else first
    chosen = st.segmented_control(
        _("What to look at"),
        list(sections),
        format_func=lambda key: _(sections[key]),
        key=_PART,
        required=True,
        label_visibility="collapsed",
        on_change=_remember_part,
    )
    return str(chosen or first)


def _remember_part() -> None:
    st.query_params[PART] = st.session_state[_PART]
