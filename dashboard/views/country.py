"""How does this country stand: what is needed, who is there, what collides, and what is missing?"""

from __future__ import annotations

import streamlit as st

from acts.country import UnnamedInCountries
from dashboard import access, queries, resources, widgets
from dashboard.country import choosing, compare, emergency, here, maps, needs, network, wording
from dashboard.country import queries as countries
from dashboard.words import _, n_
from matching.country import compare as lines_of
from matching.policy import Right

viewer = access.require(Right.READ_COUNTRY)


def show_unnamed(told: UnnamedInCountries, country: str) -> None:
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


title = _("What does this country need, who is there, and what is missing?")
head = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    maps.follow()
    country = choosing.country(viewer)
    access.choose_country(sorted(queries.countries()))
if not country:
    with head:
        widgets.title(title)
    widgets.empty(
        _("No country is known yet."), _("Countries come from needs and partners; load some, or the demonstration.")
    )
    st.stop()
atlas = countries.atlas(viewer)
portrait = atlas.portrait(country)
sheet = queries.data_sheet(
    "country", title, viewer.user, synthetic=queries.synthetic(), filters={_("Country"): country}
)
with head:
    widgets.title(title, wording.answer(portrait))
choosing.onwards(viewer, country)
section = choosing.section()
shown: list[str] = []  # records that stand on the page one by one
if section == "here":
    shown = [each.id for each in portrait.running]
    here.show(portrait, sheet)
elif section == "collisions":
    shown = [side.record for each in portrait.collisions for side in (each.left, each.right)]
    here.show_collisions(portrait, sheet)
elif section == "blank":
    needs.show_white_space(portrait, sheet)
elif section == "network":
    network.show(portrait, viewer, sheet)
elif section == "emergency":
    shown = [each.id for each in emergency.show(portrait, sheet)]
elif section == "compare":
    lines = lines_of(map(atlas.portrait, atlas.countries))
    compare.show(lines, country, sheet)
    maps.show_world({line.country: line for line in lines}, country)
else:
    needs.show(portrait, sheet)
    maps.show_world({line.country: line for line in lines_of(map(atlas.portrait, atlas.countries))}, country)
resources.note_reading(viewer, "country", atlas.owners(shown))
show_unnamed(countries.unnamed(viewer), country)
