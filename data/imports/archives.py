"""What can be known of a spreadsheet without unfolding it: size, ratio, names inside, how far its cells reach."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import BinaryIO

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

Opens = Callable[[], BinaryIO]
_SHEET = re.compile(r"xl/worksheets/[^/]+\.(xml|bin)", re.IGNORECASE)
# A cell that holds something; one with a colour alone reaches nowhere.
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,4})(\d{1,9})["'][^>]*(?<!/)>(?!</)""")
_BARE_CELL = re.compile(rb"""<(?:\w+:)?c(?![^>]*\br=)[^>]*(?<!/)>(?!</)""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br=["'](\d{1,9})["']""")
_DATES_OF_1904 = re.compile(rb"""date1904=["'](1|true)["']""", re.IGNORECASE)
_STEP = 4 * MIB
_OVERLAP = 512  # bytes: a tag may lie across two steps


def is_office(entries: Iterable[zipfile.ZipInfo]) -> bool:
    """Return whether an archive is a document of an office program."""
    return bool({each.filename for each in entries} & {"[Content_Types].xml", "content.xml", "mimetype"})


def check_workbook(opens: Opens, size: int) -> None:
    """Refuse a workbook that would cost more than it can hold.

    :raises UnreadableError: With what is wrong with it.
    """
    try:
        with opens() as file, zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            check_directory(entries, size)
            sheets = [entry for entry in entries if _SHEET.fullmatch(entry.filename)]
            if not sheets and "content.xml" not in archive.namelist():
                raise UnreadableError(Trouble.FORM, "an archive without worksheets")
            for entry in sheets:
                _check_extent(archive, entry)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, OverflowError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(Trouble.BROKEN) from None
    except RuntimeError:  # zipfile's word for an entry with a password
        raise UnreadableError(Trouble.ENCRYPTED) from None


def is_protected(opens: Opens) -> bool:
    """Return whether the container of an old workbook holds an encrypted new one."""
    with opens() as file:
        return "EncryptedPackage".encode("utf-16-le") in file.read()


def epoch_of(opens: Opens) -> date:
    """Return the day before the one that the number 1 stands for in a workbook."""
    with opens() as file, zipfile.ZipFile(file) as archive:
        if "xl/workbook.xml" in archive.namelist() and _DATES_OF_1904.search(archive.read("xl/workbook.xml")):
            return date(1904, 1, 1)
    return date(1899, 12, 30)


def check_directory(entries: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Refuse an archive by what it says of itself.

    :raises UnreadableError: If it unfolds to too much, points outside of it, or has a password.
    """
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
            rows = max([rows, *(int(row) for _, row in cells)])
            if _BARE_CELL.search(window):  # cells that don't say where they are stand in the row that does
                rows = max([rows, *(int(row) for row in _ROW.findall(window))])
            if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_SHEET_CELLS:
                raise UnreadableError(Trouble.EXTENT, f"{rows:,} rows, {columns:,} columns")
            tail = window[-_OVERLAP:]


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
