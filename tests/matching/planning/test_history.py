"""The competition index as it was, from the log alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from matching.clearance import median_days, resolved, share_joined
from matching.planning import months, over_time
from matching.records import Approach, Disclosure, Event, Level, Origin, Period, Resource, Stage


def at(day: int) -> datetime:
    return datetime(2026, 3, day, 12, tzinfo=UTC)


ONE = Approach(
    id="a1",
    entity="WFP",
    partner="firm",
    level=Level.GLOBAL,
    resource=Resource.DATA,
    window=Period(date(2026, 3, 1), date(2026, 3, 31)),
    origin=Origin("test"),
    disclosure=Disclosure("WFP"),
    stage=Stage.EXPIRED,
    registered=at(1),
)
TWO = replace(ONE, id="a2", entity="FAO", registered=at(5))
FREE = replace(ONE, id="a3", entity="ILO", partner="other", registered=at(2))
LOG = (
    Event("a2", "contest", "rule", at(5), after="contested"),
    Event("a2", "clear", "desk", at(11), after="cleared"),
    Event("a1", "expire", "rule", at(20), after="expired"),
)
WORTH = {"a1": 0.5, "a2": 0.5, "a3": 1.0}


def index(day: int, approaches: tuple[Approach, ...] = (ONE, TWO, FREE), log: tuple[Event, ...] = LOG) -> float:
    ((_, found),) = over_time(approaches, log, [("a1", "a2")], WORTH, [date(2026, 3, day)])
    return found.index


def test_a_collision_counts_while_both_are_live() -> None:
    assert index(4) == 0.0
    assert index(5) == (0.5 + 0.5) / 2
    assert index(19) == 0.5
    assert index(20) == 0.0


def test_a_joint_approach_counts_once_and_does_not_collide() -> None:
    joined = tuple(replace(each, joint="t1") for each in (ONE, TWO))
    log = (*LOG, *(Event(name, "join", "rule", at(8), after="joint") for name in ("a1", "a2")))
    assert index(7, (*joined, FREE), log) == 0.5
    ((_, found),) = over_time((*joined, FREE), log, [("a1", "a2")], WORTH, [date(2026, 3, 9)])
    assert (found.live, found.colliding, found.value) == (2, 0, 2.0)


def test_a_contest_is_resolved_by_the_first_act_that_ends_it() -> None:
    (found,) = resolved(LOG)
    assert (found.record, found.days, found.how) == ("a2", 6.0, "clear")
    assert median_days([found]) == 6.0
    assert share_joined([found]) == 0.0
    assert median_days([]) is None
    assert share_joined([]) is None


def test_a_window_that_ran_out_resolved_nothing() -> None:
    assert resolved((LOG[0], Event("a2", "expire", "rule", at(9), after="expired"))) == ()


def test_months_end_on_their_last_day_and_today_comes_last() -> None:
    assert months(date(2026, 3, 4), 3) == (
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 4),
    )
