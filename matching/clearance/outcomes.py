"""How contested approaches were resolved, and how long that took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from matching.clearance.steps import Act
from matching.records import Event, Stage

# What ends a contest; a window that ran out is an end as well, but no resolution.
_ENDS = {Act.CLEAR, Act.JOIN, Act.SEQUENCE, Act.WITHDRAW, Act.REFUSE}
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Resolved:
    """A contest that came to an end: of which record, when (UTC), after how many days, and by which act."""

    record: str
    at: datetime
    days: float
    how: Act


def resolved(events: Sequence[Event]) -> tuple[Resolved, ...]:
    """Return the contests of a log that were resolved, in order of their end; ties by id."""
    contested: dict[str, datetime] = {}
    found = []
    for event in sorted(events, key=lambda event: event.at):
        if event.after == Stage.CONTESTED.value:
            contested.setdefault(event.of, event.at)
        elif event.of in contested and event.transition in _ENDS:
            days = (event.at - contested.pop(event.of)).total_seconds() / _SECONDS_A_DAY
            found.append(Resolved(event.of, event.at, days, Act(event.transition)))
    return tuple(sorted(found, key=lambda each: (each.at, each.record)))


def median_days(found: Sequence[Resolved]) -> float | None:
    """Return the median number of days to a resolution, None when nothing was resolved."""
    return median(each.days for each in found) if found else None


def share_joined(found: Sequence[Resolved]) -> float | None:
    """Return the share of resolutions that ended in one joint approach, None when nothing was resolved."""
    return sum(each.how is Act.JOIN for each in found) / len(found) if found else None
