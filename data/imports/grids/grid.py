"""A sheet of cells as a person sees it, before anybody knows what is header and what is row."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from data.imports.limits import MAX_CELL
from data.imports.trouble import Trouble, UnreadableError

EPOCH = date(1899, 12, 30)  # of the 1900 system, which counts a 29 February that never was
Numbered = tuple[int, Sequence[str]]
# First row, first column, last row, last column, from 0; all its cells show what the first one holds.
Merged = tuple[int, int, int, int]
# Marks that no one sees: of direction, zero width, soft hyphens, byte order.
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet; `lines` gives its lines from the first on, as often as it is asked, each with its number in the file.

    `merged` gives the cells that stand for several, `epoch` the day before the one that the number 1 stands for.
    """

    name: str
    lines: Callable[[], Iterator[Numbered]]
    visible: bool = True
    merged: Callable[[], Sequence[Merged]] = tuple
    epoch: date = EPOCH


def text(value: object) -> str:
    """Return a cell as a person reads it: whole numbers without a point, days as 2026-11-30, no invisible marks.

    :raises UnreadableError: If it is longer than a report.
    """
    match value:
        case None:
            found = ""
        case str():
            found = seen(value)
        case bool():
            found = "yes" if value else "no"
        case float():
            found = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            found = value.date().isoformat() if value.time() == time() else value.isoformat()
        case date() | time() | timedelta() | int():
            found = str(value)
        case list():
            found = "; ".join(text(each) for each in value if not isinstance(each, dict | list))
        case _:
            found = json.dumps(value, ensure_ascii=False)
    if len(found) > MAX_CELL:
        raise UnreadableError(Trouble.CELL)
    return found


def seen(cell: str) -> str:
    """Return a text without the marks that nobody sees."""
    return cell if cell.isascii() else _UNSEEN.sub("", cell)
