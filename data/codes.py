"""Code lists: Goals and targets, kinds of partner, resources, types, sizes and durations of engagements, sectors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data.facts import read_table, split
from matching.records import Kind, Resource, SizeClass

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")


@dataclass(frozen=True, slots=True)
class Goal:
    """A Sustainable Development Goal with its short names by language."""

    number: int
    names: dict[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Target:
    """A target of a Goal: its code, such as `3.b`, and a short name of ours."""

    id: str
    goal: int
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of a code list: id, labels and descriptions by language (en, zh), and where it comes from."""

    id: str
    labels: dict[str, str]
    descriptions: dict[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Share:
    """A class with the percentage that a report published for it; `base` is None when it is unknown."""

    id: str
    labels: dict[str, str]
    percent: float
    base: int | None
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
def read_targets() -> tuple[Target, ...]:
    """Return the 169 targets in order."""
    return tuple(
        Target(row["target"], int(row["goal"]), row["name_en"], row["source"]) for row in read_table("targets")
    )


@cache
def read_kinds() -> dict[Kind, Share]:
    """Return the nine kinds of partner with the share of UN organisations that have one (A/72/310 Annex A)."""
    return {Kind(share.id): share for share in _shares("kinds")}


@cache
def read_size_classes() -> dict[SizeClass, Share]:
    """Return the three size classes with their share of partnerships (A/72/310 Annex B)."""
    return {SizeClass(share.id): share for share in _shares("size_classes")}


@cache
def read_durations() -> tuple[Share, ...]:
    """Return the six bins of duration, shortest first, with their share of partnerships (A/72/310 Annex C)."""
    return tuple(_shares("durations"))


@cache
def duration_bounds() -> dict[str, tuple[int, int | None]]:
    """Return for each bin of duration its bounds in months: from, and up to (None: open)."""
    return {
        row["id"]: (int(row["months_from"]), int(row["months_to"]) if row["months_to"] else None)
        for row in read_table("durations")
    }


@cache
def read_resources() -> dict[Resource, Code]:
    """Return the eleven resources with labels and one-line descriptions."""
    return {Resource(code.id): code for code in _codes("resources")}


@cache
def read_engagement_types(report: int | None = None) -> tuple[Code, ...]:
    """Return the types of the 2011 report and the routes of the 2017 report, or those of one report (its year)."""
    years = {row["id"]: int(row["report"]) for row in read_table("engagement_types")}
    return tuple(code for code in _codes("engagement_types") if report in (None, years[code.id]))


@cache
def read_finance_instruments() -> tuple[Code, ...]:
    """Return the finance instruments that the two reports speak of."""
    return tuple(_codes("finance_instruments"))


@cache
def read_sectors() -> tuple[Code, ...]:
    """Return the sections A to U of ISIC revision 4."""
    return tuple(_codes("sectors", key="section"))


@cache
def read_sector_keywords() -> dict[str, tuple[str, ...]]:
    """Return for each ISIC section English keywords of our own that point to it."""
    return {row["section"]: split(row["keywords"]) for row in read_table("sectors")}


def _codes(table: str, key: str = "id") -> list[Code]:
    return [
        Code(
            row[key],
            {"en": row["label_en"], "zh": row["label_zh"]},
            {"en": row.get("description_en", ""), "zh": row.get("description_zh", "")},
            row["source"],
        )
        for row in read_table(table)
    ]


def _shares(table: str) -> list[Share]:
    return [
        Share(
            row["id"],
            {"en": row["label_en"], "zh": row["label_zh"]},
            float(row["share"]),
            int(row["base"]) if row.get("base") else None,
            row.get("base_note") or row.get("note") or "",
            row["source"],
        )
        for row in read_table(table)
    ]
