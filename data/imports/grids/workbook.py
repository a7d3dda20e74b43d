"""Sheets of spreadsheets: XLSX, XLSB, ODS and the old XLS; a formula counts as the value saved with it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from data.imports.archives import check_workbook, epoch_of, is_protected
from data.imports.content import Content
from data.imports.grids.grid import EPOCH, Grid, Merged, Numbered, text
from data.imports.limits import MAX_COLUMNS, MAX_ROWS, MAX_SHEET_CELLS
from data.imports.trouble import Trouble, UnreadableError

_OLE = b"\xd0\xcf\x11\xe0"


def grids_of_workbook(content: Content) -> list[Grid]:
    """Return the sheets of a workbook in their order, hidden ones marked so; charts and macros are none.

    :raises UnreadableError: If it can't be read, or would cost too much.
    """
    old = content.start.startswith(_OLE)
    if old and is_protected(content.open):
        raise UnreadableError(Trouble.ENCRYPTED)
    if not old:
        check_workbook(content.open, content.size)
    with _in_words(), content.open() as file:
        book = _Book(CalamineWorkbook.from_filelike(io.BytesIO(file.read())))
    epoch = EPOCH if old else epoch_of(content.open)
    return [
        Grid(
            each.name,
            partial(book.lines, each.name),
            visible=each.visible is SheetVisibleEnum.Visible,
            merged=partial(book.merged, each.name),
            epoch=epoch,
        )
        for each in book.held.sheets_metadata
        if each.typ is SheetTypeEnum.WorkSheet
    ]


class _Book:
    """A workbook whose sheets are unfolded when somebody asks, one at a time."""

    def __init__(self, held: CalamineWorkbook) -> None:
        self.held = held
        self._sheet = lru_cache(maxsize=1)(held.get_sheet_by_name)

    def lines(self, name: str) -> Iterator[Numbered]:
        """Give the lines of a sheet from its first row on."""
        with _in_words():
            sheet = self._sheet(name)
            high, wide = sheet.total_height, sheet.total_width
            if high > MAX_ROWS or wide > MAX_COLUMNS or high * wide > MAX_SHEET_CELLS:
                raise UnreadableError(Trouble.EXTENT, f"{high:,} rows, {wide:,} columns")
            for number, row in enumerate(sheet.iter_rows(), start=1):
                yield number, [text(cell) for cell in row]

    def merged(self, name: str) -> Sequence[Merged]:
        """Return the cells of a sheet that stand for several."""
        with _in_words():
            return [(*start, *end) for start, end in self._sheet(name).merged_cell_ranges or ()]


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except PasswordError:
        raise UnreadableError(Trouble.ENCRYPTED) from None
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(Trouble.BROKEN) from None
