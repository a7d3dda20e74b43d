"""From draft to its end: what may happen to an approach, by whom, and what the rules decide by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.clearance import (
    STEPS,
    Act,
    Actor,
    Desk,
    StepError,
    allowed,
    at_registration,
    desk_for,
    due,
    expires_at,
    holds_scope,
    take,
)
from matching.records import (
    LIVE_STAGES,
    Approach,
    Disclosure,
    Level,
    Origin,
    Overlap,
    OverlapClass,
    Period,
    Resource,
    Stage,
)

NOW = datetime(2026, 11, 4, 15, tzinfo=UTC)
NAIROBI = ZoneInfo("Africa/Nairobi")
DRAFT = Approach(
    id="a1",
    entity="WFP",
    partner="firm",
    level=Level.COUNTRY,
    country="KEN",
    resource=Resource.LOGISTICS,
    window=Period(date(2026, 11, 1), date(2026, 12, 31)),
    origin=Origin("test"),
    disclosure=Disclosure("WFP"),
    owner="amina",
)
COLLISION = Overlap("a1", "a2", OverlapClass.COLLISION, "same resource, scope and topic")


def at(stage: Stage) -> Approach:
    return replace(DRAFT, stage=stage)


def test_a_step_returns_the_approach_after_it_and_the_event_for_the_log() -> None:
    after, event = take(DRAFT, Act.REGISTER, Actor.OWNER, "amina", NOW, why="ready")
    assert after.stage is Stage.REGISTERED
    assert (event.of, event.transition, event.who, event.at, event.why) == ("a1", "register", "amina", NOW, "ready")
    assert (event.before, event.after) == ("draft", "registered")


def test_a_step_that_is_not_allowed_says_what_is() -> None:
    with pytest.raises(StepError, match=r"owner cannot clear an approach that is talk; possible: escalate, withdraw"):
        take(at(Stage.TALK), Act.CLEAR, Actor.OWNER, "amina", NOW)


def test_the_owner_cannot_decide_in_their_own_case() -> None:
    with pytest.raises(StepError, match="amina owns this approach"):
        take(at(Stage.ESCALATED), Act.CLEAR, Actor.ARBITER, "amina", NOW)


@pytest.mark.parametrize(
    ("overlaps", "top", "act"),
    [
        ([], (), Act.CLEAR),
        ([COLLISION], (), Act.CONTEST),
        ([], ("firm",), Act.ESCALATE),
        ([COLLISION], ("firm",), Act.ESCALATE),
    ],
)
def test_registration_clears_contests_or_goes_to_the_central_desk(
    overlaps: list[Overlap], top: tuple[str, ...], act: Act
) -> None:
    assert at_registration(at(Stage.REGISTERED), overlaps, top).act is act


def test_complementary_overlaps_do_not_contest() -> None:
    joinable = replace(COLLISION, kind=OverlapClass.COMPLEMENTARY)
    assert at_registration(at(Stage.REGISTERED), [joinable], ()).act is Act.CLEAR


def test_country_level_goes_to_the_resident_coordinator_and_global_to_the_central_desk() -> None:
    assert desk_for(DRAFT, ()) is Desk.RESIDENT_COORDINATOR
    assert desk_for(replace(DRAFT, level=Level.GLOBAL), ()) is Desk.CENTRAL_DESK
    assert desk_for(DRAFT, ("firm",)) is Desk.CENTRAL_DESK


def test_a_talk_goes_up_after_five_working_days_and_not_a_second_before() -> None:
    deadline = datetime(2026, 11, 11, 21, tzinfo=UTC)
    assert due(at(Stage.TALK), NOW, deadline - timedelta(seconds=1), NAIROBI) is None
    ruling = due(at(Stage.TALK), NOW, deadline, NAIROBI)
    assert ruling is not None
    assert ruling.act is Act.ESCALATE


@given(st.sampled_from(sorted(LIVE_STAGES)), st.sampled_from(["Africa/Nairobi", "America/New_York", "Asia/Kathmandu"]))
def test_expiry_frees_the_scope_at_the_right_instant(stage: Stage, zone: str) -> None:
    end = expires_at(DRAFT.window, ZoneInfo(zone))
    assert holds_scope(at(stage), end - timedelta(microseconds=1), ZoneInfo(zone))
    assert not holds_scope(at(stage), end, ZoneInfo(zone))
    ruling = due(at(stage), NOW, end, ZoneInfo(zone))
    assert ruling is not None
    assert ruling.act is Act.EXPIRE


def test_what_has_ended_never_moves_again() -> None:
    ended = set(Stage) - LIVE_STAGES - {Stage.DRAFT}
    assert {stage for stage in ended for actor in Actor if allowed(stage, actor)} == set()


def test_every_stage_can_be_reached_from_a_draft() -> None:
    reached = {Stage.DRAFT}
    for _ in Stage:
        reached |= {step.after for (before, _), step in STEPS.items() if before in reached}
    assert reached == set(Stage)


def test_every_live_stage_can_be_left_by_the_clock_and_by_its_owner() -> None:
    for stage in LIVE_STAGES:
        assert Act.EXPIRE in allowed(stage, Actor.SYSTEM)
        assert Act.WITHDRAW in allowed(stage, Actor.OWNER)
