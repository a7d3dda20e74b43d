"""Which country and which part of its page are open; both stand in the address, and the country stays for the session.

Every page about a country begins with `country(viewer)`.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import choices, labels, queries
from dashboard.words import N_, _
from matching.policy import Right, may
from matching.records import Viewer

KEY = "country"  # name in the address
PART = "part"  # name in the address
CHOSEN = "country-chosen"  # kept for the session, from page to page
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
    first = next((each for each in (*sorted(viewer.countries), FIRST) if each in codes), None)
    chosen = choices.selectbox(
        _("Country"),
        codes,
        labels.place,
        index=codes.index(first) if first else 0,
        key=CHOSEN,
        in_address=KEY,
        always=True,  # whoever opens the link may have another country of their own
        persist_state="session",
        width=280,
        placeholder=_("Choose a country"),
    )
    return str(chosen or "")


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
    st.session_state[CHOSEN] = code


def section(sections: Mapping[str, str] = SECTIONS) -> str:
    """Show the parts of the page and return the one that is open."""
    return str(
        choices.segmented_control(
            _("What to look at"),
            labels.of(sections),
            key="country-part",
            in_address=PART,
            label_visibility="collapsed",
        )
    )
