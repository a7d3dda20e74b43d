"""What the demo network is made of: records, habits of disclosure, a register of approaches, what is planted in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from data.integrity.diligence import Diligence
from data.local import Provision
from matching.records import (
    Approach,
    Capability,
    Engagement,
    Entity,
    Event,
    Need,
    Origin,
    OverlapClass,
    Partner,
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
class DemoRegister:
    """Approaches with their log, talks, quiet periods, the top tier with reasons, decisions, and the planted pairs."""

    approaches: tuple[Approach, ...] = ()
    events: tuple[Event, ...] = ()
    talks: tuple[Talk, ...] = ()
    quiet: tuple[QuietPeriod, ...] = ()
    top_tier: Mapping[str, str] = field(default_factory=dict)
    resolutions: tuple[Resolution, ...] = ()
    planted: tuple[Planted, ...] = ()

    def moved(self, days: int) -> DemoRegister:
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


class TrapKind(StrEnum):
    """What was planted on purpose, so that others can measure whether they notice it."""

    NEAR_DUPLICATE = "near_duplicate"
    THIN_PROFILE = "thin_profile"
    GROUP = "group"
    KEYWORD_STUFFING = "keyword_stuffing"
    SAME_NEED = "same_need"
    SHOWCASE = "showcase"


@dataclass(frozen=True, slots=True)
class Trap:
    """Records planted together: ids in a fixed order, and what is odd about them."""

    kind: TrapKind
    records: tuple[str, ...]
    note: str


class Stance(StrEnum):
    """The three answers of R17 ¶33."""

    EXCLUDE = "exclude"
    HIGH_RISK = "high_risk"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SectorPolicy:
    """An entity's invented stance on a sector."""

    entity: str
    sector: str
    stance: Stance
    origin: Origin


class DisclosurePattern(StrEnum):
    """How much an entity tells of its engagements: all, or one of the three partial patterns of R17 ¶41."""

    COMPLETE = "complete"
    WITHOUT_COUNTERPART = "without_counterpart"
    WITHOUT_MONEY = "without_money"
    SCATTERED = "scattered"


@dataclass(frozen=True, slots=True)
class Practice:
    """An entity's invented habit of disclosure."""

    entity: str
    pattern: DisclosurePattern
    origin: Origin


@dataclass(frozen=True, slots=True)
class DemoNetwork:
    """An invented network around real entities; every record that it adds carries a synthetic origin."""

    seed: int
    today: date
    entities: tuple[Entity, ...]
    partners: tuple[Partner, ...]
    capabilities: tuple[Capability, ...]
    needs: tuple[Need, ...]
    engagements: tuple[Engagement, ...]
    policies: tuple[SectorPolicy, ...]
    practices: tuple[Practice, ...]
    traps: tuple[Trap, ...]
    register: DemoRegister = field(default_factory=DemoRegister)
    diligence: Diligence = field(default_factory=Diligence)
    provision: Provision = field(default_factory=Provision)

    def trapped(self, kind: TrapKind) -> tuple[Trap, ...]:
        """Return the traps of one kind, in the order in which they were planted."""
        return tuple(trap for trap in self.traps if trap.kind is kind)
