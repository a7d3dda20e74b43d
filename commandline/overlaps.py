"""Overlap of a who-does-what-where table as the JSON of the command-line contract."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from commandline.console import WrongCallError, say
from data.rows import decode, read_rows
from matching.overlaps.cells import Cells, count_cells


def overlap_of_file(path: Path, by: Sequence[str], organisation: str, fold_case: bool) -> dict[str, Any]:
    """Return the overlap of a CSV file, or of a JSON list of objects.

    :raises ProblemsError: If the file cannot be read or lacks a column.
    :raises WrongCallError: If it is JSON of another shape.
    """
    columns = [column.strip().lower() for column in by if column.strip()]
    if not columns:
        raise WrongCallError("--by names no column: give at least one, such as --by country,activity")
    rows = _json_rows(path) if path.suffix.lower() == ".json" else _csv_rows(path, [*columns, organisation.lower()])
    found = count_cells(rows, columns, organisation.strip().lower(), fold_case)
    if found.left_out:
        say(f"Left out {found.left_out:,} rows that name no organisation")
    return as_json(found)


def as_json(found: Cells) -> dict[str, Any]:
    """Return the counts in the shape of the contract."""
    pairs = [{"a": pair.left, "b": pair.right, "shared": pair.shared, "jaccard": pair.jaccard} for pair in found.pairs]
    return {
        "cells": found.cells,
        "shared_cells": found.shared_cells,
        "organisations": dict(found.organisations),
        "pairs": pairs,
    }


def _csv_rows(path: Path, required: Sequence[str]) -> list[Mapping[str, str]]:
    return [row.values for row in read_rows(path, required)]


def _json_rows(path: Path) -> list[Mapping[str, str]]:
    try:
        rows = json.loads(decode(path))
    except json.JSONDecodeError as error:
        raise WrongCallError(f"{path.name} is no JSON: {error}") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise WrongCallError(f"{path.name} must hold a list of objects, one a row")
    return [{str(key).strip().lower(): _text(value) for key, value in row.items()} for row in rows]


def _text(value: object) -> str:
    return "" if value is None else str(value)
