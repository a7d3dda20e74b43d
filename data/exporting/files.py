"""A file under its name only when all of it is written, in the format that was asked for."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.exporting import xlsx_file
from data.exporting.cells import harmless, text_of
from matching.records import Cell, CellType, OutSheet, OutTable


class Format(StrEnum):
    """The formats of tables; IATI is another, of engagements only (`data/exporting/iati`)."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PARQUET = "parquet"
    IATI = "iati"


class UnknownFormatError(ValueError):
    """A file name whose end tells no format."""


_ENDS = {
    ".csv": Format.CSV,
    ".xlsx": Format.XLSX,
    ".json": Format.JSON,
    ".parquet": Format.PARQUET,
    ".xml": Format.IATI,
}


def format_of(path: Path) -> Format:
    """Return the format that the end of a file's name tells.

    :raises UnknownFormatError: If it tells none.
    """
    if path.suffix.lower() not in _ENDS:
        raise UnknownFormatError(f"{path.name} tells no format; name one, or end the name in {', '.join(_ENDS)}")
    return _ENDS[path.suffix.lower()]


def write(
    path: Path, format: Format, tables: Iterable[OutTable], sheet: Callable[[], OutSheet], one: bool = True
) -> None:
    """Write tables and the sheet that goes with them; `sheet` is asked once the rows have been read.

    CSV and Parquet hold one table; where there may be several (`one` is False), the file is a ZIP of them.
    """
    with whole(path) as draft:
        if format is Format.XLSX:
            xlsx_file.write(draft, tables, sheet)
        elif format is Format.JSON:
            with draft.open("wb") as file:
                write_json(file, tables, sheet)
        elif one:
            for table in tables:
                _one(draft, format, table, sheet)
        else:
            _zip(draft, format, tables, sheet)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a draft beside `path` that takes its place at the end, and goes on any error."""
    folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        draft = folder / path.name
        yield draft
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _one(path: Path, format: Format, table: OutTable, sheet: Callable[[], OutSheet] | None) -> None:
    if format is Format.PARQUET:
        write_parquet(path, table, sheet)
        return
    with path.open("wb") as file:
        write_csv_rows(file, table)
        if sheet is not None:
            write_csv_sheet(file, sheet())


def _zip(path: Path, format: Format, tables: Iterable[OutTable], sheet: Callable[[], OutSheet]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            part = path.with_name(f"{table.name}.{format}")
            _one(part, format, table, None)
            archive.write(part, part.name)
            part.unlink()
        lines = "\n".join(f"{name}: {value}" for name, value in sheet().lines())
        archive.writestr("about this file.txt", lines)


# The first cell of the lines that say what the file is: a program that reads the rows stops at the first of them.
ABOUT = "#"


def write_csv_rows(file: IO[bytes], table: OutTable) -> None:
    """Write the rows of a table as CSV: UTF-8 with a mark (Excel needs it), every cell quoted."""
    writer, out = _csv_writer(file)
    out.write("\ufeff")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([harmless(text_of(cell)) for cell in row])
    out.flush()
    out.detach()


def write_csv_sheet(file: IO[bytes], sheet: OutSheet) -> None:
    """Write the data sheet below the rows of a CSV file."""
    writer, out = _csv_writer(file)
    out.write("\r\n")
    for name, value in sheet.lines():
        writer.writerow([ABOUT, harmless(name), harmless(value)])
    out.flush()
    out.detach()


def _csv_writer(file: IO[bytes]) -> tuple[Any, io.TextIOWrapper]:
    out = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    return csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n"), out


def write_json(file: IO[bytes], tables: Iterable[OutTable], sheet: Callable[[], OutSheet]) -> None:
    """Write tables and sheet as one JSON object, line by line: `tables` with the rows of each, `about` the sheet."""
    file.write(b'{"tables": {')
    for place, table in enumerate(tables):
        file.write(b",\n" if place else b"\n")
        file.write(f"{json.dumps(table.name)}: [".encode())
        names = [column.name for column in table.columns]
        for number, row in enumerate(table.rows):
            cells = {name: _json_value(cell) for name, cell in zip(names, row, strict=True)}
            line = json.dumps(cells, ensure_ascii=False, allow_nan=False)
            file.write(f"{',' if number else ''}\n{line}".encode())
        file.write(b"\n]")
    about = json.dumps(dict(sheet().lines()), ensure_ascii=False, indent=1)
    file.write(f'\n}},\n"about": {about}}}\n'.encode())


def _json_value(cell: Cell) -> object:
    if isinstance(cell, date | datetime):
        return text_of(cell)
    if isinstance(cell, float):
        return cell if text_of(cell) else None
    return list(cell) if isinstance(cell, tuple) else cell


METADATA = "concert"
# A group of rows lies in memory until it is written.
_ROWS = 10_000
_PARQUET_TYPES = {
    CellType.TEXT: pa.string(),
    CellType.NUMBER: pa.float64(),
    CellType.WHOLE: pa.int64(),
    CellType.FLAG: pa.bool_(),
    CellType.DAY: pa.date32(),
    CellType.INSTANT: pa.timestamp("us", tz="UTC"),
    CellType.TEXTS: pa.list_(pa.string()),
    CellType.WHOLES: pa.list_(pa.int64()),
}


def write_parquet(path: Path, table: OutTable, sheet: Callable[[], OutSheet] | None) -> None:
    """Write a table as Parquet: typed columns, the sheet in the metadata of the file under `concert`."""
    schema = pa.schema([pa.field(column.name, _PARQUET_TYPES[column.type]) for column in table.columns])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in _row_groups(table):
            arrays = [
                pa.array([_parquet_value(row[place]) for row in rows], type=field.type)
                for place, field in enumerate(schema)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
        if sheet is not None:
            writer.add_key_value_metadata({METADATA: json.dumps(dict(sheet().lines()), ensure_ascii=False)})


def _row_groups(table: OutTable) -> Iterator[Sequence[tuple[Cell, ...]]]:
    rows = iter(table.rows)
    while group := list(islice(rows, _ROWS)):
        yield group


def _parquet_value(cell: Cell) -> object:
    if isinstance(cell, datetime):
        return cell.astimezone(UTC)
    return list(cell) if isinstance(cell, tuple) else cell
