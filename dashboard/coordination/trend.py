"""How competition went over a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pandas as pd
import streamlit as st

from dashboard import widgets
from dashboard.coordination import charts
from dashboard.downloads import DataSheet
from dashboard.palette import palette
from dashboard.words import _, day, percent
from matching.coordination.situation import Situation


def finding(points: Sequence[tuple[date, float, int]]) -> str:
    """Return how the index went: both ends, and its largest step, which the ends may hide."""
    ends = _("The competition index is {now}, and was {before} a year ago").format(
        now=percent(points[-1][1]), before=percent(points[0][1])
    )
    step = max(pairwise(points), key=lambda each: abs(each[1][1] - each[0][1]), default=None)
    if step is None or percent(step[0][1]) == percent(step[1][1]):
        return ends
    return _("{ends}; its largest step was from {low} to {high}, between {start} and {end}").format(
        ends=ends, low=percent(step[0][1]), high=percent(step[1][1]), start=day(step[0][0]), end=day(step[1][0])
    )


def show(situation: Situation, sheet: DataSheet) -> None:
    """Show the competition index at the end of each month."""
    points = [(when, found.index, found.live) for when, found in situation.history]
    table = pd.DataFrame(
        [
            (when.isoformat(), round(found.index, 4), round(found.share, 4), found.live, found.colliding)
            for when, found in situation.history
        ],
        columns=[_("Day"), _("Competition index"), _("Share of approaches"), _("Live approaches"), _("Colliding")],
    )
    widgets.figure(
        charts.over_time(points, palette(st.context.theme.type), alt=finding(points)),
        table,
        sheet,
        finding=finding(points),
        definition=_(
            "Share of the match value of approaches live at the end of each month that collided then; below each month "
            "the number of live approaches. What had become one joint approach by then does not collide."
        ),
        key="trend",
    )
