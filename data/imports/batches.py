"""The files that were brought in, and those that wait to be loaded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from data import columns
from data.errors import NotFoundError
from matching.records import Batch, BatchState, RecordKind, Tally

_READ = """
    SELECT id, file, digest, format, importer, rows, stated, state, checked_at, loaded_at, tallies,
           owner_entity, visibility, visibility_reason, visibility_until
    FROM batches
"""
_ALL = text(f"{_READ} ORDER BY checked_at DESC, id LIMIT :limit")
_ONE = text(f"{_READ} WHERE id = :id")
_ADD = text("""
    INSERT INTO batches (id, file, digest, format, importer, rows, stated, state, checked_at, tallies,
                         owner_entity, visibility, visibility_reason, visibility_until)
    VALUES (:id, :file, :digest, :format, :importer, :rows, :stated, 'checked', :checked, '{}',
            :owner_entity, :visibility, :visibility_reason, :visibility_until)
    ON CONFLICT (id) DO NOTHING RETURNING id
""")
_ADD_PART = text("""
    INSERT INTO batch_parts (batch, position, owner_entity, records) VALUES (:batch, :position, :owner, :records)
""")
_PARTS = text("SELECT records FROM batch_parts WHERE batch = :batch AND position = :position")
_LOADED = text("""
    UPDATE batches SET state = 'loaded', loaded_at = :at, tallies = CAST(:tallies AS jsonb) WHERE id = :id
""")


def recent(connection: Connection, limit: int = 50) -> tuple[Batch, ...]:
    """Return the batches that the viewer may see, the last checked first."""
    return tuple(_record(row) for row in connection.execute(_ALL, {"limit": limit}))


def get(connection: Connection, id: str) -> Batch:
    """Return a batch.

    :raises NotFoundError: If there is none with this id that the viewer may see.
    """
    row = connection.execute(_ONE, {"id": id}).one_or_none()
    if row is None:
        raise NotFoundError("batch", id)
    return _record(row)


def add(connection: Connection, batch: Batch, parts: Iterable[str]) -> bool:
    """Keep a batch that was checked, with what was read; return False when it is there already, unchanged."""
    row = {
        "id": batch.id,
        "file": batch.file,
        "digest": batch.digest,
        "format": batch.format,
        "importer": batch.importer,
        "rows": batch.rows,
        "stated": batch.stated,
        "checked": batch.checked,
        **columns.of_disclosure(batch.disclosure),
    }
    if connection.scalar(_ADD, row) is None:
        return False
    for position, records in enumerate(parts):
        part = {"batch": batch.id, "position": position, "owner": batch.entity, "records": records}
        connection.execute(_ADD_PART, part)
    return True


def parts(connection: Connection, id: str) -> Iterator[str]:
    """Give what was read of a batch, part by part in order; nothing once it is loaded."""
    position = 0
    while (part := connection.scalar(_PARTS, {"batch": id, "position": position})) is not None:
        yield part
        position += 1


def close(connection: Connection, id: str, at: datetime, tallies: Mapping[RecordKind, Tally]) -> None:
    """Note that a batch is loaded, with what the load did, and let go of what was read."""
    told = json.dumps({kind: [tally.new, tally.changed, tally.same] for kind, tally in tallies.items()})
    connection.execute(_LOADED, {"id": id, "at": at, "tallies": told})
    connection.execute(text("DELETE FROM batch_parts WHERE batch = :id"), {"id": id})


def discard(connection: Connection, id: str) -> None:
    """Forget a batch that was checked and not loaded; a loaded one stays, since records point to it."""
    connection.execute(text("DELETE FROM batches WHERE id = :id AND state = 'checked'"), {"id": id})


def _record(row: Any) -> Batch:
    return Batch(
        id=row.id,
        file=row.file,
        digest=row.digest,
        format=row.format,
        importer=row.importer,
        rows=row.rows,
        stated=row.stated,
        checked=row.checked_at,
        disclosure=columns.disclosure(row),
        state=BatchState(row.state),
        loaded=row.loaded_at,
        tallies={RecordKind(kind): Tally(*counts) for kind, counts in row.tallies.items()},
    )
