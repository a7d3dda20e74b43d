"""What the generator returns: records of the whole product, and notes on what was planted among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from data.demo.register import Register
from data.integrity.diligence import Diligence
from data.local import Provision
from matching.records import Capability, Engagement, Entity, Need, Origin, Partner


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


class Pattern(StrEnum):
    """How much an entity tells of its engagements: all, or one of the three partial patterns of R17 ¶41."""

    COMPLETE = "complete"
    WITHOUT_COUNTERPART = "without_counterpart"
    WITHOUT_MONEY = "without_money"
    SCATTERED = "scattered"


@dataclass(frozen=True, slots=True)
class Practice:
    """An entity's invented habit of disclosure."""

    entity: str
    pattern: Pattern
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
    register: Register = field(default_factory=Register)
    diligence: Diligence = field(default_factory=Diligence)
    provision: Provision = field(default_factory=Provision)

    def trapped(self, kind: TrapKind) -> tuple[Trap, ...]:
        """Return the traps of one kind, in the order in which they were planted."""
        return tuple(trap for trap in self.traps if trap.kind is kind)
