"""Who shares which cells of the engagements that Concert holds; counting waits for no solver of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from acts.act import Caller, oversee
from data import overlaps
from data.overlaps import UnknownColumnError
from matching.overlaps.cells import CellCounts, Pair

__all__ = ["UnknownColumnError", "shared_cells"]


def shared_cells(by: Caller, columns: Sequence[str]) -> CellCounts:
    """Return the cells that entities share in the engagements that may be named; the others are `left_out`.

    :raises UnknownColumnError: If engagements cannot be cut by one of the columns.
    """
    with oversee(by) as opened:
        found = overlaps.shared_cells(opened, columns)
    sizes = found.entities
    pairs = tuple(Pair(a, b, shared, shared / (sizes[a] + sizes[b] - shared)) for a, b, shared in found.pairs)
    return CellCounts(found.cells, found.shared, sizes, pairs, found.withheld)
