"""The chain of the audit log: each line carries a digest of itself and of the line before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, text

from matching.records import AuditEntry

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
class Head:
    """The last line of the log: whoever keeps its digest elsewhere can tell later whether the end was cut off."""

    number: int = 0
    chain: str = ""

    def __str__(self) -> str:
        """Return number and digest as a person copies them."""
        return f"{self.number}:{self.chain}"

    @classmethod
    def read(cls, words: str) -> Head:
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


def head(connection: Connection) -> Head:
    """Return the last line's number and digest."""
    row = connection.execute(_HEAD).one_or_none()
    return Head(row.number, row.chain) if row else Head()


def verify(connection: Connection, kept: Head | None = None) -> Break | None:
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
