"""What the two reports published, measured on the partnerships of one year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from matching.completeness import CYCLE, rates
from matching.records import Engagement, Kind, Partner, SizeClass

COMPANIES = frozenset({Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY})
# Upper ends of the bins of Annex C, in days; the last is open.
_DURATIONS = {
    "duration_m0_3": 92,
    "duration_m3_12": 366,
    "duration_y1_3": 3 * 366,
    "duration_y3_5": 5 * 366,
    "duration_y5_10": 10 * 366,
    "duration_y10_plus": 10_000_000,
}
_SIZES = {
    "size_bilateral": SizeClass.BILATERAL,
    "size_multi_stakeholder": SizeClass.MULTI_STAKEHOLDER,
    "size_network": SizeClass.NETWORK,
}


class PublishedFigure(Protocol):
    """A published figure, as the store keeps it."""

    @property
    def id(self) -> str:
        """Return its id."""
        ...

    @property
    def report(self) -> str:
        """Return the symbol of the report."""
        ...

    @property
    def paragraph(self) -> str:
        """Return where it stands."""
        ...

    @property
    def statements(self) -> Mapping[str, str]:
        """Return what it says, by language."""
        ...

    @property
    def comparator(self) -> str:
        """Return whether it is a value or a bound."""
        ...

    @property
    def value(self) -> float:
        """Return the value."""
        ...

    @property
    def unit(self) -> str:
        """Return percent, or what is counted."""
        ...

    @property
    def base(self) -> int | None:
        """Return how many were asked, None where the report does not say."""
        ...

    @property
    def year(self) -> int:
        """Return the year of the report."""
        ...


@dataclass(frozen=True, slots=True)
class Measure:
    """The same as a published figure, here: `count` of `base`; None as base for what is only counted."""

    figure: str
    count: int
    base: int | None = None

    @property
    def percent(self) -> float | None:
        """The share in percent, None without a base or for a count."""
        return 100 * self.count / self.base if self.base else None


def measures(engagements: Sequence[Engagement], partners: Mapping[str, Partner], today: date) -> tuple[Measure, ...]:
    """Return what can be measured on engagements, in the order of the reports."""
    return (
        *_business(engagements, partners),
        *_sizes(engagements),
        *_durations(engagements),
        *_kinds(engagements, partners),
        *(Measure(CYCLE[each.phase], each.usually, each.entities) for each in rates(engagements, today)),
        _kpis(engagements),
    )


def _business(engagements: Sequence[Engagement], partners: Mapping[str, Partner]) -> tuple[Measure, ...]:
    firms = [
        sum(partners[member.partner].kind in COMPANIES for member in each.members if member.partner in partners)
        for each in engagements
    ]
    with_firms = [n for n in firms if n]
    return (
        Measure("business_partnerships", len(with_firms)),
        Measure("one_corporate_partner", sum(n == 1 for n in with_firms), len(with_firms)),
    )


def _sizes(engagements: Sequence[Engagement]) -> tuple[Measure, ...]:
    known = [each.size_class for each in engagements if each.size_class is not None]
    return tuple(Measure(name, known.count(size), len(known)) for name, size in _SIZES.items())


def _durations(engagements: Sequence[Engagement]) -> tuple[Measure, ...]:
    days = [
        (each.period.end - each.period.start).days + 1
        for each in engagements
        if each.period.start is not None and each.period.end is not None
    ]
    found, low = [Measure("shorter_than_five_years", sum(n <= _DURATIONS["duration_y3_5"] for n in days), len(days))], 0
    for name, high in _DURATIONS.items():
        found.append(Measure(name, sum(low < n <= high for n in days), len(days)))
        low = high
    return tuple(found)


def _kinds(engagements: Sequence[Engagement], partners: Mapping[str, Partner]) -> tuple[Measure, ...]:
    kinds: dict[str, set[Kind]] = defaultdict(set)
    for each in engagements:
        met = {partners[member.partner].kind for member in each.members if member.partner in partners}
        for entity in entities_of(each):
            kinds[entity] |= met
    return tuple(Measure(f"kind_{kind}", sum(kind in met for met in kinds.values()), len(kinds)) for kind in Kind)


def _kpis(engagements: Sequence[Engagement]) -> Measure:
    with_kpis: dict[str, list[bool]] = defaultdict(list)
    for each in engagements:
        with_kpis[each.disclosure.owner_entity].append(bool(each.kpis))
    rarely = sum(2 * sum(has) < len(has) for has in with_kpis.values())
    return Measure("rarely_set_kpis", rarely, len(with_kpis))


def entities_of(engagement: Engagement) -> Collection[str]:
    """Return the entities that take part in an engagement."""
    return {engagement.disclosure.owner_entity, *engagement.entities}
