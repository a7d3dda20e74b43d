"""The audit log from the command line: whether it is whole, and all of it as a file that can be checked elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from commandline.console import WrongCallError
from commandline.people import operator
from data import audit
from data.audit import Head
from data.database import transaction
from matching.records import AuditAct, AuditEntry


def checked(engine: Engine, kept: str) -> dict[str, Any]:
    """Return how many lines the log has, its last digest, and the first broken line; `kept` is an earlier head.

    :raises WrongCallError: If `kept` is none.
    """
    with transaction(engine, operator()) as connection:
        broken = audit.verify(connection, _head(kept))
        head = audit.head(connection)
    return _result(head, broken)


def exported(engine: Engine) -> list[dict[str, Any]]:
    """Return every line of the log, oldest first; that it was taken along is its next line."""
    by = operator()
    with transaction(engine, by) as connection:
        entries = audit.entries(connection, limit=None)
        audit.note(connection, by, AuditAct.AUDIT_EXPORT, detail=f"{len(entries)} lines by the command line")
    return [_line(entry) for entry in reversed(entries)]


def file_checked(path: Path) -> dict[str, Any]:
    """Return the same for an exported file, without any database.

    :raises WrongCallError: If it is no export of the log.
    """
    try:
        entries = list(_entries(path.read_text(encoding="utf-8").splitlines()))
    except (KeyError, TypeError, ValueError) as error:
        raise WrongCallError(f"{path} is not an export of `concert audit --out`: {error}") from error
    last = Head(entries[-1].number, entries[-1].chain) if entries else Head()
    return _result(last, audit.verify_entries(entries))


def _head(kept: str) -> Head | None:
    try:
        return Head.read(kept) if kept else None
    except ValueError as error:
        raise WrongCallError(str(error)) from error


def _result(head: Head, broken: audit.Break | None) -> dict[str, Any]:
    return {
        "lines": head.number,
        "head": str(head),
        "whole": broken is None,
        "broken": {"line": broken.number, "why": broken.why} if broken else None,
    }


def _line(entry: AuditEntry) -> dict[str, Any]:
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


def _entries(lines: Iterable[str]) -> Iterator[AuditEntry]:
    for text in lines:
        told = json.loads(text)
        yield AuditEntry(**told | {"at": datetime.fromisoformat(told["at"]), "act": AuditAct(told["act"])})
