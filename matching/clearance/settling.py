"""What follows by itself: time passes, a scope becomes free, the sides of a talk agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from statistics import median

from matching.clearance.deciding import Ruling, due
from matching.clearance.places import Bearings
from matching.clearance.registering import in_the_way, ruled_by
from matching.clearance.steps import STEPS, Act, Actor, StepError, take
from matching.records import (
    Approach,
    Circle,
    Event,
    Outcome,
    OverlapClass,
    Stage,
    Talk,
)

_WAITING = frozenset({Stage.CONTESTED, Stage.TALK})
_NEVER = datetime.max.replace(tzinfo=UTC)


def elapsed(circle: Circle, now: Bearings) -> Outcome:
    """Return what the clock asks for now: expiries, escalations, turns that come, and scopes that they free.

    Asked again at the same instant it changes nothing.
    """
    known = {approach.id: approach for approach in circle.approaches}
    events: list[Event] = []
    for approach in circle.approaches:
        since = approach.since or approach.registered or now.at
        ruling = due(approach, since, now.at, now.places.zone(approach), now.places.weekend(approach))
        if ruling is not None:
            known[approach.id], event = ruled_by(approach, ruling, now.at)
            events.append(event)
    return freed(_standing(circle, known.values()), now, _changed(circle, known.values()), events)


def freed(circle: Circle, now: Bearings, changed: Iterable[Approach] = (), events: Iterable[Event] = ()) -> Outcome:
    """Return what else becomes clear: whoever waits is cleared, in order of registration, once nobody earlier collides.

    `changed` and `events` are what happened before in the same decision; they lead the outcome.
    """
    known = {approach.id: approach for approach in circle.approaches}
    after = {approach.id: approach for approach in changed}
    log = list(events)
    for approach in in_order(circle.approaches):
        if approach.stage not in _WAITING:
            continue
        earlier = tuple(other for other in in_order(known.values()) if _before(other, approach) and other.live)
        found = in_the_way(approach, replace(circle, approaches=earlier), now)
        if any(overlap.kind is OverlapClass.COLLISION for overlap in found):
            continue
        known[approach.id], event = ruled_by(approach, Ruling(Act.CLEAR, "nobody stands in the way any more"), now.at)
        after[approach.id] = known[approach.id]
        log.append(event)
    talks = tuple(_closed(talk, after, now.at) for talk in circle.talks if _moot(talk, {**known, **after}))
    return Outcome(tuple(after.values()), tuple(log), talks=talks)


def move(approach: str, step: tuple[Act, Actor], who: str, circle: Circle, now: Bearings, *, why: str = "") -> Outcome:
    """Return what follows when somebody acts on an approach of the circle, in a capacity, and what that frees.

    When a desk joins it with those that it collides with, all of them become one joint approach.

    :raises StepError: If the approach is not live here, or the act is not allowed at its stage to this actor.
    """
    found = next((each for each in circle.approaches if each.id == approach), None)
    if found is None:
        raise StepError(f"{approach} is not live any more; nothing was changed")
    act, actor = step
    after, event = take(found, act, actor, who, now.at, why=why)
    changed, events = [replace(after, since=now.at)], [event]
    if act is Act.JOIN:
        changed, more = _joined_with(changed[0], circle, who, now)
        events += more
    known = {each.id: each for each in circle.approaches} | {each.id: each for each in changed}
    return freed(_standing(circle, known.values()), now, changed, events)


def _joined_with(approach: Approach, circle: Circle, who: str, now: Bearings) -> tuple[list[Approach], list[Event]]:
    """Return the approach and those that it collides with as one joint approach."""
    overlaps = in_the_way(approach, circle, now)
    against = {name for each in overlaps if each.kind is OverlapClass.COLLISION for name in (each.left, each.right)}
    joint = f"joint-{approach.id}"
    changed, events = [replace(approach, joint=joint)], []
    for other in in_order(circle.approaches):
        if other.id == approach.id or other.id not in against or (other.stage, Act.JOIN) not in STEPS:
            continue
        after, event = take(other, Act.JOIN, Actor.ARBITER, who, now.at, why=f"joined with {approach.id}")
        changed.append(replace(after, since=now.at, joint=joint))
        events.append(event)
    return changed, events


def in_order(approaches: Iterable[Approach]) -> list[Approach]:
    """Return approaches in order of registration; ties by id."""
    return sorted(approaches, key=lambda each: (each.registered or _NEVER, each.id))


def _before(other: Approach, approach: Approach) -> bool:
    return other.id != approach.id and in_order([other, approach])[0].id == other.id


def _standing(circle: Circle, approaches: Iterable[Approach]) -> Circle:
    return replace(circle, approaches=tuple(approach for approach in approaches if approach.live))


def _changed(circle: Circle, approaches: Iterable[Approach]) -> list[Approach]:
    before = {approach.id: approach for approach in circle.approaches}
    return [approach for approach in approaches if approach is not before[approach.id]]


def _moot(talk: Talk, known: dict[str, Approach]) -> bool:
    """Return whether no side of an open talk waits for its end any more."""
    return talk.closed is None and not any(
        party.record in known and known[party.record].stage in _WAITING for party in talk.parties
    )


def _closed(talk: Talk, after: dict[str, Approach], at: datetime) -> Talk:
    stages = sorted({after[party.record].stage.value for party in talk.parties if party.record in after})
    return replace(talk, closed=at, result=", ".join(stages) or "ended")


# What ends a contest; a window that ran out is an end as well, but no resolution.
_RESOLVING = {Act.CLEAR, Act.JOIN, Act.SEQUENCE, Act.WITHDRAW, Act.REFUSE}
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class ResolvedContest:
    """A contest that came to an end: of which record, when (UTC), after how many days, and by which act."""

    record: str
    at: datetime
    days: float
    how: Act


def resolved(events: Sequence[Event]) -> tuple[ResolvedContest, ...]:
    """Return the contests of a log that were resolved, in order of their end; ties by id."""
    contested: dict[str, datetime] = {}
    found = []
    for event in sorted(events, key=lambda event: event.at):
        if event.after == Stage.CONTESTED.value:
            contested.setdefault(event.of, event.at)
        elif event.of in contested and event.transition in _RESOLVING:
            days = (event.at - contested.pop(event.of)).total_seconds() / _SECONDS_A_DAY
            found.append(ResolvedContest(event.of, event.at, days, Act(event.transition)))
    return tuple(sorted(found, key=lambda each: (each.at, each.record)))


def median_days(found: Sequence[ResolvedContest]) -> float | None:
    """Return the median number of days to a resolution, None when nothing was resolved."""
    return median(each.days for each in found) if found else None


def share_joined(found: Sequence[ResolvedContest]) -> float | None:
    """Return the share of resolutions that ended in one joint approach, None when nothing was resolved."""
    return sum(each.how is Act.JOIN for each in found) / len(found) if found else None
