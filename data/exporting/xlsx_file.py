"""XLSX: one worksheet a table and one for the data sheet, written row by row, nothing in it live."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from math import isfinite
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data.exporting.cells import text_of
from matching.records import Cell, CellType, OutSheet, OutTable

# What the format can hold (ECMA-376 leaves it to Excel's own limits).
ROWS = 1_048_576
CHARACTERS = 32_767
_CUT = " [cut: the cell is longer than a worksheet holds]"
_WIDTHS = {CellType.NUMBER: 14, CellType.WHOLE: 10, CellType.FLAG: 10, CellType.DAY: 12, CellType.INSTANT: 20}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(path: Path, tables: Iterable[OutTable], sheet: Callable[[], OutSheet]) -> None:
    """Write a workbook; a table with more rows than a worksheet holds goes on in a further one."""
    with xlsxwriter.Workbook(str(path), {**_OPTIONS, "tmpdir": str(path.parent)}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})

        def page(table: OutTable, number: int) -> Worksheet:
            added = book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
            added.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                added.set_column(place, place, _WIDTHS.get(column.type, 24))
                added.write_string(0, place, column.name, bold)
            return added

        for table in tables:
            number, at = 1, 0
            current = page(table, number)
            for row in table.rows:
                at += 1
                if at == ROWS:
                    number, at = number + 1, 1
                    current = page(table, number)
                for place, cell in enumerate(row):
                    _put(current, at, place, cell, day)
        about = book.add_worksheet("about this file")
        about.set_column(0, 0, 40)
        about.set_column(1, 1, 100)
        for at, (name, value) in enumerate(sheet().lines()):
            about.write_string(at, 0, name, bold)
            about.write_string(at, 1, _fitting(value))


def _put(page: Worksheet, row: int, column: int, cell: Cell, day: object) -> None:
    if cell is None or cell == ():
        return
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        if isfinite(cell):
            page.write_number(row, column, cell)
    elif type(cell) is date and cell.year >= 1900:  # the calendar of worksheets begins there
        page.write_datetime(row, column, cell, day)
    else:
        page.write_string(row, column, _fitting(text_of(cell)))


def _fitting(text: str) -> str:
    # Worksheets count in UTF-16, where a character outside the basic plane is two.
    if len(text.encode("utf-16-le")) // 2 <= CHARACTERS:
        return text
    return text.encode("utf-16-le")[: 2 * (CHARACTERS - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
