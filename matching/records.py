"""The nouns of Concert: plain frozen records, without behaviour beyond what can be derived from their own fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """Annex A of A/72/310: the nine types of partner."""

    MULTINATIONAL = "multinational"
    NATIONAL_COMPANY = "national_company"
    CORPORATE_FOUNDATION = "corporate_foundation"
    FOUNDATION = "foundation"
    NGO = "ngo"
    GOVERNMENT = "government"
    ACADEMIA = "academia"
    BUSINESS_ASSOCIATION = "business_association"
    OTHER = "other"


class Size(StrEnum):
    """Size of a company; other kinds of partner have none."""

    MULTINATIONAL = "multinational"
    NATIONAL = "national"
    MSME = "msme"


class Resource(StrEnum):
    """What can be sought or offered (R11 ¶9, R17 ¶9, ¶13, ¶22)."""

    FINANCE = "finance"
    TECHNOLOGY = "technology"
    EXPERTISE = "expertise"
    IN_KIND = "in_kind"
    LOGISTICS = "logistics"
    DATA = "data"
    COMMUNICATION = "communication"
    MARKET_ACCESS = "market_access"
    VOLUNTEERS = "volunteers"
    SECONDMENT = "secondment"
    INNOVATIVE_FINANCE = "innovative_finance"


class SizeClass(StrEnum):
    """Number of non-UN partners: 1, 2 to 10, more than 10 (R17 Annex B)."""

    BILATERAL = "bilateral"
    MULTI_STAKEHOLDER = "multi_stakeholder"
    NETWORK = "network"

    @classmethod
    def of(cls, partners: int) -> SizeClass:
        """Return the class of an engagement with so many non-UN partners.

        :raises ValueError: If `partners` is below 1.
        """
        if partners < 1:
            raise ValueError(f"an engagement has at least 1 non-UN partner, got {partners}")
        return cls.BILATERAL if partners == 1 else cls.MULTI_STAKEHOLDER if partners <= 10 else cls.NETWORK


class State(StrEnum):
    """Life cycle of an engagement (R17 ¶44); `stopped` keeps what failed and why (R17 ¶26)."""

    PROPOSED = "proposed"
    SCREENED = "screened"
    AGREED = "agreed"
    ACTIVE = "active"
    ENDED = "ended"
    STOPPED = "stopped"


class Level(StrEnum):
    """Where a relation is held (R11 ¶54): with headquarters or in a country."""

    GLOBAL = "global"
    COUNTRY = "country"


class Visibility(StrEnum):
    """What others may be told of a record, from all to nothing (R17 ¶43)."""

    NAMED = "named"
    TYPE = "type"
    COUNT = "count"
    HIDDEN = "hidden"


class FacetKind(StrEnum):
    """What a facet of a need asks for."""

    CAPABILITY = "capability"
    RESOURCE = "resource"
    COUNTRY = "country"
    STAKEHOLDER = "stakeholder"


class KpiLevel(StrEnum):
    """Results chain (R17 ¶47)."""

    INPUT = "input"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


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


@dataclass(frozen=True, slots=True)
class Entity:
    """A UN organisation; its id is its acronym."""

    id: str
    names: dict[str, str]
    origin: Origin
    aliases: tuple[str, ...] = ()
    category: str = ""
    headquarters: str = ""
    mandate: str = ""
    strengths: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The English name, else the acronym."""
        return self.names.get("en", self.id)


@dataclass(frozen=True, slots=True)
class Affiliate:
    """A link of ownership or affiliation; `share` is 0..1, None when unknown."""

    partner: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """A non-UN organisation. `country` is its home, `countries` where it works (ISO 3166 alpha-3)."""

    id: str
    name: str
    kind: Kind
    origin: Origin
    size: Size | None = None
    country: str = ""
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    identifiers: dict[str, str] | None = None
    website: str = ""
    women_led: bool | None = None
    affiliates: tuple[Affiliate, ...] = ()


@dataclass(frozen=True, slots=True)
class Capability:
    """What a partner can do or offers, in its own words and language."""

    id: str
    partner: str
    text: str
    origin: Origin
    language: str = "en"
    resources: tuple[Resource, ...] = ()
    countries: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    period: Period = Period()
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One distinct thing that a need requires: a text for capabilities, a code for the other kinds."""

    need: str
    kind: FacetKind
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A bound on how many members of a coalition belong to a set: `at least 1 ngo`."""

    name: str
    comparator: str
    bound: int
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Need:
    """What an entity seeks."""

    id: str
    entity: str
    title: str
    text: str
    origin: Origin
    language: str = "en"
    sdgs: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    sectors: tuple[str, ...] = ()
    type: str = ""
    urgency: str = "normal"
    period: Period = Period()
    facets: tuple[Facet, ...] = ()
    rules: tuple[Rule, ...] = ()
    state: str = "open"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one side brings, in money or kind; `by_un` marks the counterpart contribution (R17 ¶41, ¶43)."""

    engagement: str
    giver: str
    amount: float | None
    currency: str = ""
    valuation: str = ""
    year: int | None = None
    in_kind: bool = False
    by_un: bool = False
    note: str = ""


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
    """A partnership that exists or existed."""

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
    period: Period = Period()
    state: State = State.ACTIVE
    kpis: tuple[Kpi, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    lessons: str = ""

    @property
    def size_class(self) -> SizeClass | None:
        """Class by the number of non-UN partners; a stated count wins over the members known by name."""
        count = self.partner_count if self.partner_count is not None else len(self.members)
        return SizeClass.of(count) if count else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A pair of exact substrings: of the need (`left`) and of the capability (`right`), with their closeness 0..1."""

    left: str
    right: str
    closeness: float


@dataclass(frozen=True, slots=True)
class Match:
    """A partner ranked for a need, or a need for a partner; the parts add up to the score."""

    need: str
    partner: str
    score: float
    parts: dict[str, float]
    evidence: tuple[Evidence, ...] = ()
    shelf: str = "direct"
