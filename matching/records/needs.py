"""What entities seek, cut into facets, and what was found for it."""

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
