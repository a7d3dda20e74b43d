"""What the two reports published: figures with paragraph and base as far as it is known, and classes of size."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from data.facts import read_table
from matching.records import SizeClass


class FigureComparator(StrEnum):
    """How a report states a value: exactly, as a bound, or roughly."""

    EXACTLY = "="
    BELOW = "<"
    ABOVE = ">"
    ABOUT = "~"


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure. `value_to` is the upper end of a range; `base` None means that the report does not say it.

    `inferred` is True when the base is our inference, not the report's word: say so wherever the figure is shown.
    """

    id: str
    report: str
    paragraph: str
    statements: dict[str, str]
    comparator: FigureComparator
    value: float
    value_to: float | None
    unit: str
    base: int | None
    base_notes: dict[str, str]
    inferred: bool
    year: int
    source: str

    @property
    def count(self) -> int | None:
        """How many of the base a percentage stands for, to the nearest whole; None without base or percentage."""
        return round(self.value * self.base / 100) if self.base and self.unit == "percent" else None


class UnknownFigureError(LookupError):
    """A figure that neither report published."""


@cache
def read_figures() -> tuple[Figure, ...]:
    """Return all published figures in the order of their table."""
    return tuple(
        Figure(
            id=row["id"],
            report=row["report"],
            paragraph=row["paragraph"],
            statements={"en": row["statement"], "zh": row["statement_zh"], "ar": row["statement_ar"]},
            comparator=FigureComparator(row["comparator"]),
            value=float(row["value"]),
            value_to=float(row["value_to"]) if row["value_to"] else None,
            unit=row["unit"],
            base=int(row["base"]) if row["base"] else None,
            base_notes={"en": row["base_note"], "zh": row["base_note_zh"], "ar": row["base_note_ar"]},
            inferred=row["inferred"] == "1",
            year=int(row["year"]),
            source=row["source"],
        )
        for row in read_table("figures")
    )


def figure(id: str) -> Figure:
    """Return the figure with this id.

    :raises UnknownFigureError: If there is none; the message lists those that exist.
    """
    figures = {each.id: each for each in read_figures()}
    if id not in figures:
        raise UnknownFigureError(f"no figure {id!r}; there are {', '.join(sorted(figures))}")
    return figures[id]


@dataclass(frozen=True, slots=True)
class SizeClassShare:
    """A class with the percentage that a report published for it."""

    id: str
    labels: dict[str, str]
    percent: float
    note: str
    source: str


@cache
def read_size_classes() -> dict[SizeClass, SizeClassShare]:
    """Return the three size classes with their share of partnerships (A/72/310 Annex B)."""
    return {
        SizeClass(row["id"]): SizeClassShare(
            row["id"],
            {"en": row["label_en"], "zh": row["label_zh"]},
            float(row["share"]),
            row["note"],
            row["source"],
        )
        for row in read_table("size_classes")
    }
