"""JSON: one object, `tables` with the rows of each as objects, and `about` with the data sheet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import IO

from data.exporting.cells import text_of
from matching.records import Cell, OutSheet, OutTable


def write(file: IO[bytes], tables: Iterable[OutTable], sheet: Callable[[], OutSheet]) -> None:
    """Write tables and sheet, one row a line."""
    file.write(b'{"tables": {')
    for place, table in enumerate(tables):
        file.write(b",\n" if place else b"\n")
        file.write(f"{json.dumps(table.name)}: [".encode())
        names = [column.name for column in table.columns]
        for number, row in enumerate(table.rows):
            cells = {name: _value(cell) for name, cell in zip(names, row, strict=True)}
            line = json.dumps(cells, ensure_ascii=False, allow_nan=False)
            file.write(f"{',' if number else ''}\n{line}".encode())
        file.write(b"\n]")
    about = json.dumps(dict(sheet().lines()), ensure_ascii=False, indent=1)
    file.write(f'\n}},\n"about": {about}}}\n'.encode())


def _value(cell: Cell) -> object:
    if isinstance(cell, date | datetime):
        return text_of(cell)
    if isinstance(cell, float):
        return cell if text_of(cell) else None
    return list(cell) if isinstance(cell, tuple) else cell
