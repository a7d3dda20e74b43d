"""The filters of a question, one record each: its name, its key in the address, its widget, its words and its gate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dashboard import labels, queries
from dashboard.address import member, whole
from dashboard.words import N_, _, day
from matching.filters import Available, Filter, ForGoals, InCountries, Offering, OfKind, OfSize
from matching.records import Kind, Period, Resource, Size

_COUNTRY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the other side must satisfy; empty means anything."""

    countries: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    sdgs: tuple[int, ...] = ()
    kinds: tuple[Kind, ...] = ()
    sizes: tuple[Size, ...] = ()
    timing: date | None = None


@dataclass(frozen=True, slots=True)
class FilterRecord:
    """One filter: its `name` in `Filters`, as the widget's key and in the ranking, its `parameter` in the address.

    `parse` reads a value, None where it is none, and `allowed` says which there are; `said` names one on the screen and
    `gate` makes what the ranking applies. Without `options` one day is typed; `of_needs`: the needs have it too.
    """

    name: str
    parameter: str
    label: str
    parse: Callable[[str], Any]
    allowed: str
    said: Callable[[Any], str]
    gate: Callable[[Sequence[Any]], Filter]
    options: Callable[[], Iterable[Any]] | None = None
    of_needs: bool = False

    def values(self, filters: Filters) -> tuple[Any, ...]:
        """Return what the filter is set to, nothing when it is not set."""
        found = getattr(filters, self.name)
        return found if isinstance(found, tuple) else () if found is None else (found,)

    def codes(self, filters: Filters) -> Any:
        """Return what the filter is set to as its widget holds it."""
        return [_code(value) for value in self.values(filters)] if self.options else getattr(filters, self.name)

    def choices(self) -> dict[Any, str]:
        """Return what the filter may be set to, with the words for it; nothing where a day is typed."""
        return {_code(value): self.said(value) for value in (self.options() if self.options else ())}

    def held(self, values: Sequence[Any]) -> Any:
        """Return values as `Filters` holds them: all of them, or the one that was typed last."""
        return tuple(values) if self.options else values[-1] if values else None

    def words(self, filters: Filters) -> str:
        """Return in words what the filter is set to."""
        return ", ".join(map(self.said, self.values(filters)))


def _code(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value


def _country(value: str) -> str | None:
    return value if _COUNTRY.fullmatch(value) else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _countries() -> list[str]:
    return sorted(queries.countries(), key=labels.place)


def _until(days: Sequence[date]) -> Filter:
    return Available(Period(None, days[0]))


def _among(gate: Callable[[frozenset[Any]], Filter]) -> Callable[[Sequence[Any]], Filter]:
    return lambda values: gate(frozenset(values))


def _coded(
    name: str,
    parameter: str,
    label: str,
    of: type[StrEnum],
    said: Callable[[Any], str],
    *,
    gate: Callable[[frozenset[Any]], Filter],
    of_needs: bool = False,
) -> FilterRecord:
    """Return the record of a filter by the members of an enumeration."""
    return FilterRecord(name, parameter, label, member(of), ", ".join(of), said, _among(gate), lambda: of, of_needs)


_CODE, _DAY = N_("a country code of three letters"), N_("a day such as 2026-12-31")
# In the order of the row. A further one is a field of `Filters`, a line here and its class in `matching.filters`.
FILTERS = (
    FilterRecord(
        "countries", "country", N_("Country"), _country, _CODE, labels.place, _among(InCountries), _countries, True
    ),
    _coded("resources", "resource", N_("Resource"), Resource, labels.resource, gate=Offering, of_needs=True),
    FilterRecord(
        "sdgs", "sdg", N_("Goal"), whole(1, 17), "1–17", labels.goal, _among(ForGoals), lambda: range(1, 18), True
    ),
    _coded("kinds", "kind", N_("Kind of partner"), Kind, labels.kind, gate=OfKind),
    _coded("sizes", "size", N_("Size"), Size, labels.size, gate=OfSize),
    FilterRecord("timing", "by", N_("Available by"), _day, _DAY, day, _until),
)
NAMED = {each.name: each for each in FILTERS}


def label(name: str) -> str:
    """Return what a filter is called, by the name that the ranking gives it."""
    return _(NAMED[name].label)


def filters_from(read: Callable[[FilterRecord], Sequence[Any]]) -> Filters:
    """Return the filters that are set to what `read` finds for each."""
    return Filters(**{each.name: each.held(read(each)) for each in FILTERS})


def gates(filters: Filters) -> list[Filter]:
    """Return the filters that are set as the ranking applies them, in the order of the row."""
    return [each.gate(values) for each in FILTERS if (values := each.values(filters))]
