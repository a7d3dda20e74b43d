"""Overlap of the engagements in the database as the JSON of the command-line contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine

from commandline.console import WrongCallError, say
from data.database import transaction
from data.overlaps import UnknownColumnError, shared_cells
from matching.records import SYSTEM


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
