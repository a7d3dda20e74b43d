"""Code lists that pages name: the Goals, and the size classes of partnerships."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data.facts import read_table
from matching.records import SizeClass

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")


@dataclass(frozen=True, slots=True)
class Goal:
    """A Sustainable Development Goal with its short names by language."""

    number: int
    names: dict[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Share:
    """A class with the percentage that a report published for it."""

    id: str
    labels: dict[str, str]
    percent: float
    note: str
    source: str


@cache
def read_goals() -> tuple[Goal, ...]:
    """Return the 17 Goals in order."""
    return tuple(
        Goal(int(row["goal"]), {language: row[f"name_{language}"] for language in LANGUAGES}, row["source"])
        for row in read_table("goals")
    )


@cache
def read_size_classes() -> dict[SizeClass, Share]:
    """Return the three size classes with their share of partnerships (A/72/310 Annex B)."""
    return {
        SizeClass(row["id"]): Share(
            row["id"],
            {"en": row["label_en"], "zh": row["label_zh"]},
            float(row["share"]),
            row["note"],
            row["source"],
        )
        for row in read_table("size_classes")
    }
