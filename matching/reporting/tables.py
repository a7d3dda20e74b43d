"""The tables of the report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from matching.completeness import Pattern, by_entity
from matching.records import Cell, CellType, Column, Engagement, Kind, OutTable, Partner
from matching.reporting.measures import Measure, PublishedFigure, entities_of

_PATTERNS = {
    Pattern.WHOLE: "partners, contributions and matching funds",
    Pattern.NO_COUNTERPART: "contributions without matching funds",
    Pattern.NO_MONEY: "partners without money",
    Pattern.NOTHING: "nothing in one place",
}
_WHOLE, _NUMBER = CellType.WHOLE, CellType.NUMBER


def compared(found: Iterable[Measure], published: Mapping[str, PublishedFigure]) -> OutTable:
    """Return the published figures beside those of the year."""
    columns = (
        Column("figure"),
        Column("published"),
        Column("published_year", _WHOLE),
        Column("paragraph"),
        Column("here"),
        Column("here_count", _WHOLE),
        Column("here_base", _WHOLE),
    )
    rows: list[tuple[Cell, ...]] = []
    for each in found:
        of = published[each.figure]
        percent = of.unit == "percent"
        sign = "" if of.comparator == "=" else f"{of.comparator} "
        said = f"{sign}{of.value:g}{'%' if percent else ''}"
        here = f"{each.percent:.0f}%" if each.percent is not None else "" if percent else str(each.count)
        place = f"{of.report} {'¶' if of.paragraph[:1].isdigit() else ''}{of.paragraph}"
        rows.append((of.statements["en"], said, of.year, place, here, each.count, each.base))
    return OutTable("figures", columns, tuple(rows))


def entities(engagements: Sequence[Engagement], reporting: Iterable[str]) -> OutTable:
    """Return one row an entity that has something in the year."""
    columns = (
        Column("entity"),
        Column("partnerships", _WHOLE),
        Column("partners", _WHOLE),
        Column("discloses"),
        Column("whole_share", _NUMBER),
        Column("with_a_place", _WHOLE),
    )
    partners: dict[str, set[str]] = defaultdict(set)
    for each in engagements:
        for entity in entities_of(each):
            partners[entity] |= {member.partner for member in each.members}
    rows = tuple(
        (
            each.entity,
            each.engagements,
            len(partners[each.entity]),
            _PATTERNS[each.pattern],
            round(each.whole_share, 3),
            each.placed,
        )
        for each in by_entity(engagements, list(reporting))
        if each.engagements
    )
    return OutTable("entities", columns, rows)


def missing(engagements: Iterable[Engagement], reporting: Iterable[str]) -> OutTable:
    """Return the entities of which nothing is here."""
    there = {entity for each in engagements for entity in entities_of(each)}
    return OutTable(
        "missing entities", (Column("entity"),), tuple((each,) for each in sorted(reporting) if each not in there)
    )


def goals(engagements: Iterable[Engagement]) -> OutTable:
    """Return the partnerships by Goal; one may serve several."""
    counts = Counter(goal for each in engagements for goal in set(each.sdgs))
    columns = (Column("goal", _WHOLE), Column("partnerships", _WHOLE))
    return OutTable("goals", columns, tuple((goal, counts[goal]) for goal in range(1, 18)))


def places(engagements: Iterable[Engagement], names: Mapping[str, str]) -> OutTable:
    """Return the partnerships by country, most first; one may be in several."""
    counts = Counter(code for each in engagements for code in set(each.countries))
    columns = (Column("country"), Column("name"), Column("partnerships", _WHOLE))
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    return OutTable("countries", columns, tuple((code, names.get(code, code), counts[code]) for code in ranked))


def kinds(engagements: Iterable[Engagement], partners: Mapping[str, Partner]) -> OutTable:
    """Return the partners of the year by kind, each partner once."""
    met = {member.partner for each in engagements for member in each.members}
    counts = Counter(partners[key].kind for key in met if key in partners)
    columns = (Column("kind"), Column("partners", _WHOLE))
    return OutTable("partners by kind", columns, tuple((kind.value, counts[kind]) for kind in Kind))


def listed(engagements: Iterable[Engagement], partners: Mapping[str, Partner]) -> OutTable:
    """Return the partnerships themselves, by name."""
    columns = (
        Column("id"),
        Column("title"),
        Column("entities", CellType.TEXTS),
        Column("partners", CellType.TEXTS),
        Column("countries", CellType.TEXTS),
        Column("goals", CellType.WHOLES),
        Column("from", CellType.DAY),
        Column("to", CellType.DAY),
        Column("state"),
        Column("synthetic", CellType.FLAG),
    )
    rows = tuple(
        (
            each.id,
            each.title,
            tuple(sorted(entities_of(each))),
            tuple(partners[key.partner].name if key.partner in partners else key.partner for key in each.members),
            each.countries,
            each.sdgs,
            each.period.start,
            each.period.end,
            each.state.value,
            each.origin.synthetic,
        )
        for each in engagements
    )
    return OutTable("partnerships", columns, rows)
