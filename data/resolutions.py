"""The list of decisions that leadership keeps: what, who does it, by when."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from data import bulk, columns
from data.errors import NotFoundError
from matching.records import Resolution

_ALL = text("""
    SELECT id, text, owner, due, about, done, source, synthetic FROM resolutions ORDER BY done, due, id COLLATE "C"
""")
_SAVE = text("""
    INSERT INTO resolutions (id, text, owner, due, about, done, source, synthetic, loaded_set)
    SELECT id, text, owner, due, about, done, source, synthetic, loaded_set
    FROM json_populate_recordset(NULL::resolutions, CAST(:rows AS json))
    ON CONFLICT (id) DO NOTHING
    RETURNING id
""")


def all_(connection: Connection) -> tuple[Resolution, ...]:
    """Return the decisions, open ones first, earliest due first."""
    return tuple(
        Resolution(row.id, row.text, row.owner, row.due, columns.origin(row), row.about, row.done)
        for row in connection.execute(_ALL)
    )


def save_many(connection: Connection, resolutions: Sequence[Resolution], loaded_set: str | None = None) -> None:
    """Add decisions.

    :raises TakenError: If an id is taken.
    """
    rows = [
        {
            "id": each.id,
            "text": each.text,
            "owner": each.owner,
            "due": each.due,
            "about": each.about,
            "done": each.done,
            "loaded_set": loaded_set,
            **columns.of_origin(each.origin),
        }
        for each in resolutions
    ]
    bulk.save(connection, _SAVE, rows, "decision")


def finish(connection: Connection, id: str) -> None:
    """Mark a decision as done.

    :raises NotFoundError: If there is none with this id.
    """
    if not connection.execute(text("UPDATE resolutions SET done = true WHERE id = :id"), {"id": id}).rowcount:
        raise NotFoundError("decision", id)
