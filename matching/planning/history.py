"""The competition index as it was: which approaches were live on a day, and which of them collided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from matching.records import Approach, Event, Stage


@dataclass(frozen=True, slots=True)
class Competition:
    """How many of `live` approaches collide, and the same weighted by match value."""

    live: int
    colliding: int
    value: float
    colliding_value: float

    @property
    def index(self) -> float:
        """Share of the match value of live approaches that stands in a collision, 0..1; 0 when nothing is live."""
        return self.colliding_value / self.value if self.value else 0.0

    @property
    def share(self) -> float:
        """Share of live approaches that collide, each counting the same, 0..1."""
        return self.colliding / self.live if self.live else 0.0


def competition(values: Mapping[str, float], collisions: Collection[tuple[str, str]]) -> Competition:
    """Return the competition among approaches with the given match values (id -> 0..1).

    Collisions with records that are no live approach, such as engagements, count for the approach alone.
    """
    colliding = {name for pair in collisions for name in pair} & values.keys()
    return Competition(
        live=len(values),
        colliding=len(colliding),
        value=sum(values[name] for name in sorted(values)),
        colliding_value=sum(values[name] for name in sorted(colliding)),
    )


_OVER = {Stage.EXPIRED.value, Stage.WITHDRAWN.value, Stage.NO_GO.value}
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Life:
    """From when to when an approach was live, and from when it was part of a joint one (UTC)."""

    start: datetime
    end: datetime
    joined: datetime


def lives(approaches: Sequence[Approach], events: Sequence[Event]) -> dict[str, Life]:
    """Return when each registered approach was live, by id, as its log tells."""
    ends: dict[str, datetime] = {}
    joins: dict[str, datetime] = {}
    for event in events:
        if event.after in _OVER:
            ends[event.of] = event.at
        if event.after == Stage.JOINT.value:
            joins.setdefault(event.of, event.at)
    return {
        each.id: Life(each.registered, ends.get(each.id, _NEVER), joins.get(each.id, _NEVER) if each.joint else _NEVER)
        for each in approaches
        if each.registered is not None
    }


def over_time(
    approaches: Sequence[Approach],
    events: Sequence[Event],
    collisions: Collection[tuple[str, str]],
    worth: Mapping[str, float],
    days: Sequence[date],
) -> tuple[tuple[date, Competition], ...]:
    """Return the competition at the end of each day (UTC).

    `collisions` are all pairs that ask the same, whether or not they were joined later: a pair that had become one
    joint approach by then does not collide, and counts once.
    """
    known = lives(approaches, events)
    by_id = {each.id: each for each in approaches}
    found = []
    for day in days:
        at = datetime.combine(day + timedelta(days=1), time(), UTC)
        live = [name for name, life in known.items() if life.start < at <= life.end]
        unit = {name: by_id[name].joint if known[name].joined < at else name for name in live}
        values: dict[str, float] = defaultdict(float)
        for name in live:
            values[unit[name]] += worth.get(name, 0.0)
        pairs = {
            (unit[left], unit[right])
            for left, right in collisions
            if left in unit and right in unit and unit[left] != unit[right]
        }
        found.append((day, competition(values, pairs)))
    return tuple(found)


def months(until: date, count: int = 12) -> tuple[date, ...]:
    """Return the last days of so many months before `until`, and `until` itself, in order."""
    found = [until]
    for _ in range(count):
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return tuple(reversed(found))
