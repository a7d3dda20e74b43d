"""Rows of a CSV file from a stranger: encoding found out, columns checked, every value still a string."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.imports.content import Content
from data.imports.grids.encoding import encoding_of
from data.imports.headers import is_tag_row, tag_of
from data.imports.trouble import UnreadableError
from data.problems import Problem, ProblemsError

# One cell may hold a whole report; more than this is a mistake or an attack.
MAX_CELL = 5_000_000
# Enough for 100,000 long profiles; a larger file is not a list that a person made.
MAX_FILE = 512 * 1024 * 1024
# Lines among which the headers are: titles stand above them.
_LOOK = 20
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")


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
        lines = list(enumerate(reader, start=1))
        last, header = _header(lines, required)
        _check_header(path, header, required)
        rows = [
            CsvRow(number, {column: cell.strip() for column, cell in zip(header, cells, strict=False)})
            for number, cells in lines
            if number > last and any(cell.strip() for cell in cells) and not is_tag_row(cells)
        ]
    except csv.Error as error:
        raise ProblemsError(
            path.name, [Problem(reader.line_num, "(line)", str(error), "a well-formed CSV line")]
        ) from None
    if not rows:
        raise ProblemsError(path.name, [Problem(None, "(rows)", "0", "at least one row below the header")])
    return rows


def _header(lines: Sequence[tuple[int, Sequence[str]]], required: Sequence[str]) -> tuple[int, list[str]]:
    """Return the number of the line of headers and its columns: the first that has all that is needed, else the first.

    A column that means the same in other words (Organization, Organisation name) has the name that is asked for.
    """
    for number, cells in lines[:_LOOK]:
        header = [column.strip().lower() for column in cells]
        for wanted in required:
            meant = tag_of(wanted)
            alike = [place for place, cell in enumerate(header) if meant is not None and tag_of(cell) == meant]
            if wanted not in header and len(alike) == 1:
                header[alike[0]] = wanted
        if set(required) <= set(header):
            return number, header
    return 1, [column.strip().lower() for column in lines[0][1]] if lines else []


def decode(path: Path) -> str:
    """Return the text of a file, in whatever encoding its letters tell.

    :raises ProblemsError: If it is too large or in another encoding.
    """
    size = path.stat().st_size
    if size > MAX_FILE:
        raise ProblemsError(path.name, [Problem(None, "(file)", f"{size:,} bytes", f"at most {MAX_FILE:,} bytes")])
    content = Content(lambda: path.open("rb"), size, path.name)
    if content.start.startswith(_BOOKS):
        problem = Problem(None, "(file)", "a spreadsheet or archive", "a text; save the sheet as 'CSV UTF-8'")
        raise ProblemsError(path.name, [problem])
    try:
        text = path.read_bytes().decode(encoding_of(content).name)
    except (UnreadableError, UnicodeDecodeError) as error:
        raise ProblemsError(path.name, [Problem(None, "(encoding)", str(error), "a text as 'CSV UTF-8'")]) from None
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
