"""Who takes part: UN entities, partners, and what partners can do."""

from __future__ import annotations

from dataclasses import dataclass

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
