"""Values as the cells of a file."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from math import isfinite

from matching.records import Cell

# A cell that begins so is run as a formula by one spreadsheet program or another.
LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")


# XML 1.0 has no way to write these, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return a text with a mark in place of each character that XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def harmless(cell: str) -> str:
    """Return a cell that begins like a formula with a quote before it, so that it stays text."""
    return f"'{cell}" if cell.lstrip(" ").startswith(LIVE) and not _plain_number(cell) else cell


def text_of(cell: Cell) -> str:
    """Return a value as text: dates and times as ISO 8601, lists with semicolons, nothing for what is missing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return ";".join(str(each).replace(";", ",") for each in cell)
    if isinstance(cell, date):  # an instant is one, too
        return f"{cell.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(cell, datetime) else cell.isoformat()
    return "" if isinstance(cell, float) and not isfinite(cell) else str(cell)


def _plain_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return not cell.startswith("+")
