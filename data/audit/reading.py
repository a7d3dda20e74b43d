"""Reading the audit log: for the auditor all of it, for an entity what concerns its records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, text

from matching.records import AuditAct, AuditEntry

_WHERE = """
    FROM audit WHERE number IS NOT NULL
        AND (:owner = '' OR (owner_entity = :owner AND act IN ('read', 'write', 'export')))
        AND (:who = '' OR who = :who)
        AND (:act = '' OR act = :act)
        AND (CAST(:since AS timestamptz) IS NULL OR at >= :since)
        AND (CAST(:until AS timestamptz) IS NULL OR at < :until)
"""
_ENTRIES = text(f"""
    SELECT number, at, who, role, act, record, owner_entity, detail, chain {_WHERE}
    ORDER BY number DESC LIMIT :limit
""")
_COUNT = text(f"SELECT count(*) {_WHERE}")
# As many lines as a page shows; an export takes as many as are asked for.
PAGE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: empty means any. Of an `owner` entity, the lines about its records."""

    owner: str = ""
    who: str = ""
    act: AuditAct | None = None
    since: datetime | None = None
    until: datetime | None = None


def entries(connection: Connection, wanted: Wanted = Wanted(), limit: int | None = PAGE) -> tuple[AuditEntry, ...]:
    """Return the lines that the viewer may see, the newest first; all of them where `limit` is None."""
    rows = connection.execute(_ENTRIES, {**_bound(wanted), "limit": limit})
    return tuple(
        AuditEntry(
            row.number,
            row.at.astimezone(UTC),
            row.who,
            row.role,
            AuditAct(row.act),
            row.record,
            row.owner_entity,
            row.detail,
            row.chain,
        )
        for row in rows
    )


def count(connection: Connection, wanted: Wanted = Wanted()) -> int:
    """Return how many such lines there are."""
    found: int = connection.execute(_COUNT, _bound(wanted)).scalar_one()
    return found


def _bound(wanted: Wanted) -> dict[str, Any]:
    return {
        "owner": wanted.owner,
        "who": wanted.who,
        "act": wanted.act.value if wanted.act else "",
        "since": wanted.since,
        "until": wanted.until,
    }
