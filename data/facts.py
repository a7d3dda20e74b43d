"""The tables of reference facts that Concert ships, read as they stand."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "reference"


class UnknownTableError(LookupError):
    """There is no table of this name among the reference facts."""


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of `data/reference/<name>.csv`, every value a string.

    :raises UnknownTableError: If there is no such table; the message lists those that exist.
    """
    path = FOLDER / f"{name}.csv"
    tables = sorted(table.stem for table in FOLDER.glob("*.csv"))
    if name not in tables:
        raise UnknownTableError(f"no reference table {name!r}; there are {', '.join(tables)}")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(cell: str) -> tuple[str, ...]:
    """Return the parts of a `;`-separated cell, none of them empty."""
    return tuple(part for part in (piece.strip() for piece in cell.split(";")) if part)
