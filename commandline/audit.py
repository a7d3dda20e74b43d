"""The audit log from the command line: whether it is whole, and all of it as a file that can be checked elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts.opening import open_database
from commandline.console import WrongCallError, emit, emit_lines, say
from commandline.people import operator
from data import audit as log
from data.audit import Head
from data.database import transaction
from matching.records import AuditAct, AuditEntry


def checked(engine: Engine, kept: str) -> dict[str, Any]:
    """Return how many lines the log has, its last digest, and the first broken line; `kept` is an earlier head.

    :raises WrongCallError: If `kept` is none.
    """
    with transaction(engine, operator()) as connection:
        broken = log.verify(connection, _head(kept))
        head = log.head(connection)
    return _result(head, broken)


def exported(engine: Engine) -> list[dict[str, Any]]:
    """Return every line of the log, oldest first; that it was taken along is its next line."""
    by = operator()
    with transaction(engine, by) as connection:
        entries = log.entries(connection, limit=None)
        log.note(connection, by, AuditAct.AUDIT_EXPORT, detail=f"{len(entries)} lines by the command line")
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
    return _result(last, log.verify_entries(entries))


def _head(kept: str) -> Head | None:
    try:
        return Head.read(kept) if kept else None
    except ValueError as error:
        raise WrongCallError(str(error)) from error


def _result(head: Head, broken: log.Break | None) -> dict[str, Any]:
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


def audit(
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write the whole log here, one JSON line each.")
    ] = None,
    head: Annotated[str, typer.Option(help="The last line that was kept elsewhere, number:digest.")] = "",
    file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Check an exported log instead.")
    ] = None,
) -> None:
    """Say whether the audit log is whole; exit 1 when a line was changed, removed or put in."""
    if file is not None:
        found = file_checked(file)
    else:
        engine = open_database()
        found = checked(engine, head)
        if out is not None:
            emit_lines(exported(engine), out)
    emit(found)
    if not found["whole"]:
        say("the audit log is broken; keep the database as it is and tell your auditor")
        raise typer.Exit(1)
