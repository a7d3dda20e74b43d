"""The plan of a country's local network: priorities x partners x entities, what is missing, who does what by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from matching.records.marks import Disclosure, Origin


class StepState(StrEnum):
    """How far a next step has come."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A next step: what, who, by when, and the need that it serves ("" for the plan as a whole)."""

    text: str
    owner: str
    due: date
    need: str = ""
    state: StepState = StepState.OPEN


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A priority of the plan: a need, what it weighs, the partners and entities that work on it, and what is missing.

    `title` is what the need was called when the plan was made: the need may change or go.
    """

    need: str
    title: str
    weight: float
    partners: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """A country's plan; every change is a new version, older ones stay. `at` is when it was saved (UTC), by `who`."""

    country: str
    title: str
    rows: tuple[PlanRow, ...]
    steps: tuple[PlanStep, ...]
    origin: Origin
    disclosure: Disclosure
    notes: str = ""
    version: int = 1
    who: str = ""
    why: str = ""
    at: datetime | None = None
