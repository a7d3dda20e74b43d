"""Who takes part in a talk, and what follows when all sides propose the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matching.clearance import Bearings, StepError, agreed, open_talk
from matching.records import (
    Circle,
    Disclosure,
    Engagement,
    Level,
    Member,
    Origin,
    Outcome,
    Party,
    Period,
    Proposal,
    Resource,
    Stage,
    State,
    Talk,
)
from tests.matching.clearance.cases import NOW, PLACES, applied, by, registered, stages

HERE = Bearings(NOW + timedelta(hours=1), PLACES)
# Registered in this order: the first is cleared, the others wait.
THREE = registered([by("WFP"), by("ILO"), by("FAO")])
RUNNING = Engagement(
    id="e",
    title="Trucks",
    entities=("UNHCR",),
    members=(Member("branch"),),
    origin=Origin("test"),
    disclosure=Disclosure("UNHCR"),
    resources=(Resource.LOGISTICS,),
    countries=("KEN",),
    level=Level.COUNTRY,
    state=State.ACTIVE,
    period=Period(date(2026, 9, 1), date(2026, 10, 10)),
)

BESIDE_ONE_THAT_RUNS = registered([by("WFP")], Circle(partners=THREE.partners, engagements=(RUNNING,)))


def asked(circle: Circle, entity: str = "ILO") -> Outcome:
    (approach,) = (each for each in circle.approaches if each.id == entity)
    return open_talk("t", approach, circle, "ben", HERE)


def proposing(proposal: Proposal | None, *records: str) -> Talk:
    return Talk("t", tuple(Party(record, record, proposal=proposal) for record in records), NOW)


def windows(outcome: Outcome) -> dict[str, tuple[date | None, date | None]]:
    return {each.id: (each.window.start, each.window.end) for each in outcome.approaches}


def test_who_asks_talks_with_all_that_it_collides_with_and_those_who_wait_stop_waiting() -> None:
    outcome = asked(THREE)
    (talk,) = outcome.talks
    assert [(party.record, party.entity) for party in talk.parties] == [("ILO", "ILO"), ("WFP", "WFP"), ("FAO", "FAO")]
    assert stages(applied(THREE, outcome)) == {"WFP": Stage.CLEARED, "ILO": Stage.TALK, "FAO": Stage.TALK}
    assert [(event.of, event.after) for event in outcome.events] == [("ILO", "talk"), ("FAO", "talk")]
    assert {each.since for each in outcome.approaches} == {HERE.at}


def test_who_asks_for_something_else_takes_no_part() -> None:
    circle = registered([by("UNEP", resource=Resource.DATA)], THREE)
    assert {party.record for party in asked(circle).talks[0].parties} == {"WFP", "ILO", "FAO"}


def test_an_engagement_that_runs_takes_part_through_its_owner() -> None:
    (talk,) = asked(BESIDE_ONE_THAT_RUNS, "WFP").talks
    assert [(party.record, party.entity) for party in talk.parties] == [("WFP", "WFP"), ("e", "UNHCR")]


def test_whom_all_others_are_before_the_desk_has_nobody_to_talk_with() -> None:
    gone = tuple(each if each.id == "ILO" else replace(each, stage=Stage.ESCALATED) for each in THREE.approaches)
    with pytest.raises(StepError, match="nobody that ILO collides with can talk now"):
        asked(replace(THREE, approaches=gone))


def talking() -> Circle:
    return applied(THREE, asked(THREE))


def test_nothing_follows_while_the_sides_differ_or_once_the_talk_is_over() -> None:
    sides = [Party("WFP", "WFP", proposal=Proposal.JOIN), Party("ILO", "ILO", proposal=Proposal.SEQUENCE)]
    assert agreed(Talk("t", tuple(sides), NOW), talking(), NOW) == Outcome()
    assert agreed(proposing(None, "WFP", "ILO"), talking(), NOW) == Outcome()
    for proposal in (Proposal.JOIN, Proposal.SEQUENCE):
        over = replace(proposing(proposal, "WFP", "ILO"), closed=NOW)
        assert agreed(over, talking(), NOW) == Outcome()


def test_all_who_agree_to_join_become_one_approach_and_others_stay() -> None:
    outcome = agreed(proposing(Proposal.JOIN, "WFP", "ILO"), talking(), NOW)
    assert [(each.id, each.stage, each.joint) for each in outcome.approaches] == [
        ("WFP", Stage.JOINT, "t"),
        ("ILO", Stage.JOINT, "t"),
    ]
    assert len(outcome.events) == 2
    assert [(talk.closed, talk.result) for talk in outcome.talks] == [(NOW, "join")]


def test_a_newcomer_joins_a_group_that_goes_together_already() -> None:
    before = talking()
    joint = tuple(replace(each, stage=Stage.JOINT) if each.id == "WFP" else each for each in before.approaches)
    outcome = agreed(proposing(Proposal.JOIN, "WFP", "ILO"), replace(before, approaches=joint), NOW)
    assert {each.id: each.joint for each in outcome.approaches} == {"WFP": "t", "ILO": "t"}
    assert [event.of for event in outcome.events] == ["ILO"]


def test_in_sequence_each_follows_the_earlier_registered_for_as_many_days_as_it_wanted() -> None:
    """All three want 1 to 25 October, 25 days."""
    outcome = agreed(proposing(Proposal.SEQUENCE, "FAO", "ILO", "WFP"), talking(), NOW)
    assert windows(outcome) == {
        "ILO": (date(2026, 10, 26), date(2026, 10, 26) + timedelta(days=25 - 1)),
        "FAO": (date(2026, 11, 20), date(2026, 11, 20) + timedelta(days=25 - 1)),
    }
    assert {each.stage for each in outcome.approaches} == {Stage.SEQUENCED}
    assert [(talk.closed, talk.result) for talk in outcome.talks] == [(NOW, "sequence")]


def test_all_follow_an_engagement_that_runs_and_one_without_end_is_waited_for_by_nobody() -> None:
    before = applied(BESIDE_ONE_THAT_RUNS, asked(BESIDE_ONE_THAT_RUNS, "WFP"))
    before = replace(before, engagements=(RUNNING, replace(RUNNING, id="another", period=Period(None, None))))
    outcome = agreed(proposing(Proposal.SEQUENCE, "WFP", "e", "another"), before, NOW)
    # It runs to 10 October; 1 to 25 October are 25 days.
    assert windows(outcome) == {"WFP": (date(2026, 10, 11), date(2026, 10, 11) + timedelta(days=25 - 1))}


@pytest.mark.parametrize(
    ("wanted", "agreed_on"),
    [
        (Period(date(2026, 10, 26), date(2026, 10, 30)), (date(2026, 10, 26), date(2026, 10, 30))),  # later anyway
        (Period(date(2026, 11, 2), date(2026, 11, 6)), (date(2026, 11, 2), date(2026, 11, 6))),
        (Period(date(2026, 10, 25), date(2026, 10, 30)), (date(2026, 10, 26), date(2026, 10, 31))),
        (Period(date(2026, 10, 2), date(2026, 10, 2)), (date(2026, 10, 26), date(2026, 10, 26))),
        # 200 days are more than a window may have.
        (Period(date(2026, 10, 1), date(2027, 4, 18)), (date(2026, 10, 26), date(2026, 10, 25) + timedelta(days=180))),
    ],
)
def test_a_window_moves_only_as_far_as_it_must_and_keeps_its_length(
    wanted: Period, agreed_on: tuple[date, date]
) -> None:
    before = talking()
    changed = tuple(replace(each, window=wanted) if each.id == "ILO" else each for each in before.approaches)
    outcome = agreed(proposing(Proposal.SEQUENCE, "WFP", "ILO"), replace(before, approaches=changed), NOW)
    assert windows(outcome) == {"ILO": agreed_on}


def test_who_is_in_sequence_already_only_gets_another_window() -> None:
    before = talking()
    placed = tuple(replace(each, stage=Stage.SEQUENCED) if each.id == "ILO" else each for each in before.approaches)
    outcome = agreed(proposing(Proposal.SEQUENCE, "WFP", "ILO", "FAO"), replace(before, approaches=placed), NOW)
    assert [event.of for event in outcome.events] == ["FAO"]
    assert set(windows(outcome)) == {"ILO", "FAO"}
