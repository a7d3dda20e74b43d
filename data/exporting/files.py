"""A file under its name only when all of it is written, in the format that was asked for."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from data.exporting import csv_file, json_file, parquet_file, xlsx_file
from matching.records import OutSheet, OutTable


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
                json_file.write(file, tables, sheet)
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
        parquet_file.write(path, table, sheet)
        return
    with path.open("wb") as file:
        csv_file.write_table(file, table)
        if sheet is not None:
            csv_file.write_sheet(file, sheet())


def _zip(path: Path, format: Format, tables: Iterable[OutTable], sheet: Callable[[], OutSheet]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            part = path.with_name(f"{table.name}.{format}")
            _one(part, format, table, None)
            archive.write(part, part.name)
            part.unlink()
        lines = "\n".join(f"{name}: {value}" for name, value in sheet().lines())
        archive.writestr("about this file.txt", lines)
