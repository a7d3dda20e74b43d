"""Rows of a CSV file from a stranger: encoding found out, columns checked, every value still a string."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.problems import Problem, ProblemsError

# One cell may hold a whole report; more than this is a mistake or an attack.
MAX_CELL = 5_000_000
# Enough for 100,000 long profiles; a larger file is not a list that a person made.
MAX_FILE = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One line of a table with its number in the file (the header is row 1) and its values by column."""

    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def read_rows(path: Path, required: Sequence[str]) -> list[CsvRow]:
    """Return the rows of a CSV file, columns lower-cased and trimmed.

    :raises ProblemsError: If the file cannot be decoded, lacks a required column, or has no rows.
    :raises FileNotFoundError: If there is no such file.
    """
    text = decode(path)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)  # a tie, such as one column, goes to the comma
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [column.strip().lower() for column in next(reader, [])]
        _check_header(path, header, required)
        rows = [
            CsvRow(number, {column: cell.strip() for column, cell in zip(header, cells, strict=False)})
            for number, cells in enumerate(reader, start=2)
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise ProblemsError(
            path.name, [Problem(reader.line_num, "(line)", str(error), "a well-formed CSV line")]
        ) from None
    if not rows:
        raise ProblemsError(path.name, [Problem(None, "(rows)", "0", "at least one row below the header")])
    return rows


def decode(path: Path) -> str:
    """Return the text of a file in UTF-8 or UTF-16.

    :raises ProblemsError: If it is too large or in another encoding.
    """
    size = path.stat().st_size
    if size > MAX_FILE:
        raise ProblemsError(path.name, [Problem(None, "(file)", f"{size:,} bytes", f"at most {MAX_FILE:,} bytes")])
    raw = path.read_bytes()
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        bad = raw[error.start : error.start + 1].hex()
        problem = Problem(row, "(encoding)", f"byte 0x{bad}", "UTF-8; save the file again as 'CSV UTF-8'")
        raise ProblemsError(path.name, [problem]) from None
    if "\x00" in text:
        row = text[: text.index("\x00")].count("\n") + 1
        raise ProblemsError(path.name, [Problem(row, "(content)", "a NUL byte", "text; is this a spreadsheet file?")])
    return text


def _check_header(path: Path, header: Sequence[str], required: Sequence[str]) -> None:
    missing = [column for column in required if column not in header]
    twice = sorted({column for column in header if column and header.count(column) > 1})
    problems = [
        Problem(1, column, "missing", f"needed; the file has: {', '.join(header) or 'nothing'}") for column in missing
    ]
    problems += [Problem(1, column, "twice", "each column once") for column in twice]
    if problems:
        raise ProblemsError(path.name, problems)
