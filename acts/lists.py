"""Lists that strangers bring as files, read whole or not at all: no database is needed, and nothing of it is loaded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from data.lists import CoalitionRequest, read_need, read_needs, read_partners, read_texts
from data.problems import Problem, ProblemsError
from data.rows import decode, read_rows
from matching.overlaps.cells import CellCounts, count_cells

__all__ = ["CoalitionRequest", "read_need", "read_needs", "read_partners", "read_texts", "shared_cells"]


def shared_cells(path: Path, by: Sequence[str], organisation: str, *, fold_case: bool) -> CellCounts:
    """Return the cells that organisations share in a table of who does what where: CSV, or a JSON list of objects.

    :raises ProblemsError: If the file cannot be read, lacks a column, or is JSON of another shape.
    """
    if path.suffix.lower() == ".json":
        rows = _json_rows(path)
    else:
        rows = [row.values for row in read_rows(path, [*by, organisation])]
    return count_cells(rows, by, organisation, fold_case)


def _json_rows(path: Path) -> Sequence[Mapping[str, str]]:
    try:
        rows = json.loads(decode(path))
    except json.JSONDecodeError as error:
        raise ProblemsError(path.name, [Problem(None, "(file)", str(error), "JSON as RFC 8259 describes it")]) from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        problem = Problem(None, "(file)", type(rows).__name__, "a list of objects, one a row")
        raise ProblemsError(path.name, [problem])
    return [
        {str(key).strip().lower(): "" if value is None else str(value) for key, value in row.items()} for row in rows
    ]
