"""What an entity tells others by default, what it withholds, and changing that record by record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

from data import columns
from data.errors import NotFoundError
from matching.records import Disclosure, Veiled, VeiledKind, Visibility, VisibilityDefault

_DEFAULTS = text("""
    SELECT entity, records, visibility, reason, days FROM visibility_defaults WHERE entity = :entity ORDER BY records
""")
_SET = text("""
    INSERT INTO visibility_defaults (entity, records, visibility, reason, days)
    VALUES (:entity, :records, :visibility, :reason, :days)
    ON CONFLICT (entity, records) DO UPDATE SET (visibility, reason, days) =
        ROW (EXCLUDED.visibility, EXCLUDED.reason, EXCLUDED.days)
""")
# The partner of a record of each kind, and the words by which its owners know it.
_WORDS = {
    VeiledKind.APPROACHES: "partner, topic",
    VeiledKind.ENGAGEMENTS: "'' AS partner, title",
    VeiledKind.SCREENINGS: "partner, asked::text",
    VeiledKind.FLAGS: "partner, ''",
    VeiledKind.COALITIONS: """'' AS partner, (SELECT v.title FROM coalition_versions v
        WHERE v.coalition = coalitions.id AND v.version = coalitions.version)""",
}
# Built from the table above, which holds the names of our own tables; no value of a caller is in them.
_VEILED = {
    kind: text(f"""
        SELECT id, {words} AS words, owner_entity, visibility, visibility_reason, visibility_until FROM {kind.value}
        WHERE owner_entity = :entity AND visibility <> 'named'
            AND (visibility_until IS NULL OR visibility_until > now())
        ORDER BY id COLLATE "C"
    """)  # noqa: S608 - see the line before the table
    for kind, words in _WORDS.items()
}
_CHANGE = {
    kind: text(f"""
        UPDATE {kind.value} SET (visibility, visibility_reason, visibility_until) =
            ROW (:visibility, :visibility_reason, :visibility_until)
        WHERE id = :id AND owner_entity = :owner_entity
    """)  # noqa: S608 - as above
    for kind in VeiledKind
}


def defaults(connection: Connection, entity: str) -> dict[VeiledKind, VisibilityDefault]:
    """Return what an entity's new records of each kind are told to others; named, where it has said nothing."""
    found = {kind: VisibilityDefault(entity, kind) for kind in VeiledKind}
    for row in connection.execute(_DEFAULTS, {"entity": entity}):
        if row.records in set(VeiledKind):
            kind = VeiledKind(row.records)
            found[kind] = VisibilityDefault(row.entity, kind, Visibility(row.visibility), row.reason, row.days)
    return found


def set_default(connection: Connection, chosen: VisibilityDefault) -> None:
    """Keep what an entity's new records of a kind are told to others; older ones stay as they are."""
    values = {"entity": chosen.entity, "records": chosen.kind.value, "visibility": chosen.visibility.value}
    connection.execute(_SET, {**values, "reason": chosen.reason, "days": chosen.days})


def default_for(connection: Connection, entity: str, kind: VeiledKind) -> Disclosure:
    """Return what a new record of an entity is told to others, with the end of its embargo from now on."""
    chosen = defaults(connection, entity)[kind]
    until = datetime.now(UTC) + timedelta(days=chosen.days) if chosen.days else None
    return Disclosure(entity, chosen.visibility, chosen.reason, until)


def veiled(connection: Connection, entity: str) -> tuple[Veiled, ...]:
    """Return an entity's records that others are not told by name now, by kind and in order of id."""
    return tuple(
        Veiled(kind, row.id, row.partner, row.words, columns.disclosure(row))
        for kind, statement in _VEILED.items()
        for row in connection.execute(statement, {"entity": entity})
    )


def change(connection: Connection, kind: VeiledKind, id: str, told: Disclosure) -> None:
    """Change what others are told of a record of the viewer's entity.

    :raises NotFoundError: If the owner has no such record.
    """
    if not connection.execute(_CHANGE[kind], {"id": id, **columns.of_disclosure(told)}).rowcount:
        raise NotFoundError(kind.value, id)
