"""Overlap of a who-does-what-where table as the JSON of the command-line contract."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts.opening import open_database
from commandline.console import WrongCallError, emit, say
from data.database import transaction
from data.overlaps import UnknownColumnError, shared_cells
from data.rows import decode, read_rows
from matching.overlaps.cells import Cells, count_cells
from matching.records import SYSTEM


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


def overlap_of_register(engine: Engine, by: Sequence[str]) -> dict[str, Any]:
    """Return the overlap of the engagements in the database, of records that may be named.

    :raises WrongCallError: If engagements cannot be cut by one of the columns.
    """
    try:
        with transaction(engine, SYSTEM) as connection:
            found = shared_cells(connection, [column.strip().lower() for column in by if column.strip()])
    except UnknownColumnError as error:
        raise WrongCallError(str(error)) from error
    if found.withheld:
        say(f"Left out {found.withheld:,} engagements that may not be named")
    sizes = found.entities
    pairs = [
        {"a": a, "b": b, "shared": shared, "jaccard": shared / (sizes[a] + sizes[b] - shared)}
        for a, b, shared in found.pairs
    ]
    return {"cells": found.cells, "shared_cells": found.shared, "organisations": sizes, "pairs": pairs}


def overlap(
    file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A who-does-what-where table, CSV or JSON.")
    ] = None,
    by: Annotated[
        str, typer.Option(help="Columns whose combinations are the cells; country,sdg for the register.")
    ] = "",
    organisation: Annotated[str, typer.Option(help="The column that names who is there.")] = "organisation",
    fold_case: Annotated[bool, typer.Option("--fold-case", help="Take spellings that differ by case as one.")] = False,
) -> None:
    """Count the cells that organisations share, in a table after collapsing blanks, or in the engagements we hold."""
    if file is not None:
        emit(overlap_of_file(file, (by or "country,activity").split(","), organisation, fold_case))
        return

    emit(overlap_of_register(open_database(), (by or "country,sdg").split(",")))
