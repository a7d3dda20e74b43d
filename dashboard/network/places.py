"""Which country the coordinator's pages speak of: the `country` of the address, kept from page to page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import access, labels, queries
from dashboard.words import _
from matching.records import UserRole, Viewer

COUNTRY = "country"  # name in the address; the Country page reads and writes the same
KEPT = "country-kept"
_PICKED = "n-country"


def choose(viewer: Viewer) -> str:
    """Show the choice of country and return its code; a coordinator's own countries come first."""
    options = sorted(_named(), key=lambda code: (code not in viewer.countries, labels.place(code)))
    asked = st.query_params.get(COUNTRY) or st.session_state.get(KEPT, "")
    if st.session_state.get(_PICKED) not in options or (asked in options and st.session_state.get(KEPT) != asked):
        st.session_state[_PICKED] = asked if asked in options else _first(options)
    names = {code: labels.place(code) for code in options}
    chosen = st.selectbox(
        _("Country"), options, format_func=labels.reader(names), key=_PICKED, on_change=_note, width=320
    )
    st.session_state[KEPT] = chosen or ""
    if chosen and st.query_params.get(COUNTRY) != chosen:
        st.query_params[COUNTRY] = chosen
    return str(chosen or "")


def coordinating(viewer: Viewer, country: str) -> Viewer:
    """Return the viewer; in the demonstration a coordinator coordinates the country that the page speaks of."""
    if viewer.role is UserRole.COORDINATOR and not viewer.countries and access.demonstration() and country:
        return replace(viewer, countries=frozenset({country}))
    return viewer


def speaking(viewer: Viewer) -> Viewer:
    """Return the viewer; in the demonstration an outsider speaks for an invented company that they choose."""
    if viewer.partner or not access.demonstration():
        return viewer
    held = queries.library().profiles
    firms = [key for key, profile in held.items() if profile.partner.origin.synthetic and profile.partner.size][:50]
    names = {key: held[key].partner.name for key in firms}
    chosen = st.selectbox(_("My company"), firms, format_func=labels.reader(names), key="n-company", width=320)
    return replace(viewer, partner=str(chosen or ""))


def _note() -> None:
    st.query_params[COUNTRY] = st.session_state[_PICKED]
    st.session_state[KEPT] = st.session_state[_PICKED]


def _named() -> frozenset[str]:
    return frozenset(code for need in queries.library().needs.values() for code in need.countries)


def _first(options: list[str]) -> str | None:
    """The country with most open needs, ties by code: what a newcomer sees first."""
    count = dict.fromkeys(options, 0)
    for need in queries.library().needs.values():
        for code in need.countries:
            count[code] += need.state == "open"
    return min(options, key=lambda code: (-count[code], code), default=None)
