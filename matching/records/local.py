"""What a country has at hand: its Local Network and plan, who steps in for it, what partners keep for emergencies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from matching.records.codes import Resource
from matching.records.marks import ALWAYS, Disclosure, Origin, Period

# Capacity of a Local Network (R17 ¶61: capacity and coverage differ): 0 none, 1 a contact, 2 meets and can convene,
# 3 takes part in the country team's planning.
HIGHEST_LEVEL = 3


@dataclass(frozen=True, slots=True)
class LocalNetwork:
    """What is said of the Global Compact Local Network of a country on a day, and who can be asked in its place.

    `level` is 0..`HIGHEST_LEVEL`, None when not stated. `association` is a business association, `connecting` a member
    network of the Connecting Business initiative (R17 Box 3): a partner's id where it is one, else a name.
    """

    country: str
    origin: Origin
    level: int | None = None
    note: str = ""
    association: str = ""
    connecting: str = ""
    on_day: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyAsk:
    """A resource that a type of emergency asks for: what of it, in words by language, and within how many hours."""

    resource: Resource
    what: dict[str, str]
    hours: int
    source: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """A type of emergency with what it asks of partners, most urgent first."""

    id: str
    names: dict[str, str]
    asks: tuple[EmergencyAsk, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Standby:
    """What a partner keeps ready for emergencies, and within how many hours it is in place (R11 Box 8, R17 Box 3).

    `countries` empty means anywhere, `emergencies` empty any type.
    """

    id: str
    partner: str
    resource: Resource
    text: str
    hours: int
    origin: Origin
    countries: tuple[str, ...] = ()
    emergencies: tuple[str, ...] = ()
    period: Period = ALWAYS
    on_day: date | None = None

    def holds(self, country: str, emergency: str, today: date) -> bool:
        """Return whether the commitment holds in a country, for a type of emergency, on a day."""
        here = not self.countries or country in self.countries
        meant = not self.emergencies or emergency in self.emergencies
        return here and meant and self.period.overlaps(Period(today, today))


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
