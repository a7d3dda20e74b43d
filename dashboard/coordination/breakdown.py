"""Where approaches collide: by country, Goal or resource."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import choices, labels, widgets
from dashboard.coordination import charts, veiled
from dashboard.downloads import DataSheet
from dashboard.palette import palette
from dashboard.words import N_, _
from matching.coordination import overview
from matching.coordination.situation import Situation
from matching.records import Resource

SHOWN = 12
BY: dict[str, tuple[str, Callable[[Situation], tuple[overview.ClassCounts, ...]]]] = {
    "country": (N_("Country"), overview.by_country),
    "goal": (N_("Goal"), overview.by_goal),
    "resource": (N_("Resource"), overview.by_resource),
}


def show(situation: Situation, sheet: DataSheet) -> None:
    """Show how live approaches stand, broken down by what the viewer chooses."""
    by = choices.segmented_control(
        _("Broken down by"),
        {key: _(said) for key, (said, _count) in BY.items()},
        key="coordination-by",
        in_address="by",
    )
    title, count = BY[by]
    found = count(situation)
    table = pd.DataFrame(
        [(_name(by, each.name), each.colliding, each.joinable, each.free, each.total) for each in found],
        columns=[_(title), _("Colliding"), _("Can be joined"), _("Free"), _("All")],
    )
    first = found[:SHOWN]
    counts = {
        _("Colliding"): [each.colliding for each in first],
        _("Can be joined"): [each.joinable for each in first],
        _("Free"): [each.free for each in first],
    }
    said = [_name(by, each.name) for each in first]
    widgets.figure(
        charts.standing(said, counts, palette(st.context.theme.type)),
        table,
        sheet,
        finding=charts.most_colliding([(_name(by or "country", each.name), each.colliding) for each in found]),
        definition=_(
            "Live approaches by the gravest class in which they stand to another one. With several Goals an approach "
            "counts under each. Only records that may be named are counted here."
        ),
        key="breakdown",
    )
    veiled.show(situation, by)


def _name(by: str, key: str) -> str:
    if by == "country":
        return labels.place(key) if key else _("Global level")
    if by == "goal":
        return labels.goal(int(key)) if key else _("no Goal named")
    return labels.resource(Resource(key))
