"""What entities seek, cut into facets."""

from __future__ import annotations

from dataclasses import dataclass

from matching.records.codes import FacetKind, Resource
from matching.records.marks import ALWAYS, Origin, Period


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


# How much a need presses; what is more than normal goes before the others.
URGENCIES = ("normal", "high", "urgent")


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
    period: Period = ALWAYS
    facets: tuple[Facet, ...] = ()
    rules: tuple[Rule, ...] = ()
    state: str = "open"

    @property
    def pressing(self) -> bool:
        """Whether it is more urgent than others."""
        return self.urgency in URGENCIES[1:]

    @property
    def texts(self) -> tuple[str, ...]:
        """The source texts that are matched: title and text, without the empty or repeated one."""
        return (self.title, self.text) if self.title and self.title not in self.text else (self.text,)
