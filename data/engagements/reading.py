"""Engagements out of their tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, TextClause, text

from data import columns
from data.bulk import batches
from data.errors import NotFoundError
from data.identity.redirects import redirects
from matching.records import (
    Contribution,
    Engagement,
    Kpi,
    KpiLevel,
    Level,
    Member,
    Resource,
    SizeClass,
    State,
    Visibility,
)

T = TypeVar("T")

_READ = """
    SELECT id, title, summary, type, partner_count, level, resources, sdgs, countries, starts, ends, state,
           owner_entity, visibility, visibility_reason, visibility_until, source, synthetic,
           iati_identifier
    FROM engagements
"""
_ALL = text(f'{_READ} ORDER BY id COLLATE "C"')
_SOME = text(f'{_READ} WHERE id = ANY(:ids) ORDER BY id COLLATE "C"')
# :ids is NULL for all of them.
_ENTITIES = text("""
    SELECT engagement, entity FROM engagement_entities
    WHERE CAST(:ids AS text[]) IS NULL OR engagement = ANY(:ids) ORDER BY engagement, position
""")
_MEMBERS = text("""
    SELECT engagement, partner, role FROM engagement_members
    WHERE CAST(:ids AS text[]) IS NULL OR engagement = ANY(:ids) ORDER BY engagement, position
""")
_CONTRIBUTIONS = text("""
    SELECT engagement, giver, amount, currency, valuation, year, in_kind, by_un, note, visibility, visibility_until
    FROM contributions
    WHERE CAST(:ids AS text[]) IS NULL OR engagement = ANY(:ids) ORDER BY engagement, position
""")
_KPIS = text("""
    SELECT engagement, level, name, unit, source, baseline, target, value, measured FROM kpis
    WHERE CAST(:ids AS text[]) IS NULL OR engagement = ANY(:ids) ORDER BY engagement, position
""")


_LESSONS = text("""
    SELECT engagement, text FROM lessons WHERE CAST(:ids AS text[]) IS NULL OR engagement = ANY(:ids)
""")


def all_(connection: Connection) -> tuple[Engagement, ...]:
    """Return every engagement that the viewer may see, in order of id."""
    return _records(connection, connection.execute(_ALL).all(), None)


def stream(connection: Connection) -> Iterator[Engagement]:
    """Yield every engagement that the viewer may see, in order of id, without holding them all."""
    for rows in batches(connection, _ALL):
        yield from _records(connection, rows, [row.id for row in rows])


def contributions_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[Contribution]]:
    """Return what each of the engagements was brought, by engagement, as far as the viewer may see it."""
    return _grouped(connection, _CONTRIBUTIONS, list(ids), _contribution)


def get(connection: Connection, id: str) -> Engagement:
    """Return an engagement.

    :raises NotFoundError: If there is none with this id that the viewer may see, with ids like it.
    """
    found = some(connection, [id])
    if not found:
        known = connection.scalars(text("SELECT id FROM engagements ORDER BY id")).all()
        raise NotFoundError("engagement", id, known)
    return found[0]


def of_partner(connection: Connection, partner: str) -> tuple[Engagement, ...]:
    """Return the engagements that a partner is a member of, in order of id."""
    return of_partners(connection, [partner])


def of_partners(connection: Connection, partners: Sequence[str]) -> tuple[Engagement, ...]:
    """Return the engagements that any of the partners is a member of, each once, in order of id."""
    statement = text("SELECT DISTINCT engagement FROM engagement_members WHERE partner = ANY(:partners)")
    return some(connection, connection.scalars(statement, {"partners": redirects(connection).all_of(partners)}).all())


def some(connection: Connection, ids: Sequence[str]) -> tuple[Engagement, ...]:
    """Return those of the engagements that exist and the viewer may see, in order of id."""
    return _records(connection, connection.execute(_SOME, {"ids": list(ids)}).all(), list(ids))


def _grouped(
    connection: Connection, statement: TextClause, ids: list[str] | None, make: Callable[[Any], T]
) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for row in connection.execute(statement, {"ids": ids}):
        found[row.engagement].append(make(row))
    return found


def _records(connection: Connection, rows: Sequence[Any], ids: list[str] | None) -> tuple[Engagement, ...]:
    entities = _grouped(connection, _ENTITIES, ids, lambda row: str(row.entity))
    merged = redirects(connection)
    members = _grouped(connection, _MEMBERS, ids, lambda row: Member(merged.of(row.partner), row.role))
    contributions = _grouped(connection, _CONTRIBUTIONS, ids, _contribution)
    kpis = _grouped(connection, _KPIS, ids, _kpi)
    lessons = _grouped(connection, _LESSONS, ids, lambda row: str(row.text))
    return tuple(
        Engagement(
            id=row.id,
            title=row.title,
            entities=tuple(entities.get(row.id, ())),
            members=tuple({each.partner: each for each in reversed(members.get(row.id, []))}.values())[::-1],
            origin=columns.origin(row),
            disclosure=columns.disclosure(row),
            summary=row.summary,
            type=row.type,
            partner_count=row.partner_count,
            level=Level(row.level),
            resources=tuple(map(Resource, row.resources)),
            sdgs=tuple(row.sdgs),
            countries=tuple(row.countries),
            period=columns.period(row),
            state=State(row.state),
            kpis=tuple(kpis.get(row.id, ())),
            contributions=tuple(contributions.get(row.id, ())),
            lessons="".join(lessons.get(row.id, ())),
            iati_identifier=row.iati_identifier,
        )
        for row in rows
    )


def _contribution(row: Any) -> Contribution:
    return Contribution(
        engagement=row.engagement,
        giver=row.giver,
        amount=row.amount,
        currency=row.currency,
        valuation=row.valuation,
        year=row.year,
        in_kind=row.in_kind,
        by_un=row.by_un,
        note=row.note,
        visibility=Visibility(row.visibility),
        until=row.visibility_until,
    )


def _kpi(row: Any) -> Kpi:
    return Kpi(
        engagement=row.engagement,
        level=KpiLevel(row.level),
        name=row.name,
        unit=row.unit,
        source=row.source,
        baseline=row.baseline,
        target=row.target,
        value=row.value,
        date=row.measured,
    )


_SIZES = text("""
    SELECT partners, count(*) AS engagements FROM (
        SELECT coalesce(e.partner_count, (
            SELECT count(*) FROM engagement_members m WHERE m.engagement = e.id)) AS partners
        FROM engagements e
    ) counted
    WHERE partners > 0 GROUP BY partners
""")


_STAMP = text("SELECT concat_ws('/', count(*), max(id)) FROM engagements")
_ENGAGED = text("""
    SELECT DISTINCT m.partner FROM engagement_members m JOIN engagements e ON e.id = m.engagement
    WHERE e.state IN ('proposed', 'screened', 'agreed', 'active')
""")


def stamp(connection: Connection) -> str:
    """Return a short text that is another one when engagements were added or taken away."""
    return str(connection.scalar(_STAMP))


def partners_of_running(connection: Connection) -> frozenset[str]:
    """Return the partners of engagements that run or are about to, as far as the viewer may see them."""
    return frozenset(connection.scalars(_ENGAGED))


def count_by_size(connection: Connection) -> dict[SizeClass, int]:
    """Return how many engagements that the viewer may see are of each class, by the number of non-UN partners."""
    found = dict.fromkeys(SizeClass, 0)
    for row in connection.execute(_SIZES):
        found[SizeClass.of(row.partners)] += row.engagements
    return found
