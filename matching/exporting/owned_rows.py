"""Rows of records that an entity owns. What others than the owner's side may not read of a named record is empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from matching.records import Approach, Cell, CellType, Column, Engagement, Partner, Screening

_TEXTS, _WHOLES, _DAY = CellType.TEXTS, CellType.WHOLES, CellType.DAY
_ORIGIN = (Column("source"), Column("synthetic", CellType.FLAG))

ENGAGEMENTS = (
    Column("id"),
    Column("title"),
    Column("summary"),
    Column("owner_entity"),
    Column("entities", _TEXTS),
    Column("members", _TEXTS),
    Column("member_names", _TEXTS),
    Column("type"),
    Column("size_class"),
    Column("partner_count", CellType.WHOLE),
    Column("level"),
    Column("resources", _TEXTS),
    Column("sdgs", _WHOLES),
    Column("countries", _TEXTS),
    Column("from", _DAY),
    Column("to", _DAY),
    Column("state"),
    Column("kpis", CellType.WHOLE),
    Column("lessons"),
    Column("iati_identifier"),
    *_ORIGIN,
)
KPIS = (
    Column("engagement"),
    Column("position", CellType.WHOLE),
    Column("level"),
    Column("name"),
    Column("unit"),
    Column("baseline", CellType.NUMBER),
    Column("target", CellType.NUMBER),
    Column("value", CellType.NUMBER),
    Column("date", _DAY),
    Column("source"),
    Column("synthetic", CellType.FLAG),
)
APPROACHES = (
    Column("id"),
    Column("entity"),
    Column("partner"),
    Column("partner_name"),
    Column("level"),
    Column("country"),
    Column("sdgs", _WHOLES),
    Column("resource"),
    Column("need"),
    Column("topic"),
    Column("from", _DAY),
    Column("to", _DAY),
    Column("stage"),
    Column("registered", CellType.INSTANT),
    Column("owner"),
    Column("visibility"),
    *_ORIGIN,
)
SCREENINGS = (
    Column("id"),
    Column("entity"),
    Column("partner"),
    Column("partner_name"),
    Column("asked", _DAY),
    Column("done", _DAY),
    Column("until", _DAY),
    Column("ruling"),
    Column("provider"),
    Column("report_may_be_asked_for", CellType.FLAG),
    Column("consulted", _TEXTS),
    *_ORIGIN,
)

Partners = Mapping[str, Partner]


def engagement_row(engagement: Engagement, partners: Partners, own: bool) -> tuple[Cell, ...]:
    """Return an engagement as a row of `ENGAGEMENTS`; lessons of what failed stay with the owner (R17 ¶26)."""
    return (
        engagement.id,
        engagement.title,
        engagement.summary,
        engagement.disclosure.owner_entity,
        engagement.entities,
        tuple(member.partner for member in engagement.members),
        tuple(name_of(member.partner, partners) for member in engagement.members),
        engagement.type or None,
        engagement.size_class.value if engagement.size_class else None,
        engagement.partner_count,
        engagement.level.value,
        tuple(each.value for each in engagement.resources),
        engagement.sdgs,
        engagement.countries,
        engagement.period.start,
        engagement.period.end,
        engagement.state.value,
        len(engagement.kpis),
        engagement.lessons or None if own else None,
        engagement.iati_identifier or None,
        engagement.origin.source,
        engagement.origin.synthetic,
    )


def kpi_rows(engagement: Engagement) -> Iterator[tuple[Cell, ...]]:
    """Yield the measured results of an engagement as rows of `KPIS`."""
    for position, each in enumerate(engagement.kpis):
        yield (
            engagement.id,
            position,
            each.level.value,
            each.name,
            each.unit,
            each.baseline,
            each.target,
            each.value,
            each.date,
            each.source,
            engagement.origin.synthetic,
        )


def approach_row(approach: Approach, partners: Partners, own: bool) -> tuple[Cell, ...]:
    """Return an approach as a row of `APPROACHES`; the person behind it is named to the owner only."""
    return (
        approach.id,
        approach.entity,
        approach.partner,
        name_of(approach.partner, partners),
        approach.level.value,
        approach.country or None,
        approach.sdgs,
        approach.resource.value,
        approach.need or None,
        approach.topic or None,
        approach.window.start,
        approach.window.end,
        approach.stage.value,
        approach.registered,
        approach.owner or None if own else None,
        approach.disclosure.visibility.value,
        approach.origin.source,
        approach.origin.synthetic,
    )


def screening_row(screening: Screening, partners: Partners, own: bool) -> tuple[Cell, ...]:
    """Return a screening as a row of `SCREENINGS`; others learn of whom it is, not its ruling (R17 ¶34)."""
    return (
        screening.id,
        screening.entity,
        screening.partner,
        name_of(screening.partner, partners),
        screening.asked,
        screening.done,
        screening.until,
        screening.ruling.value if own and screening.ruling else None,
        screening.provider or None,
        screening.shared,
        screening.consulted if own else (),
        screening.origin.source,
        screening.origin.synthetic,
    )


def name_of(key: str, partners: Partners) -> str:
    """Return the name of a partner, or its id where it is none."""
    return partners[key].name if key in partners else key
