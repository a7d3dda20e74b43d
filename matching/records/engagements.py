"""Partnerships that exist or existed, with what they brought and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from matching.records.codes import KpiLevel, Level, Resource, SizeClass, State, Visibility
from matching.records.marks import ALWAYS, Disclosure, Origin, Period


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one side brings, in money or kind; `by_un` marks the counterpart contribution (R17 ¶41, ¶43).

    Its owner is the engagement's. Others are told the amount if it is named, a band of amounts if it is of type (R17
    ¶43: amounts are what entities are least willing to show), until an instant after which it is open.
    """

    engagement: str
    giver: str
    amount: float | None
    currency: str = ""
    valuation: str = ""
    year: int | None = None
    in_kind: bool = False
    by_un: bool = False
    note: str = ""
    visibility: Visibility = Visibility.TYPE
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kpi:
    """A measured result of an engagement; amounts in `unit`."""

    engagement: str
    level: KpiLevel
    name: str
    unit: str
    source: str
    baseline: float | None = None
    target: float | None = None
    value: float | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A partner's place in an engagement or coalition."""

    partner: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Engagement:
    """A partnership that exists or existed; `iati_identifier` is the one under which its entity publishes it."""

    id: str
    title: str
    entities: tuple[str, ...]
    members: tuple[Member, ...]
    origin: Origin
    disclosure: Disclosure
    summary: str = ""
    type: str = ""
    partner_count: int | None = None
    level: Level = Level.COUNTRY
    resources: tuple[Resource, ...] = ()
    sdgs: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    period: Period = ALWAYS
    state: State = State.ACTIVE
    kpis: tuple[Kpi, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    lessons: str = ""
    iati_identifier: str = ""

    @property
    def size_class(self) -> SizeClass | None:
        """Class by the number of non-UN partners; a stated count wins over the members known by name."""
        count = self.partner_count if self.partner_count is not None else len(self.members)
        return SizeClass.of(count) if count else None
