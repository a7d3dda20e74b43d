"""Registration and what follows by itself: who came first is cleared, expiry frees the scope, nothing happens twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.clearance import (
    Act,
    Actor,
    Bearings,
    RegistrationError,
    StepError,
    elapsed,
    expires_at,
    median_days,
    move,
    register,
    resolved,
    share_joined,
    within_top_tier,
)
from matching.records import (
    Approach,
    Circle,
    Disclosure,
    Event,
    Gate,
    Level,
    Origin,
    Party,
    Period,
    QuietPeriod,
    Resource,
    Stage,
    Talk,
)
from tests.matching.clearance.cases import DRAFT, FIRM, NOW, PLACES, applied, by, registered, stages

COUNTRIES = ("KEN", "FRA", "AUS", "KIR", "")


@st.composite
def drafts(draw: st.DrawFn) -> list[Approach]:
    count = draw(st.integers(1, 6))
    found = []
    for number in range(count):
        country = draw(st.sampled_from(COUNTRIES))
        start = date(2026, 10, 1) + timedelta(days=draw(st.integers(0, 20)))
        entity = draw(st.sampled_from(("WFP", "FAO", "ILO")))
        found.append(
            replace(
                DRAFT,
                id=f"a{number}",
                need=f"need-{number}",  # one entity asks the very same once
                entity=entity,
                partner=draw(st.sampled_from(("firm", "branch"))),
                country=country,
                level=Level.COUNTRY if country else Level.GLOBAL,
                resource=draw(st.sampled_from((Resource.LOGISTICS, Resource.DATA))),
                sdgs=tuple(draw(st.sets(st.sampled_from((1, 2)), max_size=1))),
                window=Period(start, start + timedelta(days=draw(st.integers(0, 30)))),
                disclosure=Disclosure(entity),
            )
        )
    return found


@settings(max_examples=80)
@given(drafts(), st.integers(0, 70 * 24))
def test_the_clock_asks_for_nothing_twice(wanted: list[Approach], hours: int) -> None:
    now = Bearings(NOW + timedelta(hours=hours), PLACES)
    circle = registered(wanted)
    once = elapsed(circle, now)
    assert elapsed(applied(circle, once), now).events == ()


@settings(max_examples=80)
@given(drafts())
def test_an_approach_is_cleared_at_once_or_waits_for_an_earlier_one(wanted: list[Approach]) -> None:
    circle = registered(wanted)
    assert circle.approaches[0].stage is Stage.CLEARED
    assert set(stages(circle).values()) <= {Stage.CLEARED, Stage.CONTESTED}


@settings(max_examples=60)
@given(st.sampled_from(COUNTRIES), st.integers(0, 40))
def test_expiry_frees_the_scope_at_local_midnight_and_not_a_second_before(country: str, days: int) -> None:
    first = replace(DRAFT, country=country, level=Level.COUNTRY if country else Level.GLOBAL)
    first = replace(first, window=Period(date(2026, 10, 1), date(2026, 10, 4) + timedelta(days=days)))
    end = expires_at(first.window, PLACES.zone(first))
    # The second comes a day before the end, so that it still waits when the first expires.
    second = replace(first, id="a2", entity="FAO", disclosure=Disclosure("FAO"))
    second = replace(second, window=Period(date(2026, 10, 1), date(2026, 12, 31)))
    circle = registered([first])
    circle = applied(circle, register(second, circle, "ben", Bearings(end - timedelta(days=1), PLACES)))
    assert stages(circle)["a2"] is Stage.CONTESTED
    before = elapsed(circle, Bearings(end - timedelta(seconds=1), PLACES))
    assert before.events == ()
    after = applied(circle, elapsed(circle, Bearings(end, PLACES)))
    assert stages(after) == {"a2": Stage.CLEARED}


def test_the_second_to_wait_is_not_cleared_before_the_first_to_wait() -> None:
    circle = registered([by("WFP"), by("ILO"), by("FAO")])  # the order of registration counts, not that of the names
    outcome = move("WFP", (Act.WITHDRAW, Actor.OWNER), "amina", circle, Bearings(NOW + timedelta(hours=1), PLACES))
    assert stages(applied(circle, outcome)) == {"ILO": Stage.CLEARED, "FAO": Stage.CONTESTED}


def test_a_no_at_the_gate_ends_the_draft_and_meets_nobody() -> None:
    quiet = QuietPeriod("q1", "firm", DRAFT.window, "merger", Origin("test"))
    refused = replace(DRAFT, gate=Gate(2, "Trucks.", "The ministry asked.", go=False))
    circle = Circle(partners=(FIRM,), approaches=registered([by("FAO")]).approaches, quiet=(quiet,))
    outcome = register(refused, circle, "amina", Bearings(NOW, PLACES))
    assert [each.stage for each in outcome.approaches] == [Stage.NO_GO]
    assert outcome.overlaps == ()


def test_a_desk_joins_an_approach_with_all_that_it_collides_with_and_that_can_still_join() -> None:
    circle = registered([by("WFP"), by("FAO"), by("ILO"), by("UNEP", resource=Resource.DATA)])
    at_desk = {"FAO": Stage.ESCALATED}  # the one of ILO still waits
    circle = replace(
        circle, approaches=tuple(replace(each, stage=at_desk.get(each.id, each.stage)) for each in circle.approaches)
    )
    outcome = move("FAO", (Act.JOIN, Actor.ARBITER), "desk", circle, Bearings(NOW, PLACES))
    after = {each.id: (each.stage, each.joint) for each in applied(circle, outcome).approaches}
    assert after == {
        "WFP": (Stage.JOINT, "joint-FAO"),
        "FAO": (Stage.JOINT, "joint-FAO"),
        "ILO": (Stage.CONTESTED, ""),
        "UNEP": (Stage.CLEARED, ""),  # another resource: nothing to join
    }


def test_a_talk_ends_when_none_of_its_sides_waits_any_more_and_says_how() -> None:
    circle = registered([by("WFP"), by("FAO")])
    talk = Talk("t", (Party("FAO", "FAO"), Party("WFP", "WFP")), NOW)
    later = Bearings(NOW + timedelta(hours=1), PLACES)
    freed = move("WFP", (Act.WITHDRAW, Actor.OWNER), "amina", replace(circle, talks=(talk,)), later)
    assert [(each.closed, each.result) for each in freed.talks] == [(later.at, "cleared, withdrawn")]
    circle = registered([by("WFP"), by("FAO"), by("ILO")])
    waits = move("ILO", (Act.WITHDRAW, Actor.OWNER), "amina", replace(circle, talks=(talk,)), later)
    assert waits.talks == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"gate": None}, "answer the cost-benefit gate first"),
        ({"gate": Gate(2, " ", "x", go=True)}, "say what the benefit is"),
        ({"gate": Gate(-1, "x", "x", go=True)}, "must not be negative"),
        ({"stage": Stage.CLEARED}, "only a draft"),
        ({"country": ""}, "names its country"),
        ({"window": Period(date(2026, 10, 1), None)}, "a first and a last day"),
        ({"window": Period(date(2026, 9, 1), date(2026, 9, 30))}, "the window ended on 2026-09-30"),
        ({"window": Period(date(2026, 10, 1), date(2027, 4, 1))}, "at most 180 are allowed"),
    ],
)
def test_what_cannot_be_registered_says_why(changes: dict[str, object], said: str) -> None:
    with pytest.raises(RegistrationError, match=said):
        registered([replace(DRAFT, **changes)])  # type: ignore[arg-type]  # fields of the record


def test_a_quiet_period_of_a_branch_counts_for_the_group_it_was_read_for() -> None:
    quiet = QuietPeriod("q1", "branch", Period(date(2026, 10, 20), date(2026, 11, 1)), "merger", Origin("test"))
    with pytest.raises(RegistrationError, match="branch asked not to be approached from 2026-10-20"):
        registered([DRAFT], Circle(partners=(FIRM,), quiet=(quiet,)))


def test_a_branch_is_no_way_around_the_top_tier() -> None:
    circle = Circle(partners=(FIRM,), top_tier=frozenset({"firm"}))
    branch = replace(DRAFT, partner="branch")
    assert within_top_tier(branch, circle) == {"branch"}
    assert stages(registered([branch], circle)) == {"a1": Stage.ESCALATED}


def test_what_is_not_live_cannot_be_moved() -> None:
    with pytest.raises(StepError, match="not live any more"):
        move("gone", (Act.WITHDRAW, Actor.OWNER), "amina", Circle(), Bearings(NOW))


DAY_0 = datetime(2026, 11, 2, 9, tzinfo=UTC)


def log(record: str, *steps: tuple[float, Act, Stage]) -> list[Event]:
    return [
        Event(record, act.value, "x", DAY_0 + timedelta(days=day), "", "", after.value) for day, act, after in steps
    ]


CONTESTED = (0, Act.CONTEST, Stage.CONTESTED)


def test_a_contest_lasts_from_its_first_day_to_the_act_that_ends_it() -> None:
    talked = log("a", CONTESTED, (1, Act.TALK, Stage.TALK), (2.5, Act.JOIN, Stage.JOINT))
    again = log("b", CONTESTED, (1, Act.CONTEST, Stage.CONTESTED), (4, Act.WITHDRAW, Stage.WITHDRAWN))
    found = resolved([*again, *talked])
    assert [(each.record, each.days, each.how) for each in found] == [("a", 2.5, Act.JOIN), ("b", 4, Act.WITHDRAW)]
    assert median_days(found) == pytest.approx((2.5 + 4) / 2)
    assert share_joined(found) == 1 / 2


def test_what_was_never_contested_or_ran_out_is_no_resolution() -> None:
    free = log("a", (0, Act.CLEAR, Stage.CLEARED), (1, Act.WITHDRAW, Stage.WITHDRAWN))
    expired = log("b", CONTESTED, (9, Act.EXPIRE, Stage.EXPIRED))
    assert resolved([*free, *expired]) == ()
    assert (median_days(()), share_joined(())) == (None, None)
