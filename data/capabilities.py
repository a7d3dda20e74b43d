"""What partners can do or offer, in their own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

from data import bulk, columns
from data.bulk import batches
from data.identity.redirects import redirects
from matching.records import Capability, Period, Resource

_READ = """
    SELECT id, partner, text, language, resources, countries, sdgs, starts, ends, capacity, source, synthetic
    FROM capabilities
"""
_ALL = text(f'{_READ} ORDER BY id COLLATE "C"')
_OF_PARTNERS = text(f'{_READ} WHERE partner = ANY(:partners) ORDER BY id COLLATE "C"')
_SOME = text(f'{_READ} WHERE id = ANY(:ids) ORDER BY id COLLATE "C"')
_PERIODS = text("SELECT id, starts, ends FROM capabilities")
_SAVE = text("""
    INSERT INTO capabilities (id, partner, text, language, resources, countries, sdgs, starts, ends, capacity,
                              source, synthetic, loaded_set)
    SELECT id, partner, text, language, resources, countries, sdgs, starts, ends, capacity,
           source, synthetic, loaded_set
    FROM json_populate_recordset(NULL::capabilities, CAST(:rows AS json))
    ON CONFLICT (id) DO UPDATE SET
        (partner, text, language, resources, countries, sdgs, starts, ends, capacity, source, synthetic) =
        ROW (EXCLUDED.partner, EXCLUDED.text, EXCLUDED.language, EXCLUDED.resources, EXCLUDED.countries,
             EXCLUDED.sdgs, EXCLUDED.starts, EXCLUDED.ends, EXCLUDED.capacity, EXCLUDED.source, EXCLUDED.synthetic)
    WHERE capabilities.loaded_set IS NOT DISTINCT FROM EXCLUDED.loaded_set
    RETURNING id
""")


def all_(connection: Connection) -> tuple[Capability, ...]:
    """Return every capability that the viewer may see, in order of id."""
    return tuple(_record(row) for row in connection.execute(_ALL))


def stream(connection: Connection) -> Iterator[Capability]:
    """Yield every capability that the viewer may see, in order of id, without holding them all."""
    for rows in batches(connection, _ALL):
        yield from map(_record, rows)


def periods(connection: Connection) -> dict[str, Period]:
    """Return when each capability that the viewer may see holds, without its text."""
    return {row.id: columns.period(row) for row in connection.execute(_PERIODS)}


def of_partners(connection: Connection, partners: Sequence[str]) -> tuple[Capability, ...]:
    """Return the capabilities of some partners, in order of id."""
    ids = redirects(connection).all_of(partners)
    return tuple(_record(row) for row in connection.execute(_OF_PARTNERS, {"partners": ids}))


def some(connection: Connection, ids: Sequence[str]) -> tuple[Capability, ...]:
    """Return those of the capabilities that exist, in order of id."""
    return tuple(_record(row) for row in connection.execute(_SOME, {"ids": list(ids)}))


def save_many(connection: Connection, capabilities: Sequence[Capability], loaded_set: str | None = None) -> None:
    """Add capabilities, or replace those of the same set; None is the set of what people entered.

    :raises TakenError: If an id belongs to another set.
    """
    bulk.save(connection, _SAVE, [_columns(capability, loaded_set) for capability in capabilities], "capability")


def _columns(capability: Capability, loaded_set: str | None) -> columns.Row:
    return {
        "id": capability.id,
        "partner": capability.partner,
        "text": capability.text,
        "language": capability.language,
        "resources": capability.resources,
        "countries": capability.countries,
        "sdgs": capability.sdgs,
        "capacity": capability.capacity,
        "loaded_set": loaded_set,
        **columns.of_period(capability.period),
        **columns.of_origin(capability.origin),
    }


def _record(row: Any) -> Capability:
    return Capability(
        id=row.id,
        partner=row.partner,
        text=row.text,
        origin=columns.origin(row),
        language=row.language,
        resources=tuple(map(Resource, row.resources)),
        countries=tuple(row.countries),
        sdgs=tuple(row.sdgs),
        period=columns.period(row),
        capacity=row.capacity,
    )
