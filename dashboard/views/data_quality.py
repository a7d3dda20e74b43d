"""How complete, fresh and measurable is what entities tell of their partnerships?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, choices, queries, widgets
from dashboard.data_quality import sections, tables
from dashboard.data_quality.sections import quality
from dashboard.words import _, number
from matching.completeness import Pattern
from matching.policy import Right

viewer = access.require(Right.READ_DATA)
title = _("How complete is what entities tell of their partnerships?")
found = quality(viewer)
kinds = tables.of_pattern(found.entities)
widgets.title(
    title,
    _(
        "{whole} of {all} entities tell partners, contributions and matching funds of at least half of their "
        "partnerships."
    ).format(whole=number(kinds[Pattern.WHOLE]), all=number(len(found.entities))),
)
sheet = queries.data_sheet(
    "data-quality",
    title,
    viewer.user,
    synthetic=found.synthetic,
    withheld=sum(found.told.withheld.values()),
)
if not found.told.engagements:
    widgets.empty(
        _("There is no partnership that you may see."),
        _("Bring one in on the page Data, or ask its owner to open it."),
    )
else:
    sections.disclosure(found, sheet)
    sections.cycle(found, sheet)
    left, right = st.columns(2, gap="large")
    with left:
        sections.freshness(found, sheet)
    with right:
        sections.smart(found, sheet)
    widgets.heading(_("The partnerships of one entity"))
    names = [each.entity for each in found.entities]
    entity = choices.selectbox(_("Entity"), names, key="entity_shown", in_address="entity", width=260)
    sections.of_entity(found, entity, viewer, sheet)
widgets.withheld(found.told.withheld)
sections.duplicates(viewer)  # last: the first time it compares all names, and the rest need not wait
