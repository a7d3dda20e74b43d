"""Who intends to ask whom for what, and what happened to the intention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matching.records.codes import Level, Resource
from matching.records.marks import Disclosure, Origin, Period

# A clearance that never ends is a reservation; half a year is enough to ask (design.md, issue of the register).
MAX_WINDOW_DAYS = 180


class Stage(StrEnum):
    """Where an approach stands; the transitions between stages live in `matching/clearance/steps.py`."""

    DRAFT = "draft"
    REGISTERED = "registered"
    CLEARED = "cleared"
    CONTESTED = "contested"
    TALK = "talk"
    ESCALATED = "escalated"
    JOINT = "joint"
    SEQUENCED = "sequenced"
    WITHDRAWN = "withdrawn"
    NO_GO = "no_go"
    EXPIRED = "expired"


# Approaches that may still lead to an ask; the others are history.
LIVE_STAGES = frozenset(
    {Stage.REGISTERED, Stage.CLEARED, Stage.CONTESTED, Stage.TALK, Stage.ESCALATED, Stage.JOINT, Stage.SEQUENCED}
)


@dataclass(frozen=True, slots=True)
class Gate:
    """The cost-benefit gate before an approach (R11 ¶56, ¶75); effort in staff days."""

    effort_days: float
    benefit: str
    necessity: str
    go: bool


@dataclass(frozen=True, slots=True)
class Approach:
    """An entity's intention to ask a partner for a resource, in a scope and a window of at most 180 days.

    `since` is when it came to its stage, `registered` when it left the draft (UTC).
    """

    id: str
    entity: str
    partner: str
    level: Level
    resource: Resource
    window: Period
    origin: Origin
    disclosure: Disclosure
    country: str = ""
    sdgs: tuple[int, ...] = ()
    need: str = ""
    topic: str = ""
    stage: Stage = Stage.DRAFT
    owner: str = ""
    gate: Gate | None = None
    # The talk that made it part of one joint approach; empty for an approach of one entity.
    joint: str = ""
    registered: datetime | None = None
    since: datetime | None = None

    @property
    def live(self) -> bool:
        """Whether the approach may still lead to an ask."""
        return self.stage in LIVE_STAGES


@dataclass(frozen=True, slots=True)
class Event:
    """One transition of one record, never changed afterwards: who, when (UTC), why.

    `owner` is None for the event of an approach, told to whoever may see that; "" is told to the whole UN side, and
    the name of an entity to that entity.
    """

    of: str
    transition: str
    who: str
    at: datetime
    why: str = ""
    before: str = ""
    after: str = ""
    owner: str | None = None


class OverlapClass(StrEnum):
    """How two live approaches or engagements with the same partner stand to each other (R17 ¶28)."""

    COLLISION = "collision"
    COMPLEMENTARY = "complementary"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two records that touch the same partner or its affiliates, their class, the rule that decided, and why."""

    left: str
    right: str
    kind: OverlapClass
    rule: str
    reasons: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
