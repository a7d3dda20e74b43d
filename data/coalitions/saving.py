"""Coalitions into their tables: each change is a new version, and nobody overwrites what somebody else has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, text

from data import bulk, columns
from data.coalitions.reading import get
from data.errors import StaleError
from matching.records import Coalition

_ADD = text("""
    INSERT INTO coalitions (id, version, owner_entity, visibility, visibility_reason, visibility_until, source,
                            synthetic)
    VALUES (:id, 1, :owner_entity, :visibility, :visibility_reason, :visibility_until, :source, :synthetic)
""")
# The row is locked here: of two who change the same version, the second finds no row to change.
_RAISE = text("""
    UPDATE coalitions SET version = version + 1, owner_entity = :owner_entity, visibility = :visibility,
        visibility_reason = :visibility_reason, visibility_until = :visibility_until
    WHERE id = :id AND version = :seen RETURNING version
""")
_ADD_VERSION = text("""
    INSERT INTO coalition_versions (coalition, version, need, text, title, entities, steering, demands, notes, state,
                                    who, why)
    VALUES (:id, :version, :need, :text, :title, :entities, :steering, :demands, :notes, :state, :who, :why)
""")
_ADD_SEATS = text("""
    INSERT INTO coalition_seats (coalition, version, position, partner, role, answer, members, locked)
    SELECT coalition, version, position, partner, role, answer, members, locked
    FROM json_populate_recordset(NULL::coalition_seats, CAST(:rows AS json))
""")
_ADD_FACETS = text("""
    INSERT INTO coalition_facets (coalition, version, position, kind, text, weight)
    SELECT coalition, version, position, kind, text, weight
    FROM json_populate_recordset(NULL::coalition_facets, CAST(:rows AS json))
""")


def add(connection: Connection, coalition: Coalition, who: str, why: str = "") -> Coalition:
    """Save a new coalition as its version 1 and return it.

    :raises ValueError: If it has no seat, no title, no need or no UN entity, or its owner is not one of them.
    """
    first = replace(coalition, version=1)
    _check(first)
    connection.execute(_ADD, _marks(first))
    _write(connection, first, who, why)
    return first


def change(connection: Connection, coalition: Coalition, who: str, why: str = "") -> Coalition:
    """Save a changed coalition as the version after the one that it was read as, and return that.

    :raises StaleError: If somebody else has changed it since.
    :raises NotFoundError: If there is no such coalition.
    :raises ValueError: As for `add`.
    """
    _check(coalition)
    version = connection.scalar(_RAISE, {**_marks(coalition), "seen": coalition.version})
    if version is None:
        raise StaleError("coalition", coalition.id, coalition.version, get(connection, coalition.id).version)
    following = replace(coalition, version=version)
    _write(connection, following, who, why)
    return following


def _check(coalition: Coalition) -> None:
    problems = [
        words
        for words, wrong in (
            ("at least one seat", not coalition.seats),
            ("a title", not coalition.title.strip()),
            ("a need or its text", not (coalition.need or coalition.text.strip())),
            ("at least one UN entity", not coalition.entities),
            ("an owner among its UN entities", coalition.disclosure.owner_entity not in coalition.entities),
        )
        if wrong
    ]
    if problems:
        raise ValueError(f"a coalition needs {', '.join(problems)}")


def _marks(coalition: Coalition) -> Mapping[str, object]:
    return {"id": coalition.id, **columns.of_disclosure(coalition.disclosure), **columns.of_origin(coalition.origin)}


def _write(connection: Connection, coalition: Coalition, who: str, why: str) -> None:
    key: dict[str, object] = {"coalition": coalition.id, "version": coalition.version}
    connection.execute(
        _ADD_VERSION,
        {
            "id": coalition.id,
            "version": coalition.version,
            "need": coalition.need,
            "text": coalition.text,
            "title": coalition.title,
            "entities": list(coalition.entities),
            "steering": list(coalition.steering),
            "demands": list(coalition.demands),
            "notes": coalition.notes,
            "state": coalition.state,
            "who": who,
            "why": why,
        },
    )
    seats = [
        key
        | {"position": n, "partner": seat.partner, "role": seat.role, "answer": seat.answer}
        | {"members": seat.members, "locked": seat.locked}
        for n, seat in enumerate(coalition.seats)
    ]
    facets = [
        key | {"position": n, "kind": facet.kind, "text": facet.text, "weight": facet.weight}
        for n, facet in enumerate(coalition.facets)
    ]
    bulk.insert(connection, _ADD_SEATS, seats)
    bulk.insert(connection, _ADD_FACETS, facets)
