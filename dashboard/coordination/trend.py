"""How competition went over a year."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import widgets
from dashboard.coordination import charts
from dashboard.downloads import DataSheet
from dashboard.palette import palette
from dashboard.words import _, percent
from matching.coordination.situation import Situation


def show(situation: Situation, sheet: DataSheet) -> None:
    """Show the competition index at the end of each month."""
    points = [(day, found.index, found.live) for day, found in situation.history]
    table = pd.DataFrame(
        [
            (day.isoformat(), round(found.index, 4), round(found.share, 4), found.live, found.colliding)
            for day, found in situation.history
        ],
        columns=[_("Day"), _("Competition index"), _("Share of approaches"), _("Live approaches"), _("Colliding")],
    )
    widgets.figure(
        charts.over_time(points, palette(st.context.theme.type)),
        table,
        sheet,
        finding=_("A year ago {before} collided, today {now}").format(
            before=percent(points[0][1]), now=percent(points[-1][1])
        ),
        definition=_(
            "Share of the match value of approaches live at the end of each month that collided then; below each month "
            "the number of live approaches. What had become one joint approach by then does not collide."
        ),
        key="trend",
    )
