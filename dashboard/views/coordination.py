"""Who is about to ask whom for the same thing, and what would a plan change?"""

from __future__ import annotations

import streamlit as st

from acts import visibility
from dashboard import access, queries, resources, widgets
from dashboard.coordination import breakdown, collisions, desk, scenario, tiles
from dashboard.coordination import queries as coordination
from dashboard.coordination.tiles import answer
from dashboard.words import _
from matching.coordination import overview
from matching.policy import Right

viewer = access.require(Right.READ_COORDINATION)
situation = coordination.situation()
title = _("Where do UN entities ask the same partners for the same thing?")
sheet = queries.data_sheet("coordination", title, viewer.user, synthetic=queries.synthetic())

widgets.title(title, answer(situation, scenario.cap()))
if not situation.live:
    widgets.empty(
        _("No approach is live."),
        _("Approaches that entities register under “My coordination” are compared here as soon as they are saved."),
    )
    st.stop()
reads_others = visibility.reads_others(resources.caller(viewer))
tiles.show(tiles.tiles(situation), sheet, by_name=reads_others)
if not reads_others:
    widgets.empty(
        _("Your entity names less than half of its own approaches."),
        _("Others' approaches are shown to you by name once it does; “Confidentiality” says how many are missing."),
    )
    st.stop()
section = tiles.choose_section()
shown = [name for each in situation.collisions for name in (each.left, each.right)]
if section == "partners":
    shown += overview.behind(situation, overview.contested(situation))
    collisions.show_contested(situation, sheet)
elif section == "trend":
    breakdown.show_trend(situation, sheet)
elif section == "where":
    breakdown.show(situation, sheet)
elif section == "blank":
    breakdown.show_white_space(situation, sheet)
elif section == "plan":
    shown += scenario.moved(situation)
    scenario.show(situation, sheet)
elif section == "decisions":
    desk.show_decisions(viewer, sheet)
else:
    collisions.show(situation, sheet)
resources.note_reading(viewer, "coordination", situation.owners(shown))
widgets.withheld(situation.unnamed.withheld)
