"""How does this country stand: what is needed, who is there, what collides, and what is missing?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, queries, widgets
from dashboard.country import (
    blank,
    choosing,
    collisions,
    compare,
    emergency,
    here,
    needs,
    network,
    veiled,
    wording,
    world,
)
from dashboard.country import queries as countries
from dashboard.words import _
from matching.country import compare as lines_of
from matching.policy import Right

viewer = access.require(Right.READ_COUNTRY)
title = _("What does this country need, who is there, and what is missing?")
head = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    world.follow()
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
if section == "here":
    here.show(portrait, sheet)
elif section == "collisions":
    collisions.show(portrait, sheet)
elif section == "blank":
    blank.show(portrait, sheet)
elif section == "network":
    network.show(portrait, viewer, sheet)
elif section == "emergency":
    emergency.show(portrait, sheet)
elif section == "compare":
    lines = lines_of(map(atlas.portrait, atlas.countries))
    compare.show(lines, country, sheet)
    world.show({line.country: line for line in lines}, country)
else:
    needs.show(portrait, sheet)
    world.show({line.country: line for line in lines_of(map(atlas.portrait, atlas.countries))}, country)
veiled.show(countries.unnamed(viewer), country)
