"""What stands around an approach when it is decided about, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from matching.records.coordination import Approach, Event, Overlap
from matching.records.engagements import Engagement
from matching.records.marks import Origin, Period
from matching.records.parties import Partner


@dataclass(frozen=True, slots=True)
class QuietPeriod:
    """Days on which a partner asked not to be approached."""

    id: str
    partner: str
    window: Period
    reason: str
    origin: Origin


class Proposal(StrEnum):
    """What a party of a talk proposes: go together, one after the other, or step back."""

    JOIN = "join"
    SEQUENCE = "sequence"
    YIELD = "yield"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a talk: its record (an approach or an engagement), whether it shows its name, what it proposes."""

    record: str
    entity: str
    reveals: bool = False
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What one side of a talk wrote (UTC)."""

    entity: str
    who: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A mediated talk between colliding records; each side stays unnamed until all agree to be named."""

    id: str
    parties: tuple[Party, ...]
    opened: datetime
    messages: tuple[Message, ...] = ()
    closed: datetime | None = None
    result: str = ""

    @property
    def named(self) -> bool:
        """Whether every side has agreed to be named."""
        return all(party.reveals for party in self.parties)

    @property
    def agreed(self) -> Proposal | None:
        """What all sides propose, None while they differ or one is silent."""
        proposals = {party.proposal for party in self.parties}
        return proposals.pop() if len(proposals) == 1 else None


@dataclass(frozen=True, slots=True)
class Circle:
    """All that can matter for a decision about one partner: what its corporate group is asked for, has and wants.

    `approaches` are the live ones in order of registration, `engagements` those that run, `top_tier` the partners of
    the group that always go to the central desk.
    """

    approaches: tuple[Approach, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    partners: tuple[Partner, ...] = ()
    top_tier: frozenset[str] = frozenset()
    quiet: tuple[QuietPeriod, ...] = ()
    talks: tuple[Talk, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision changes: approaches and talks that are new or other than before, events, overlaps found."""

    approaches: tuple[Approach, ...] = ()
    events: tuple[Event, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    talks: tuple[Talk, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """An entry of the list of decisions that leadership keeps: what, about which record, who, by when, done or not."""

    id: str
    text: str
    owner: str
    due: date
    origin: Origin
    about: str = ""
    done: bool = False
