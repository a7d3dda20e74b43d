"""Who takes part: UN entities, partners, and what partners can do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from matching.records.codes import Kind, Resource, Size
from matching.records.marks import ALWAYS, Origin, Period


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
    period: Period = ALWAYS
    capacity: int | None = None


@dataclass(frozen=True)
class Profile:
    """A partner with all it can do, as one thing to rank."""

    partner: Partner
    capabilities: tuple[Capability, ...] = ()

    @property
    def id(self) -> str:
        """The partner's id."""
        return self.partner.id

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The source texts that are matched: one a capability."""
        return tuple(capability.text for capability in self.capabilities)

    @cached_property
    def countries(self) -> frozenset[str]:
        """Where it works by any of its statements; without its home."""
        stated = (country for capability in self.capabilities for country in capability.countries)
        return frozenset(self.partner.countries).union(stated)

    @cached_property
    def sdgs(self) -> frozenset[int]:
        """The Goals that it or one of its capabilities names."""
        return frozenset(self.partner.sdgs).union(goal for capability in self.capabilities for goal in capability.sdgs)

    @cached_property
    def resources(self) -> frozenset[Resource]:
        """What its capabilities offer."""
        return frozenset(resource for capability in self.capabilities for resource in capability.resources)
