"""CSV: UTF-8 with a mark (Excel needs it), every cell quoted, the data sheet in the last lines."""

from __future__ import annotations

import csv
import io
from typing import IO, Any

from data.exporting.cells import harmless, text_of
from matching.records import OutSheet, OutTable

# The first cell of the lines that say what the file is: a program that reads the rows stops at the first of them.
ABOUT = "#"


def write_table(file: IO[bytes], table: OutTable) -> None:
    """Write the rows of a table."""
    writer, out = _writer(file)
    out.write("\ufeff")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([harmless(text_of(cell)) for cell in row])
    out.flush()
    out.detach()


def write_sheet(file: IO[bytes], sheet: OutSheet) -> None:
    """Write the data sheet below the rows."""
    writer, out = _writer(file)
    out.write("\r\n")
    for name, value in sheet.lines():
        writer.writerow([ABOUT, harmless(name), harmless(value)])
    out.flush()
    out.detach()


def _writer(file: IO[bytes]) -> tuple[Any, io.TextIOWrapper]:
    out = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    return csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n"), out
