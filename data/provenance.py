"""Which source stated which field of which record; nothing of it is ever changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, text

from data import bulk, columns
from matching.records import Disclosure, Provenance, RecordKind

_READ = text("""
    SELECT kind, record, fields, source, coalesce(batch, '') AS batch, row_number, who, at, stated
    FROM provenance WHERE kind = :kind AND record = ANY(:records) ORDER BY record, id
""")
_ADD = text("""
    INSERT INTO provenance (kind, record, fields, source, batch, row_number, who, at, stated,
                            owner_entity, visibility, visibility_reason, visibility_until)
    SELECT kind, record, fields, source, batch, row_number, who, at, stated,
           owner_entity, visibility, visibility_reason, visibility_until
    FROM json_populate_recordset(NULL::provenance, CAST(:rows AS json))
""")


_LATEST = text("SELECT record, max(stated) AS stated FROM provenance WHERE kind = :kind GROUP BY record")


@dataclass(frozen=True, slots=True)
class Statement:
    """All that one row of a file, or one person, states of one record; `batch` is "" for a person."""

    kind: RecordKind
    record: str
    fields: Mapping[str, object]
    source: str
    who: str
    at: datetime
    stated: date
    disclosure: Disclosure
    batch: str = ""
    row: int | None = None


def latest_stated(connection: Connection, kind: RecordKind) -> dict[str, date]:
    """Return the last day that any source states for each record of a kind, as far as the viewer may see the source."""
    return {row.record: row.stated for row in connection.execute(_LATEST, {"kind": kind})}


def add(connection: Connection, statements: Iterable[Statement]) -> None:
    """Keep what sources stated."""
    bulk.insert(connection, _ADD, map(_columns, statements))


def of_records(connection: Connection, kind: RecordKind, records: Sequence[str]) -> tuple[Provenance, ...]:
    """Return what every source stated of every field of some records, as far as the viewer may see the source."""
    rows = connection.execute(_READ, {"kind": kind, "records": list(records)})
    return tuple(
        Provenance(
            RecordKind(row.kind),
            row.record,
            name,
            value,
            row.source,
            row.who,
            row.at,
            row.stated,
            row.batch,
            row.row_number,
        )
        for row in rows
        for name, value in row.fields.items()
    )


def _columns(statement: Statement) -> dict[str, Any]:
    return {
        "kind": statement.kind,
        "record": statement.record,
        "fields": dict(statement.fields),
        "source": statement.source,
        "batch": statement.batch or None,
        "row_number": statement.row,
        "who": statement.who,
        "at": statement.at,
        "stated": statement.stated,
        **columns.of_disclosure(statement.disclosure),
    }
