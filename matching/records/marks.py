"""What many records carry: where they come from, who may know of them, and when they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from secrets import token_hex

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


class VeiledKind(StrEnum):
    """The kinds of record that an entity may withhold, named as their tables."""

    APPROACHES = "approaches"
    ENGAGEMENTS = "engagements"
    SCREENINGS = "screenings"
    FLAGS = "flags"
    COALITIONS = "coalitions"


@dataclass(frozen=True, slots=True)
class VisibilityDefault:
    """What an entity's new records of a kind are told to others, why not whole, and for how many days; None: no end."""

    entity: str
    kind: VeiledKind
    visibility: Visibility = Visibility.NAMED
    reason: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Veiled:
    """A record that others are not told by name, with the words by which its owners know it.

    `partner` is the id of the one that it is about, empty where there are several or none.
    """

    kind: VeiledKind
    id: str
    partner: str
    words: str
    disclosure: Disclosure


def new_id(kind: str) -> str:
    """Return an id that no other record has, `a-…` for an approach; those of a kind sort by when they were made."""
    return f"{kind}-{datetime.now(UTC):%Y%m%d%H%M%S%f}-{token_hex(3)}"
