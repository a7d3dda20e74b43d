"""Tables too large for memory, read in batches by a cursor of the server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, TextClause

# Each record of a batch brings its parts along: 1,000 engagements are some 10,000 rows.
BATCH = 1000


def batches(connection: Connection, statement: TextClause) -> Iterator[Sequence[Any]]:
    """Yield the rows of a statement, at most `BATCH` in memory at a time."""
    result = connection.execution_options(yield_per=BATCH).execute(statement)
    yield from result.partitions()
