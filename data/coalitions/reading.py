"""Coalitions out of their tables: the newest version unless another one is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from data import columns
from data.errors import NotFoundError
from data.identity.redirects import redirects
from matching.records import Coalition, CoalitionState, Facet, FacetKind, InvitationAnswer, Role, Seat

_READ = """
    SELECT c.id, v.version, v.need, v.text, v.title, v.entities, v.steering, v.demands, v.notes, v.state,
           c.owner_entity, c.visibility, c.visibility_reason, c.visibility_until, c.source, c.synthetic
    FROM coalitions c JOIN coalition_versions v ON v.coalition = c.id
"""
_ALL = text(f'{_READ} WHERE v.version = c.version ORDER BY c.id COLLATE "C"')
_OF_NEED = text(f'{_READ} WHERE v.version = c.version AND v.need = :need ORDER BY c.id COLLATE "C"')
_SOME = text(f'{_READ} WHERE v.version = c.version AND c.id = ANY(:ids) ORDER BY c.id COLLATE "C"')
_SEATED = text("""
    SELECT s.coalition FROM coalition_seats s JOIN coalitions c ON c.id = s.coalition AND c.version = s.version
    WHERE s.partner = ANY(:partners) OR s.members && CAST(:partners AS text[])
""")
# :version is NULL for the newest.
_ONE = text(f"{_READ} WHERE c.id = :id AND v.version = COALESCE(:version, c.version)")
_SEATS = text("""
    SELECT coalition, partner, role, answer, members, locked FROM coalition_seats
    WHERE (coalition, version) IN (SELECT * FROM unnest(CAST(:ids AS text[]), CAST(:versions AS integer[])))
    ORDER BY coalition, position
""")
_FACETS = text("""
    SELECT coalition, kind, text, weight FROM coalition_facets
    WHERE (coalition, version) IN (SELECT * FROM unnest(CAST(:ids AS text[]), CAST(:versions AS integer[])))
    ORDER BY coalition, position
""")
_HISTORY = text("""
    SELECT version, state, who, why, at FROM coalition_versions WHERE coalition = :id ORDER BY version
""")


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of a coalition: its number and state, who made it, when and why."""

    version: int
    state: CoalitionState
    who: str
    why: str
    at: datetime


def all_(connection: Connection) -> tuple[Coalition, ...]:
    """Return the newest version of every coalition that the viewer may see, in order of id."""
    return _records(connection, connection.execute(_ALL).all())


def get(connection: Connection, id: str, version: int | None = None) -> Coalition:
    """Return a coalition, its newest version unless another one is named.

    :raises NotFoundError: If there is no such coalition or version.
    """
    found = _records(connection, connection.execute(_ONE, {"id": id, "version": version}).all())
    if not found:
        raise NotFoundError("coalition", id if version is None else f"{id} version {version}")
    return found[0]


def history(connection: Connection, id: str) -> tuple[Revision, ...]:
    """Return every version of a coalition, oldest first; empty when there is no such coalition."""
    rows = connection.execute(_HISTORY, {"id": id})
    return tuple(Revision(row.version, CoalitionState(row.state), row.who, row.why, row.at) for row in rows)


def _records(connection: Connection, rows: Sequence[Any]) -> tuple[Coalition, ...]:
    asked = {"ids": [row.id for row in rows], "versions": [row.version for row in rows]}
    seats: dict[str, list[Seat]] = defaultdict(list)
    facets: dict[str, list[Facet]] = defaultdict(list)
    needs = {row.id: row.need for row in rows}
    merged = redirects(connection)
    for row in connection.execute(_SEATS, asked):
        seats[row.coalition].append(
            Seat(
                merged.of(row.partner),
                Role(row.role),
                InvitationAnswer(row.answer),
                merged.once(row.members),
                row.locked,
            )
        )
    for row in connection.execute(_FACETS, asked):
        facets[row.coalition].append(Facet(needs[row.coalition], FacetKind(row.kind), row.text, row.weight))
    return tuple(
        Coalition(
            id=row.id,
            need=row.need,
            title=row.title,
            entities=tuple(row.entities),
            seats=tuple(seats[row.id]),
            origin=columns.origin(row),
            disclosure=columns.disclosure(row),
            text=row.text,
            facets=tuple(facets[row.id]),
            demands=tuple(row.demands),
            steering=tuple(row.steering),
            notes=row.notes,
            state=CoalitionState(row.state),
            version=row.version,
        )
        for row in rows
    )
