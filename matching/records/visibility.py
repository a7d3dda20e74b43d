"""What an entity tells others by default, and the records that it does not name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from matching.records.codes import Visibility
from matching.records.marks import Disclosure


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
