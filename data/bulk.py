"""Many rows in few statements, and records that replace their own earlier edition only."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, TextClause

from data.errors import TakenError

# A statement carries its rows as one JSON text; 1,000 long profiles are some 5 MB.
# COPY would be a little faster, but PostgreSQL refuses it on tables with row-level security.
ROWS_PER_STATEMENT = 1000


def insert(connection: Connection, statement: TextClause, rows: Iterable[Mapping[str, object]]) -> list[str]:
    """Run `statement`, which reads its rows from the JSON text :rows, for all rows; return what it returns.

    :raises ValueError: If a text holds a character that PostgreSQL cannot keep.
    """
    returned: list[str] = []
    for batch in _batches(rows):
        payload = json.dumps(batch, ensure_ascii=False, allow_nan=False, default=str)
        _check_text(payload, batch)
        result = connection.execute(statement, {"rows": payload})
        if result.returns_rows:
            returned.extend(result.scalars())
    return returned


def save(connection: Connection, statement: TextClause, rows: Sequence[Mapping[str, object]], what: str) -> list[str]:
    """Insert or replace records by their `id`; return the ids.

    The statement skips a row whose id belongs to another set, so that no reload touches what people entered.

    :raises TakenError: If there are such rows.
    :raises ValueError: If an id occurs twice.
    """
    counts = Counter(str(row["id"]) for row in rows)
    twice = sorted(name for name, n in counts.items() if n > 1)
    if twice:
        raise ValueError(f"{what} ids must differ, these occur more than once: {', '.join(twice[:5])}")
    saved = set(insert(connection, statement, rows))
    if taken := sorted(set(counts) - saved):
        raise TakenError(what, taken)
    return list(counts)


def _batches(rows: Iterable[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    source = iter(rows)
    while batch := list(islice(source, ROWS_PER_STATEMENT)):
        yield batch


def _check_text(payload: str, batch: Sequence[Mapping[str, object]]) -> None:
    try:
        payload.encode()
        bad = "\\u0000" in payload and next((row for row in batch if _has_nul(row)), None)
    except UnicodeEncodeError:
        bad = batch[0]
    if bad:
        name = bad.get("id") or next(iter(bad.values()))
        raise ValueError(f"a text of {name!r} or near it holds a NUL or half a character; remove it")


def _has_nul(row: Mapping[str, object]) -> bool:
    return any("\x00" in str(value) for value in row.values())


# Each record of a batch brings its parts along: 1,000 engagements are some 10,000 rows.
BATCH = 1000


def batches(connection: Connection, statement: TextClause) -> Iterator[Sequence[Any]]:
    """Yield the rows of a statement, at most `BATCH` in memory at a time."""
    result = connection.execution_options(yield_per=BATCH).execute(statement)
    yield from result.partitions()
