"""`concert inspect`: what is read in files, one JSON line a file; no database needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from acts.inspection import Asked, Inspected
from acts.inspection import inspect as inspect_files
from commandline.console import Out, emit_lines


def lines(paths: Sequence[Path], *, records: bool) -> Iterator[dict[str, Any]]:
    """Yield one line a file, in the order of `paths`; with `records` each record that would load."""
    yield from (_line(each, records=records) for each in inspect_files(paths, Asked()))


def _line(found: Inspected, *, records: bool) -> dict[str, Any]:
    read = found.read
    look = read.look if read else None
    line = {
        "file": found.file,
        "format": look.format if look else "",
        "sheet": None,
        "sheets": [],
        "columns": {field: look.headers[place] for field, place in look.columns.items()} if look else {},
        "records": len(found.records),
        "countries": found.countries,
        "organisations": found.organisations,
        "left_out": read.left_out if read else {},
        "problems": [
            {"row": each.row, "column": each.column, "value": each.value, "message": each.allowed}
            for each in (read.problems if read else ())
        ],
        "error": found.error,
    }
    return {**line, "rows": [asdict(each) for each in found.records]} if records else line


def inspect(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="What you have, as it is.")],
    *,
    records: Annotated[bool, typer.Option("--records", help="Tell each record that would load, too.")] = False,
    out: Out = None,
) -> None:
    """Say what Concert reads in files: kind, columns, countries, what stays out and why. One JSON line a file."""
    emit_lines(lines(files, records=records), out)
