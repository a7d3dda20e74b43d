"""What many records carry: where they come from, who may know of them, and when they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from matching.records.codes import Visibility


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record comes from; `synthetic` is True for everything that is invented."""

    source: str
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Who owns a record and what others may be told of it, why, and until when (None: no end)."""

    owner_entity: str
    visibility: Visibility = Visibility.NAMED
    reason: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included; None is open."""

    start: date | None = None
    end: date | None = None

    def overlaps(self, other: Period) -> bool:
        """Return whether at least one day lies in both periods."""
        starts_in_time = self.start is None or other.end is None or self.start <= other.end
        ends_in_time = self.end is None or other.start is None or self.end >= other.start
        return starts_in_time and ends_in_time


# The period of what has no known start or end.
ALWAYS = Period()
