"""The line under the page that tells of records that may not be named; none of them is in any figure above it."""

from __future__ import annotations

import streamlit as st

from acts.country import UnnamedInCountries
from dashboard import widgets
from dashboard.words import _, n_


def show(told: UnnamedInCountries, country: str) -> None:
    """Say how many records are withheld in all countries, and of one country what may be released."""
    widgets.withheld(told.withheld)
    rule = _("Withheld records are counted for all countries together, by country only where three entities have some.")
    count = told.by_country.get(country, 0)
    if count:
        besides = n_(
            "Besides, {n} live approach here may not be named.",
            "Besides, {n} live approaches here may not be named.",
            count,
        )
        rule = f"{besides} {rule}"
    st.caption(rule)
