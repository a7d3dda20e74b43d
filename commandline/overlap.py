"""`concert overlap`: the cells that organisations share, as JSON; counting them waits for no solver."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from acts import lists, overlaps
from acts.opening import open_database
from commandline.console import WrongCallError, emit, say
from commandline.people import caller
from matching.overlaps.cells import CellCounts


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
    chosen = by or ("country,sdg" if file is None else "country,activity")
    columns = [column.strip().lower() for column in chosen.split(",") if column.strip()]
    if not columns:
        raise WrongCallError("--by names no column: give at least one, such as --by country,activity")
    if file is None:
        try:
            found = overlaps.shared_cells(caller(open_database()), columns)
        except overlaps.UnknownColumnError as error:
            raise WrongCallError(str(error)) from error
        what = "engagements that may not be named"
    else:
        found = lists.shared_cells(file, columns, organisation.strip().lower(), fold_case=fold_case)
        what = "rows that name no organisation"
    if found.left_out:
        say(f"Left out {found.left_out:,} {what}")
    emit(_said(found))


def _said(found: CellCounts) -> dict[str, Any]:
    return {
        "cells": found.cells,
        "shared_cells": found.shared_cells,
        "organisations": dict(found.organisations),
        "pairs": [
            {"a": each.left, "b": each.right, "shared": each.shared, "jaccard": each.jaccard} for each in found.pairs
        ],
    }
