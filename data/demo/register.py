"""What the demo's register of approaches holds, and what was planted in it on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from matching.records import (
    Approach,
    Event,
    OverlapClass,
    Period,
    QuietPeriod,
    Resolution,
    Talk,
)


@dataclass(frozen=True, slots=True)
class Planted:
    """Two live approaches and how they stand to each other by construction; `how` names what was planted."""

    left: str
    right: str
    kind: OverlapClass
    how: str


@dataclass(frozen=True, slots=True)
class Register:
    """Approaches with their log, talks, quiet periods, the top tier with reasons, decisions, and the planted pairs."""

    approaches: tuple[Approach, ...] = ()
    events: tuple[Event, ...] = ()
    talks: tuple[Talk, ...] = ()
    quiet: tuple[QuietPeriod, ...] = ()
    top_tier: Mapping[str, str] = field(default_factory=dict)
    resolutions: tuple[Resolution, ...] = ()
    planted: tuple[Planted, ...] = ()

    def moved(self, days: int) -> Register:
        """Return the same register as if it had been made so many days later."""
        by = timedelta(days=days)
        return replace(
            self,
            approaches=tuple(_moved(approach, by) for approach in self.approaches),
            events=tuple(replace(event, at=event.at + by) for event in self.events),
            talks=tuple(
                replace(
                    talk,
                    opened=talk.opened + by,
                    closed=talk.closed + by if talk.closed else None,
                    messages=tuple(replace(message, at=message.at + by) for message in talk.messages),
                )
                for talk in self.talks
            ),
            quiet=tuple(replace(each, window=_later(each.window, by)) for each in self.quiet),
            resolutions=tuple(replace(each, due=each.due + by) for each in self.resolutions),
        )


def _moved(approach: Approach, by: timedelta) -> Approach:
    until = approach.disclosure.until
    return replace(
        approach,
        window=_later(approach.window, by),
        registered=approach.registered + by if approach.registered else None,
        since=approach.since + by if approach.since else None,
        disclosure=replace(approach.disclosure, until=until + by if until else None),
    )


def _later(period: Period, by: timedelta) -> Period:
    return Period(period.start + by if period.start else None, period.end + by if period.end else None)
