"""What can be known of a spreadsheet without unfolding it: size, ratio, names inside, how far its cells reach."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from data.imports.limits import (
    MAX_ARCHIVE_FILES,
    MAX_COLUMNS,
    MAX_RATIO,
    MAX_ROWS,
    MAX_SHEET_CELLS,
    MAX_UNZIPPED,
    MIB,
)
from data.imports.trouble import Trouble, UnreadableError

_OLE = b"\xd0\xcf\x11\xe0"  # the container of an encrypted workbook, and of the old .xls
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,4})(\d{1,9})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["'](\d{1,9})["']""")
_STEP = 4 * MIB
_OVERLAP = 512  # bytes: a tag may lie across two steps


def check_workbook(path: Path) -> None:
    """Refuse a workbook that would cost more than it can hold.

    :raises UnreadableError: With what is wrong with it.
    """
    with path.open("rb") as file:
        if file.read(4) == _OLE:
            raise UnreadableError(Trouble.ENCRYPTED)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_directory(entries, path.stat().st_size)
            sheets = [entry for entry in entries if _SHEET.fullmatch(entry.filename)]
            if not sheets:
                raise UnreadableError(Trouble.FORMAT, "an archive without worksheets")
            for entry in sheets:
                _check_extent(archive, entry)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, OverflowError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(Trouble.BROKEN) from None
    except RuntimeError:  # zipfile's word for an entry with a password
        raise UnreadableError(Trouble.ENCRYPTED) from None


def _check_directory(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > MAX_ARCHIVE_FILES:
        raise UnreadableError(Trouble.UNFOLDS, f"{len(entries):,} files inside")
    for entry in entries:
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in entry.filename:
            raise UnreadableError(Trouble.PATHS, entry.filename[:60])
        if entry.flag_bits & 0x1:
            raise UnreadableError(Trouble.ENCRYPTED)
    unzipped = sum(entry.file_size for entry in entries)
    # A small workbook of blank formatted cells unfolds by a large factor and is harmless.
    if unzipped > MAX_UNZIPPED or (unzipped > 32 * MIB and unzipped > MAX_RATIO * size):
        raise UnreadableError(Trouble.UNFOLDS, f"{size:,} bytes to {unzipped:,}")


def _check_extent(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Look at where cells really stand: what the sheet says of its own dimension may be wrong."""
    rows = columns = read = 0
    tail = b""
    with archive.open(entry) as sheet:
        while step := sheet.read(_STEP):
            read += len(step)
            if read > MAX_UNZIPPED:
                raise UnreadableError(Trouble.UNFOLDS, entry.filename[:60])
            window = tail + step
            cells = _CELL.findall(window)
            columns = max([columns, *{_number(letters) for letters, _ in cells}])
            rows = max([rows, *(int(row) for _, row in cells), *(int(row) for row in _ROW.findall(window))])
            if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_SHEET_CELLS:
                raise UnreadableError(Trouble.EXTENT, f"{rows:,} rows, {columns:,} columns")
            tail = window[-_OVERLAP:]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
