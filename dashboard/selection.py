"""From what was clicked in a table or a chart to the id behind it. Pure: a test can click here, not in a canvas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def clicked_row(event: Mapping[str, Any] | None, ids: Sequence[str]) -> str | None:
    """Return the id of the selected table row; None when nothing is selected or the row is gone."""
    rows = _chosen(event, "rows")
    return ids[rows[0]] if rows and isinstance(rows[0], int) and 0 <= rows[0] < len(ids) else None


def clicked_point(event: Mapping[str, Any] | None, ids: Sequence[str]) -> str | None:
    """Return the id of the selected chart point, by its first custom datum; None when it is none of `ids`."""
    for point in _chosen(event, "points"):
        data = point.get("customdata") if isinstance(point, Mapping) else None
        found = data[0] if isinstance(data, list | tuple) and data else data
        if found in ids:
            return str(found)
    return None


def _chosen(event: Mapping[str, Any] | None, name: str) -> Sequence[Any]:
    selection = event.get("selection") if event else None
    return selection.get(name) or () if isinstance(selection, Mapping) else ()


def kept(chosen: str, ids: Sequence[str]) -> str:
    """Return `chosen` while it is still among `ids`, else the first of them, else nothing."""
    return chosen if chosen in ids else (ids[0] if ids else "")
