"""The audit log as its readers ask for it: its newest lines, whether it is whole, and all of it taken along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from acts.act import Caller, look, note
from data import audit
from data.audit import Break, LogHead, Wanted
from matching.policy import Right, may
from matching.records import AuditAct, AuditEntry

__all__ = ["LogHead", "LogState", "Wanted", "count", "from_json", "lines", "state", "state_of", "take_along", "to_json"]


@dataclass(frozen=True, slots=True)
class LogState:
    """The last line of the audit log, and the first line that does not follow from the one before, if any."""

    head: LogHead
    broken: Break | None


def lines(by: Caller, wanted: Wanted) -> tuple[AuditEntry, ...]:
    """Return the newest lines of the log that the caller may see."""
    with look(by, _right(by)) as opened:
        return audit.entries(opened, wanted)


def count(by: Caller, wanted: Wanted) -> int:
    """Return how many such lines there are in all."""
    with look(by, _right(by)) as opened:
        return audit.count(opened, wanted)


def state(by: Caller, kept: LogHead | None = None) -> LogState:
    """Return whether every line of the log follows from the one before, and from a head that was kept elsewhere."""
    with look(by, Right.READ_AUDIT) as opened:
        return LogState(audit.head(opened), audit.verify(opened, kept))


def state_of(entries: Iterable[AuditEntry]) -> LogState:
    """Return the same for lines of a log that was taken along, oldest first; no database is asked."""
    found = tuple(entries)
    last = LogHead(found[-1].number, found[-1].chain) if found else LogHead()
    return LogState(last, audit.verify_entries(found))


def take_along(by: Caller, wanted: Wanted, how: str) -> tuple[AuditEntry, ...]:
    """Return all lines of the log that the caller may see, oldest first; that they were taken along is its next one."""
    with look(by, _right(by)) as opened:
        found = audit.entries(opened, wanted, limit=None)
        note(opened, by, f"{len(found)} lines {how}", kind=AuditAct.AUDIT_EXPORT)
    return tuple(reversed(found))


def to_json(entry: AuditEntry) -> dict[str, Any]:
    """Return a line of the log as JSON that can be checked without Concert."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(timespec="microseconds"),
        "who": entry.who,
        "role": entry.role,
        "act": entry.act.value,
        "record": entry.record,
        "owner_entity": entry.owner_entity,
        "detail": entry.detail,
        "chain": entry.chain,
    }


def from_json(told: dict[str, Any]) -> AuditEntry:
    """Return the line of the log that `to_json` told.

    :raises KeyError, TypeError, ValueError: If it is none.
    """
    return AuditEntry(**told | {"at": datetime.fromisoformat(told["at"]), "act": AuditAct(told["act"])})


def _right(by: Caller) -> Right:
    """The auditor reads all of the log, the lead of an entity what concerns its records; the database keeps to that."""
    return Right.READ_AUDIT if may(by.viewer, Right.READ_AUDIT) else Right.READ_ACCESS_LOG
