"""The audit log from the command line: whether it is whole, and all of it as a file that can be checked elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from acts import audit_log
from acts.audit_log import Head, State, Wanted
from acts.opening import open_database
from commandline.console import WrongCallError, emit, emit_lines, say
from commandline.people import caller
from matching.records import AuditEntry


def _result(found: State) -> dict[str, Any]:
    return {
        "lines": found.head.number,
        "head": str(found.head),
        "whole": found.broken is None,
        "broken": {"line": found.broken.number, "why": found.broken.why} if found.broken else None,
    }


def _head(kept: str) -> Head | None:
    try:
        return Head.read(kept) if kept else None
    except ValueError as error:
        raise WrongCallError(str(error)) from error


def _read(path: Path) -> list[AuditEntry]:
    try:
        return [audit_log.from_json(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    except (KeyError, TypeError, ValueError) as error:
        raise WrongCallError(f"{path} is not an export of `concert audit --out`: {error}") from error


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
        found = audit_log.state_of(_read(file))
    else:
        by = caller(open_database())
        found = audit_log.state(by, _head(head))
        if out is not None:
            entries = audit_log.take_along(by, Wanted(), "by the command line")
            emit_lines(map(audit_log.to_json, entries), out)
    emit(_result(found))
    if found.broken is not None:
        say("the audit log is broken; keep the database as it is and tell your auditor")
        raise typer.Exit(1)
