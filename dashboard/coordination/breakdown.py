"""How live approaches stand by country, Goal or resource, over time, and what nobody asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

import pandas as pd
import streamlit as st

from dashboard import choices, labels, widgets
from dashboard.charts import palette
from dashboard.coordination import charts
from dashboard.downloads import DataSheet
from dashboard.words import N_, _, day, number, percent, series
from matching.coordination import overview
from matching.coordination.situation import Situation
from matching.coordination.unnamed import NONE
from matching.disclosure import LEAST
from matching.records import Kind, Resource

SHOWN = 12
BY: dict[str, tuple[str, Callable[[Situation], tuple[overview.ClassCounts, ...]]]] = {
    "country": (N_("Country"), overview.by_country),
    "goal": (N_("Goal"), overview.by_goal),
    "resource": (N_("Resource"), overview.by_resource),
}
# Rows on the screen; the file has them all.
SHOWN_ROWS = 200
SHOWN_UNNAMED = 6


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
    show_unnamed(situation, by)


def _name(by: str, key: str) -> str:
    if by == "country":
        return labels.place(key) if key else _("Global level")
    if by == "goal":
        return labels.goal(int(key)) if key else _("no Goal named")
    return labels.kind(Kind(key)) if by == "kind" else labels.resource(Resource(key))


def trend_finding(points: Sequence[tuple[date, float, int]]) -> str:
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


def show_trend(situation: Situation, sheet: DataSheet) -> None:
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
        charts.over_time(points, palette(st.context.theme.type), alt=trend_finding(points)),
        table,
        sheet,
        finding=trend_finding(points),
        definition=_(
            "Share of the match value of approaches live at the end of each month that collided then; below each month "
            "the number of live approaches. What had become one joint approach by then does not collide."
        ),
        key="trend",
    )


def show_white_space(situation: Situation, sheet: DataSheet) -> None:
    """Show both sides of what is left aside."""
    left, right = st.columns(2, gap="large")
    with left:
        _needs(situation, sheet)
    with right:
        _partners(situation, sheet)


def _needs(situation: Situation, sheet: DataSheet) -> None:
    ids = overview.unserved(situation)
    table = pd.DataFrame(
        [
            (need.title or need.text[:80], need.entity, labels.places(need.countries, 2), need.urgency)
            for need in (situation.needs[each] for each in ids)
        ],
        columns=[_("Need"), _("Entity"), _("Country"), _("Urgency")],
    )
    total = sum(need.state == "open" for need in situation.needs.values())
    widgets.heading(_("{n} of {all} open needs have no approach").format(n=number(len(ids)), all=number(total)))
    st.dataframe(
        table.head(SHOWN_ROWS), hide_index=True, height=420, alt=_("Needs for which nobody has asked a partner")
    )
    st.caption(_("Open needs that no approach of the last twelve months names, as far as you may see."))
    widgets.downloads(table, sheet, "unserved")


def _partners(situation: Situation, sheet: DataSheet) -> None:
    ids = overview.unapproached(situation)
    missed = Counter(situation.partners[each].kind for each in ids)
    everybody = Counter(partner.kind for partner in situation.partners.values())
    table = pd.DataFrame(
        [
            (labels.kind(kind), count, everybody[kind], percent(count / everybody[kind]))
            for kind, count in sorted(missed.items(), key=lambda each: (-each[1], each[0]))
        ],
        columns=[_("Kind"), _("Nobody approaches"), _("All"), _("Share")],
    )
    widgets.heading(
        _("{n} of {all} partners are neither asked nor at work with an entity").format(
            n=number(len(ids)), all=number(len(situation.partners))
        )
    )
    st.dataframe(table, hide_index=True, height="content", alt=_("Partners that nobody approaches, by kind"))
    st.caption(_("Partners without an approach in twelve months and without a running engagement."))
    widgets.downloads(table, sheet, "unapproached")


def show_unnamed(situation: Situation, by: str) -> None:
    """Show what may be told of unnamed live approaches by country, resource or kind of partner; nothing for others."""
    found = situation.unnamed.by.get(by, NONE)
    if not found.total:
        return
    ranked = sorted(found.counts.items(), key=lambda each: (-each[1], each[0]))
    parts = [f"{_name(by, key)} {number(count)}" for key, count in ranked[:SHOWN_UNNAMED]]
    left = found.total - sum(count for _key, count in ranked[:SHOWN_UNNAMED])
    parts += [_("elsewhere or not broken down {n}").format(n=number(left))] if left else []
    said = _("Besides, of approaches that may not be named: {counts}.").format(counts=series(parts))
    rule = _("Such a count stands on records of at least {n} entities and is renewed once a day.")
    st.caption(f"{said} {rule.format(n=number(LEAST))}")
