"""Tables out of files: headers and numbered rows of plain texts, whatever the container (CSV, XLSX, JSON)."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from data.imports.archives import check_workbook
from data.imports.limits import MAX_CELL, MAX_COLUMNS, MAX_JSON, MAX_ROWS, MIB
from data.imports.trouble import Trouble, UnreadableError

Numbered = tuple[int, Sequence[str]]
_LOOK = 20  # lines above which the headers must have begun; titles and logos stand before them
_SAMPLE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """Headers as written, and rows with their number in the file (the first line is row 1)."""

    headers: tuple[str, ...]
    rows: Iterator[Numbered]


def table_of_csv(path: Path) -> Table:
    """Return the table of a text file with commas, semicolons or tabs, in UTF-8 or UTF-16.

    :raises UnreadableError: If it is in another encoding, or no table.
    """
    file = path.open(encoding=encoding_of(path), errors="strict", newline="")
    sample = file.read(_SAMPLE)
    if "\x00" in sample:
        raise UnreadableError(Trouble.BROKEN, "a NUL in the text")
    file.seek(0)
    lines = sample.splitlines()[:_LOOK]
    delimiter = max(",;\t|", key=lambda mark: (sum(line.count(mark) for line in lines), mark == ","))
    csv.field_size_limit(MAX_CELL)
    return _headed(enumerate(_lines_of(file, delimiter), start=1))


def table_of_xlsx(path: Path) -> Table:
    """Return the first sheet of a workbook that holds a table; a formula counts as the value saved with it.

    :raises UnreadableError: If it can't be read, or would cost too much.
    """
    check_workbook(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.total_height > 1:
                return _headed(
                    (number, [_text(cell) for cell in row]) for number, row in enumerate(sheet.iter_rows(), 1)
                )
    except PasswordError:
        raise UnreadableError(Trouble.ENCRYPTED) from None
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(Trouble.BROKEN) from None
    raise UnreadableError(Trouble.EMPTY)


def table_of_objects(found: Sequence[object]) -> Table:
    """Return the table of a JSON list of objects, one a row; its first object is row 1.

    :raises UnreadableError: If it is something else.
    """
    if not found or not all(isinstance(row, dict) for row in found):
        raise UnreadableError(Trouble.FORMAT, "JSON that is no list of objects")
    objects = [row for row in found if isinstance(row, dict)]
    headers = tuple(dict.fromkeys(str(key) for row in objects for key in row))
    if len(headers) > MAX_COLUMNS:
        raise UnreadableError(Trouble.EXTENT, f"{len(headers):,} columns")
    return Table(
        headers,
        ((n, [_text(row.get(header)) for header in headers]) for n, row in enumerate(objects, start=1)),
    )


def read_json(path: Path) -> object:
    """Return what a JSON file holds.

    :raises UnreadableError: If it is no JSON, too large, or nested too deeply.
    """
    if path.stat().st_size > MAX_JSON:
        raise UnreadableError(Trouble.LARGE, f"JSON of more than {MAX_JSON:,} bytes")
    try:
        return json.loads(path.read_text(encoding=encoding_of(path)))
    except (json.JSONDecodeError, RecursionError) as error:
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise UnreadableError(Trouble.BROKEN, place) from None
    except UnicodeDecodeError as error:
        raise UnreadableError(Trouble.ENCODING, f"byte {error.start:,}") from None


def encoding_of(path: Path) -> str:
    """Return the encoding that a file's first bytes tell."""
    with path.open("rb") as file:
        start = file.read(2)
    return "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"


def _lines_of(file: io.TextIOWrapper, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(_bounded(file), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        trouble = Trouble.CELL if "field larger" in str(error) else Trouble.BROKEN
        raise UnreadableError(trouble, f"line {reader.line_num:,}: {error}") from None
    except UnicodeDecodeError as error:
        bad = error.object[error.start : error.start + 1].hex()
        raise UnreadableError(Trouble.ENCODING, f"after line {reader.line_num:,}: byte 0x{bad}") from None
    finally:
        file.close()


def _bounded(file: io.TextIOWrapper) -> Iterator[str]:
    """Give lines, but none so long that it fills the memory."""
    while line := file.readline(2 * MIB):
        if len(line) >= 2 * MIB and not line.endswith("\n"):
            raise UnreadableError(Trouble.CELL)
        if "\x00" in line:
            raise UnreadableError(Trouble.BROKEN, "a NUL in the text")
        yield line


def _headed(numbered: Iterable[tuple[int, Sequence[str]]]) -> Table:
    """Find the headers: the first line of the top that fills as many cells as the table has at most."""
    lines = iter(numbered)
    top = list(islice(lines, _LOOK))
    width = max((_filled(cells) for _, cells in top), default=0)
    # A title above the table fills one cell or two; headers fill nearly all of the table's width.
    place = next((n for n, (_, cells) in enumerate(top) if _filled(cells) >= max(1, width * 0.6)), None)
    if place is None:
        raise UnreadableError(Trouble.EMPTY)
    headers = tuple(cell.strip() for cell in top[place][1])
    while headers and not headers[-1]:
        headers = headers[:-1]
    if len(headers) > MAX_COLUMNS:
        raise UnreadableError(Trouble.EXTENT, f"{len(headers):,} columns")
    return Table(headers, _rows(chain(top[place + 1 :], lines)))


def _rows(lines: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Numbered]:
    for count, (number, cells) in enumerate(lines):
        if count >= MAX_ROWS:
            raise UnreadableError(Trouble.EXTENT, f"more than {MAX_ROWS:,} rows")
        if any(cell and not cell.isspace() for cell in cells):
            yield number, cells


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _text(value: object) -> str:
    """Return a cell as a person reads it: whole numbers without a point, days as 2026-11-30."""
    match value:
        case None:
            text = ""
        case str():
            text = value
        case bool():
            text = "yes" if value else "no"
        case float():
            text = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            text = value.date().isoformat() if value.time() == time() else value.isoformat()
        case date() | time() | timedelta() | int():
            text = str(value)
        case list():
            text = "; ".join(_text(each) for each in value if not isinstance(each, dict | list))
        case _:
            text = json.dumps(value, ensure_ascii=False)
    if len(text) > MAX_CELL:
        raise UnreadableError(Trouble.CELL)
    return text
