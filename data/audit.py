"""The audit log: who did what, when, to which record of whom. Added to, chained by the database, never changed.

Lines are added in the transaction of the act itself: neither is there without the other. Each carries a digest of
itself and of the line before.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, text

from matching.records import AuditAct, AuditEntry, Viewer

LONGEST = 2000  # characters of a line's record and of its detail; the table's own limit
_NOTE = text("""
    INSERT INTO audit (who, role, act, record, owner_entity, detail)
    VALUES (:who, :role, :act, :record, :owner_entity, :detail)
""")


def note(
    connection: Connection, viewer: Viewer, act: AuditAct, record: str = "", owner_entity: str = "", *, detail: str = ""
) -> None:
    """Write down an act; it gets its number, its instant and its place in the chain when the transaction commits.

    What is longer than a line allows is cut and marked so: an act is never lost because its words are many.
    """
    line = {
        "who": viewer.user,
        "role": viewer.role.value,
        "act": act.value,
        "record": _short(record),
        "owner_entity": owner_entity,
        "detail": _short(detail),
    }
    connection.execute(_NOTE, line)


def note_reads(connection: Connection, viewer: Viewer, page: str, records: Iterable[tuple[str, str]]) -> int:
    """Write down which records of other entities a page showed, one line an owner; return how many lines.

    `records` are pairs of owner entity and id; the viewer's own are left out.
    """
    shown: dict[str, set[str]] = defaultdict(set)
    for owner, record in records:
        if owner and owner != viewer.entity:
            shown[owner].add(record)
    for owner, ids in sorted(shown.items()):
        note(connection, viewer, AuditAct.READ, " ".join(sorted(ids)), owner, detail=f"{page}: {len(ids)}")
    return len(shown)


def _short(words: str) -> str:
    clean = words.replace("\x00", "")
    return clean if len(clean) <= LONGEST else f"{clean[: LONGEST - 1]}…"


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


# Everything is compared in the database: a million lines need not travel.
_BROKEN = text("""
    SELECT number, said_number, missing FROM (
        SELECT number, row_number() OVER w AS said_number, number <> row_number() OVER w AS missing,
            chain IS DISTINCT FROM audit_digest(lag(chain, 1, '') OVER w, number, at, who, role, act, record,
                                                owner_entity, detail) AS changed
        FROM audit WHERE number IS NOT NULL WINDOW w AS (ORDER BY number)
    ) lines
    WHERE missing OR changed ORDER BY number LIMIT 1
""")
_HEAD = text("SELECT number, chain FROM audit WHERE number IS NOT NULL ORDER BY number DESC LIMIT 1")
_AT = text("SELECT chain FROM audit WHERE number = :number")


@dataclass(frozen=True, slots=True)
class LogHead:
    """The last line of the log: whoever keeps its digest elsewhere can tell later whether the end was cut off."""

    number: int = 0
    chain: str = ""

    def __str__(self) -> str:
        """Return number and digest as a person copies them."""
        return f"{self.number}:{self.chain}"

    @classmethod
    def read(cls, words: str) -> LogHead:
        """Return the head that was copied.

        :raises ValueError: If it is none.
        """
        number, _, chain = words.strip().partition(":")
        if not number.isdigit() or (chain and len(chain) != 64):
            raise ValueError(f"{words!r} is not the head of a log, such as 12:9f86d081…, number and 64 letters")
        return cls(int(number), chain)


@dataclass(frozen=True, slots=True)
class Break:
    """The first line that does not follow from the one before, and what is wrong with it."""

    number: int
    why: str


def head(connection: Connection) -> LogHead:
    """Return the last line's number and digest."""
    row = connection.execute(_HEAD).one_or_none()
    return LogHead(row.number, row.chain) if row else LogHead()


def verify(connection: Connection, kept: LogHead | None = None) -> Break | None:
    """Return the first broken line of the log, None if every line follows from the one before.

    With a head that was kept elsewhere, that line must still be there as it was: a log that was cut short, or written
    anew as a whole, is told only by this.
    """
    row = connection.execute(_BROKEN).one_or_none()
    if row is not None:
        if row.missing:
            return Break(row.said_number, "the line is missing")
        return Break(row.number, "the line was changed, or the one before it")
    if kept is not None and kept.number and connection.scalar(_AT, {"number": kept.number}) != kept.chain:
        return Break(kept.number, "the line is not the one whose digest was kept")
    return None


def verify_entries(entries: Iterable[AuditEntry], before: str = "") -> Break | None:
    """Return the first broken line among entries of an export in order, `before` being the digest of the line before.

    Nothing of the database is asked: an auditor can check a file with this function alone.
    """
    number: int | None = None
    for entry in entries:
        if number is not None and entry.number != number + 1:
            return Break(number + 1, "the line is missing")
        if entry.chain != digest(entry, before):
            return Break(entry.number, "the line was changed, or the one before it")
        number, before = entry.number, entry.chain
    return None


def digest(entry: AuditEntry, before: str) -> str:
    """Return SHA-256, in hexadecimal, of the JSON list of the digest before and the line's own fields."""
    instant = entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    fields = [before, entry.number, instant, entry.who, entry.role, entry.act.value]
    said = json.dumps([*fields, entry.record, entry.owner_entity, entry.detail], ensure_ascii=False)
    return sha256(said.encode()).hexdigest()
