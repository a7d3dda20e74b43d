"""Approaches and events out of their tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, text

from data import columns
from data.bulk import batches
from data.errors import NotFoundError
from data.identity.redirects import redirects
from matching.records import LIVE_STAGES, Approach, Event, Gate, Level, Resource, Stage

_READ = """
    SELECT id, entity, partner, level, country, sdgs, need, topic, resource, starts, ends, stage, owner,
           effort_days, benefit, necessity, go, joint, registered_at, staged_at,
           owner_entity, visibility, visibility_reason, visibility_until, source, synthetic
    FROM approaches
"""
# In order of registration: who came first is asked again and again. Drafts come last.
_ORDER = 'ORDER BY registered_at NULLS LAST, id COLLATE "C"'
_ALL = text(f"{_READ} {_ORDER}")
_ONE = text(f"{_READ} WHERE id = :id")
_STAGES = text(f"{_READ} WHERE stage = ANY(:stages) {_ORDER}")
_PARTNERS = text(f"{_READ} WHERE stage = ANY(:stages) AND partner = ANY(:partners) {_ORDER}")
_SOME = text(f"{_READ} WHERE id = ANY(:ids) {_ORDER}")
_ENTITY = text(f"{_READ} WHERE entity = :entity {_ORDER}")
_EVENTS = text("""
    SELECT record, transition, who, at, why, before, after, owner_entity FROM events
    WHERE CAST(:records AS text[]) IS NULL OR record = ANY(:records) ORDER BY id
""")
# Every change leaves an event, but for words and proposals in talks, quiet periods and decisions.
_STAMP = text("""
    SELECT concat_ws('/', (SELECT max(id) FROM events), (SELECT count(*) FROM approaches),
        (SELECT max(id) FROM talk_messages), (SELECT count(*) FILTER (WHERE reveals) FROM talk_parties),
        (SELECT string_agg(coalesce(proposal, ''), ',' ORDER BY talk, position) FROM talk_parties),
        (SELECT count(*) FROM quiet_periods), (SELECT count(*) FROM resolutions),
        (SELECT count(*) FROM resolutions WHERE done), (SELECT max(loaded_at) FROM loaded_sets),
        (SELECT string_agg(partner, ' ' ORDER BY partner) FROM partner_redirects))
""")
_LIVE = sorted(stage.value for stage in LIVE_STAGES)


def all_(connection: Connection) -> tuple[Approach, ...]:
    """Return every approach that the viewer may see, in order of registration."""
    return _approaches(connection, connection.execute(_ALL))


def stream(connection: Connection) -> Iterator[Approach]:
    """Yield every approach, in order of registration, without holding them all; the partner as it was entered."""
    for rows in batches(connection, _ALL):
        yield from (_approach(row, row.partner) for row in rows)


def live(connection: Connection) -> tuple[Approach, ...]:
    """Return the approaches that may still lead to an ask, in order of registration."""
    return _approaches(connection, connection.execute(_STAGES, {"stages": _LIVE}))


def live_of_partners(connection: Connection, partners: Collection[str]) -> tuple[Approach, ...]:
    """Return the live approaches to some partners, in order of registration."""
    ids = redirects(connection).all_of(partners)
    return _approaches(connection, connection.execute(_PARTNERS, {"stages": _LIVE, "partners": ids}))


def of_entity(connection: Connection, entity: str) -> tuple[Approach, ...]:
    """Return what an entity has registered or drafted, in order of registration."""
    return _approaches(connection, connection.execute(_ENTITY, {"entity": entity}))


def some(connection: Connection, ids: Collection[str]) -> tuple[Approach, ...]:
    """Return those of the approaches that exist, in order of registration."""
    return _approaches(connection, connection.execute(_SOME, {"ids": list(ids)}))


def get(connection: Connection, id: str) -> Approach:
    """Return an approach.

    :raises NotFoundError: If there is none with this id that the viewer may see.
    """
    row = connection.execute(_ONE, {"id": id}).one_or_none()
    if row is None:
        raise NotFoundError("approach", id)
    return _approach(row, redirects(connection).of(row.partner))


def stamp(connection: Connection) -> str:
    """Return a short text that is another one whenever anything in the register may have changed."""
    return str(connection.scalar(_STAMP))


def events(connection: Connection, records: Collection[str] | None = None) -> tuple[Event, ...]:
    """Return the log of some records, or of all, in the order in which it was written."""
    asked = None if records is None else list(records)
    return tuple(
        Event(row.record, row.transition, row.who, row.at, row.why, row.before, row.after, row.owner_entity)
        for row in connection.execute(_EVENTS, {"records": asked})
    )


def _approaches(connection: Connection, rows: Iterable[Any]) -> tuple[Approach, ...]:
    """Return the approaches of rows, to the record that each partner was merged into."""
    merged = redirects(connection)
    return tuple(_approach(row, merged.of(row.partner)) for row in rows)


def _approach(row: Any, partner: str) -> Approach:
    return Approach(
        id=row.id,
        entity=row.entity,
        partner=partner,
        level=Level(row.level),
        resource=Resource(row.resource),
        window=columns.period(row),
        origin=columns.origin(row),
        disclosure=columns.disclosure(row),
        country=row.country,
        sdgs=tuple(row.sdgs),
        need=row.need,
        topic=row.topic,
        stage=Stage(row.stage),
        owner=row.owner,
        gate=None if row.go is None else Gate(row.effort_days or 0.0, row.benefit, row.necessity, row.go),
        joint=row.joint,
        registered=row.registered_at,
        since=row.staged_at,
    )
