"""Parquet: typed columns, and the data sheet in the metadata of the file under `concert`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from matching.records import Cell, CellType, OutSheet, OutTable

METADATA = "concert"
# A group of rows lies in memory until it is written.
_ROWS = 10_000
_TYPES = {
    CellType.TEXT: pa.string(),
    CellType.NUMBER: pa.float64(),
    CellType.WHOLE: pa.int64(),
    CellType.FLAG: pa.bool_(),
    CellType.DAY: pa.date32(),
    CellType.INSTANT: pa.timestamp("us", tz="UTC"),
    CellType.TEXTS: pa.list_(pa.string()),
    CellType.WHOLES: pa.list_(pa.int64()),
}


def write(path: Path, table: OutTable, sheet: Callable[[], OutSheet] | None) -> None:
    """Write a table."""
    schema = pa.schema([pa.field(column.name, _TYPES[column.type]) for column in table.columns])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in _groups(table):
            arrays = [
                pa.array([_value(row[place]) for row in rows], type=field.type) for place, field in enumerate(schema)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
        if sheet is not None:
            writer.add_key_value_metadata({METADATA: json.dumps(dict(sheet().lines()), ensure_ascii=False)})


def _groups(table: OutTable) -> Iterator[Sequence[tuple[Cell, ...]]]:
    rows = iter(table.rows)
    while group := list(islice(rows, _ROWS)):
        yield group


def _value(cell: Cell) -> object:
    if isinstance(cell, datetime):
        return cell.astimezone(UTC)
    return list(cell) if isinstance(cell, tuple) else cell
