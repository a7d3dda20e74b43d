"""What became of invented approaches: their stages, the log of their steps, the talks between those that collide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from data.demo.chance import Dice, Setting
from data.demo.knots import Knot
from matching.records import Approach, Event, Message, OverlapClass, Party, Proposal, Stage, Talk

RULE = "rule"
# How those who came second stand now, and how past collisions ended.
SECOND = {Stage.CONTESTED: 15.0, Stage.TALK: 30.0, Stage.ESCALATED: 55.0}
ENDINGS = {"join": 28.0, "sequence": 10.0, "withdraw": 8.0, "decided": 54.0}
_OPENINGS = (
    "We plan to ask for the same. Could we compare what each of us needs?",
    "Our programme begins soon. Would a joint request suit you?",
    "We could wait until your request is answered, if that helps.",
)


@dataclass
class Career:
    """Approaches of one knot with their events and, if they talked, the talk."""

    approaches: list[Approach]
    events: list[Event]
    talk: Talk | None = None


def live_career(drafts: Sequence[Approach], knot: Knot, top: frozenset[str], setting: Setting) -> Career:
    """Return where live approaches stand today: whoever came first is cleared, the others wait, talk or go up."""
    dice = setting.dice("career", drafts[0].id)
    career = Career([], [])
    colliding = any(kind is OverlapClass.COLLISION for _, _, kind in knot.pairs)
    for place, draft in enumerate(drafts):
        assert draft.window.start is not None  # noqa: S101 - every window of the demo has both ends
        latest = min(draft.window.start - timedelta(days=3), setting.today - timedelta(days=16))
        day = latest - timedelta(days=dice.number(0, 12))
        stage = dice.weighted(SECOND)
        if place and colliding:
            day = _day_of_second(career, draft, stage, setting, dice)
        registered = _register(career, draft, day, dice)
        if place and colliding:
            _second(career, registered, stage, dice)
        elif {ask.partner for ask in knot.asks} & top:
            raised = _step(career, registered, ("escalate", Stage.ESCALATED, RULE), timedelta(0), "top tier")
            who = "central desk"
            _keep(career, _step(career, raised, ("clear", Stage.CLEARED, who), timedelta(days=2), "no other request"))
        else:
            _keep(career, _step(career, registered, ("clear", Stage.CLEARED, RULE), timedelta(0), "no collision"))
    if knot.joined:
        _join(career, setting, dice)
    elif any(approach.stage is Stage.TALK for approach in career.approaches):
        career.talk = _talk(career, setting, dice)
    return career


def past_career(drafts: Sequence[Approach], knot: Knot, setting: Setting) -> Career:
    """Return approaches whose windows are over, with the way that each went."""
    dice = setting.dice("past", drafts[0].id)
    career = Career([], [])
    colliding = any(kind is OverlapClass.COLLISION for _, _, kind in knot.pairs)
    ending = dice.weighted(ENDINGS) if colliding else ""
    base = min(draft.window.start for draft in drafts if draft.window.start)
    for place, draft in enumerate(drafts):
        day = base - timedelta(days=dice.number(18, 24) - 3 * min(place, 3))
        registered = _register(career, draft, day, dice)
        if not (place and colliding):
            cleared = _step(career, registered, ("clear", Stage.CLEARED, RULE), timedelta(0), "no collision")
            stage = "withdraw" if dice.chance(0.12) else ""
            _keep(career, _ended(career, cleared, stage, dice))
        else:
            _keep(career, _ended(career, _argued(career, registered, ending, dice), "", dice))
    if ending == "join":
        _past_joint(career, dice)
    return career


def _register(career: Career, draft: Approach, day: date, dice: Dice) -> Approach:
    at = datetime.combine(day, time(dice.number(7, 17), dice.number(0, 59)), UTC)
    registered = replace(draft, stage=Stage.REGISTERED, registered=at, since=at)
    career.events.append(Event(draft.id, "register", draft.owner, at, "", Stage.DRAFT.value, Stage.REGISTERED.value))
    return registered


def _step(career: Career, approach: Approach, step: tuple[str, Stage, str], later: timedelta, why: str) -> Approach:
    """Return the approach after a step (act, stage, who) that is taken so much later than the one before."""
    assert approach.since is not None  # noqa: S101 - it was registered
    act, stage, who = step
    at = approach.since + later
    career.events.append(Event(approach.id, act, who, at, why, approach.stage.value, stage.value))
    return replace(approach, stage=stage, since=at)


def _keep(career: Career, approach: Approach) -> None:
    career.approaches.append(approach)


def _day_of_second(career: Career, draft: Approach, stage: Stage, setting: Setting, dice: Dice) -> date:
    """Return when somebody came second: in the last days, or so long ago that the case has gone up since."""
    first = career.approaches[0].registered
    if stage is not Stage.ESCALATED or first is None or draft.window.start is None:
        return setting.today - timedelta(days=dice.number(1, 2))
    wanted = draft.window.start - timedelta(days=dice.number(0, 10))
    return min(max(wanted, first.date() + timedelta(days=2)), setting.today - timedelta(days=9))


def _second(career: Career, registered: Approach, stage: Stage, dice: Dice) -> None:
    why = "1 collision: same resource, scope and topic"
    moved = _step(career, registered, ("contest", Stage.CONTESTED, RULE), timedelta(0), why)
    if stage is Stage.TALK:
        moved = _step(career, moved, ("talk", Stage.TALK, moved.owner), timedelta(hours=2), "asked for a talk")
    if stage is Stage.ESCALATED:
        moved = _step(career, moved, ("escalate", Stage.ESCALATED, RULE), timedelta(days=7), "five working days passed")
    _keep(career, moved)


def _talk(career: Career, setting: Setting, dice: Dice) -> Talk:
    first = career.approaches[0]
    talking = [approach for approach in career.approaches if approach.stage is Stage.TALK]
    opened = max(approach.since for approach in talking if approach.since)
    asked = talking[0]
    parties = tuple(
        # Nobody has agreed yet: only one side has said what it would do.
        Party(each.id, each.entity, dice.chance(0.4), Proposal.JOIN if each is asked and dice.chance(0.5) else None)
        for each in [*talking, first]
    )
    said = Message(asked.entity, asked.owner, opened + timedelta(hours=1), dice.pick(_OPENINGS))
    return Talk(f"demo-t-{asked.id[-5:]}", parties, opened, (said,))


def _join(career: Career, setting: Setting, dice: Dice) -> None:
    """Make the approaches of a knot one joint approach, some days after the later was registered."""
    opened = max(approach.registered for approach in career.approaches if approach.registered)
    closed = opened + timedelta(days=dice.number(2, 5), hours=3)
    name = f"demo-t-{career.approaches[0].id[-5:]}"
    for place, approach in enumerate(career.approaches):
        event = Event(approach.id, "join", RULE, closed, "all sides agreed", approach.stage.value, Stage.JOINT.value)
        career.events.append(event)
        career.approaches[place] = replace(approach, stage=Stage.JOINT, since=closed, joint=name)
    parties = tuple(Party(each.id, each.entity, True, Proposal.JOIN) for each in career.approaches)
    career.talk = Talk(name, parties, opened, closed=closed, result=Proposal.JOIN.value)


def _argued(career: Career, registered: Approach, ending: str, dice: Dice) -> Approach:
    """Return a past approach that collided after its way through the talk."""
    moved = _step(career, registered, ("contest", Stage.CONTESTED, RULE), timedelta(0), "1 collision")
    moved = _step(career, moved, ("talk", Stage.TALK, moved.owner), timedelta(hours=dice.number(3, 40)), "")
    days = timedelta(days=dice.number(1, 6), hours=dice.number(0, 20))
    if ending == "join":
        return _step(career, moved, ("join", Stage.JOINT, RULE), days, "all sides agreed to go together")
    if ending == "sequence":
        moved = _step(career, moved, ("sequence", Stage.SEQUENCED, RULE), days, "all sides agreed")
        return _step(career, moved, ("clear", Stage.CLEARED, RULE), timedelta(days=12), "its turn came")
    if ending == "withdraw":
        return _step(career, moved, ("withdraw", Stage.WITHDRAWN, moved.owner), days, "left it to the other")
    moved = _step(career, moved, ("escalate", Stage.ESCALATED, RULE), timedelta(days=7), "five working days passed")
    return _step(career, moved, ("clear", Stage.CLEARED, "central desk"), timedelta(days=dice.number(2, 14)), "decided")


def _ended(career: Career, approach: Approach, how: str, dice: Dice) -> Approach:
    if approach.stage is Stage.WITHDRAWN:
        return approach
    if how == "withdraw":
        later = timedelta(days=dice.number(5, 25))
        return _step(career, approach, ("withdraw", Stage.WITHDRAWN, approach.owner), later, "the plan changed")
    assert approach.window.end is not None  # noqa: S101 - every window of the demo has both ends
    assert approach.since is not None  # noqa: S101 - it was registered
    at = datetime.combine(approach.window.end + timedelta(days=1), time(), UTC)
    later = max(at - approach.since, timedelta(hours=1))
    return _step(career, approach, ("expire", Stage.EXPIRED, RULE), later, "its window ended")


def _past_joint(career: Career, dice: Dice) -> None:
    name = f"demo-t-{career.approaches[0].id[-5:]}"
    joined = min(event.at for event in career.events if event.transition == "join")
    first = career.approaches[0]
    if first.stage is Stage.EXPIRED:
        ends = [event for event in career.events if event.of == first.id and event.transition == "expire"]
        career.events.append(Event(first.id, "join", RULE, joined, "all sides agreed", "cleared", "joint"))
        career.events[career.events.index(ends[0])] = replace(ends[0], before="joint")
    career.approaches[:] = [replace(approach, joint=name) for approach in career.approaches]
    opened = min(event.at for event in career.events if event.transition == "talk")
    parties = tuple(Party(each.id, each.entity, True, Proposal.JOIN) for each in career.approaches)
    career.talk = Talk(name, parties, min(opened, joined), closed=joined, result=Proposal.JOIN.value)
