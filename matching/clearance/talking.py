"""Talks between colliding records: who takes part, and what follows when all sides propose the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from matching.clearance.deciding import Ruling
from matching.clearance.places import Bearings
from matching.clearance.registering import in_the_way, ruled_by
from matching.clearance.settling import in_order
from matching.clearance.steps import Act, Actor, StepError, take
from matching.records import (
    MAX_WINDOW_DAYS,
    Approach,
    Circle,
    Outcome,
    OverlapClass,
    Party,
    Period,
    Proposal,
    Stage,
    Talk,
)

# Who can still agree among themselves; what is escalated is with somebody else.
_TALKING = frozenset({Stage.CLEARED, Stage.CONTESTED, Stage.TALK, Stage.JOINT})


def open_talk(id: str, approach: Approach, circle: Circle, who: str, now: Bearings) -> Outcome:
    """Return a new talk between a contested approach and all that it collides with, and the stages that follow.

    :raises StepError: If the approach is not contested, or nothing that could talk collides with it.
    """
    found = in_the_way(approach, circle, now)
    against = {name for each in found if each.kind is OverlapClass.COLLISION for name in (each.left, each.right)}
    sides = [other for other in in_order(circle.approaches) if other.id in against and other.stage in _TALKING]
    others = [Party(each.id, each.entity) for each in sides if each.id != approach.id]
    others += [Party(each.id, each.disclosure.owner_entity) for each in circle.engagements if each.id in against]
    changed, event = take(approach, Act.TALK, Actor.OWNER, who, now.at, why="asked for a talk")
    if not others:
        raise StepError(f"nobody that {approach.id} collides with can talk now; the case is with the desk")
    after, events = [replace(changed, since=now.at)], [event]
    for side in sides:
        if side.stage is Stage.CONTESTED and side.id != approach.id:
            moved, then = ruled_by(side, Ruling(Act.TALK, "the other side asked for a talk"), now.at)
            after.append(moved)
            events.append(then)
    talk = Talk(id, (Party(approach.id, approach.entity), *others), now.at)
    return Outcome(tuple(after), tuple(events), tuple(found), (talk,))


def agreed(talk: Talk, circle: Circle, at: datetime) -> Outcome:
    """Return what follows when all sides of a talk propose the same; nothing while they differ.

    Joining makes all approaches part of one; in sequence, the later registered follow the earlier, window by window.

    :raises StepError: If an approach has meanwhile come to a stage from which this cannot follow.
    """
    sides = {party.record for party in talk.parties}
    approaches = [approach for approach in in_order(circle.approaches) if approach.id in sides]
    if talk.closed is None and talk.agreed is Proposal.JOIN:
        return _joined(talk, approaches, at)
    if talk.closed is None and talk.agreed is Proposal.SEQUENCE:
        return _sequenced(talk, approaches, circle, at)
    return Outcome()


def _joined(talk: Talk, approaches: list[Approach], at: datetime) -> Outcome:
    changed, events = [], []
    for approach in approaches:
        moved = approach
        if approach.stage is not Stage.JOINT:
            moved, event = ruled_by(approach, Ruling(Act.JOIN, "all sides agreed to go together"), at)
            events.append(event)
        changed.append(replace(moved, joint=talk.id))
    return Outcome(tuple(changed), tuple(events), talks=(replace(talk, closed=at, result=Proposal.JOIN.value),))


def _sequenced(talk: Talk, approaches: list[Approach], circle: Circle, at: datetime) -> Outcome:
    sides = {party.record for party in talk.parties}
    ends = [engagement.period.end for engagement in circle.engagements if engagement.id in sides]
    last = max((end for end in ends if end is not None), default=None)
    changed, events = [], []
    for position, approach in enumerate(approaches):
        if last is None and position == 0:
            last = approach.window.end
            continue
        window, moved = _after(approach.window, last), approach
        if approach.stage is not Stage.SEQUENCED:
            moved, event = ruled_by(approach, Ruling(Act.SEQUENCE, f"all sides agreed: from {window.start}"), at)
            events.append(event)
        changed.append(replace(moved, window=window))
        last = window.end
    return Outcome(tuple(changed), tuple(events), talks=(replace(talk, closed=at, result=Proposal.SEQUENCE.value),))


def _after(window: Period, last: date | None) -> Period:
    """Return a window as long as before that starts on the day after `last`, or as it is when it starts later."""
    if last is None or window.start is None or window.end is None or window.start > last:
        return window
    start = last + timedelta(days=1)
    days = min((window.end - window.start).days, MAX_WINDOW_DAYS - 1)
    return Period(start, start + timedelta(days=days))
