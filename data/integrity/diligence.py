"""Due diligence of a set of records as one thing: what is known, flagged and screened, and who takes up which rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.rules.reading import Adoption
from matching.records import Fact, Flag, Screening


@dataclass(frozen=True, slots=True)
class Diligence:
    """Facts, flags, screenings and adoptions."""

    facts: Sequence[Fact] = ()
    flags: Sequence[Flag] = ()
    screenings: Sequence[Screening] = ()
    adoptions: Sequence[Adoption] = ()

    def moved(self, days: int) -> Diligence:
        """Return the same as if all of it had happened so many days later."""
        by = timedelta(days=days)
        return replace(
            self,
            facts=tuple(replace(each, on=each.on + by, until=_later(each.until, by)) for each in self.facts),
            flags=tuple(
                replace(each, history=tuple(replace(step, on=step.on + by) for step in each.history))
                for each in self.flags
            ),
            screenings=tuple(
                replace(each, asked=each.asked + by, done=_later(each.done, by), until=_later(each.until, by))
                for each in self.screenings
            ),
        )


def _later(day: date | None, by: timedelta) -> date | None:
    return None if day is None else day + by
