"""One state of the database for the whole of a file, and how many records there are of which group."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

from data.database import transaction
from matching.records import Viewer, Visibility

_GROUPS = {
    "engagements": "SELECT owner_entity, visibility, visibility_reason FROM engagements",
    "contributions": """
        SELECT e.owner_entity, e.visibility, e.visibility_reason
        FROM contributions c JOIN engagements e ON e.id = c.engagement
    """,
    "kpis": """
        SELECT e.owner_entity, e.visibility, e.visibility_reason FROM kpis k JOIN engagements e ON e.id = k.engagement
    """,
    # A draft is not registered yet: it is not withheld from anybody, there is nothing to tell of.
    "approaches": "SELECT owner_entity, visibility, visibility_reason FROM approaches WHERE stage <> 'draft'",
    "screenings": "SELECT owner_entity, visibility, visibility_reason FROM screenings",
}
_COUNT = "SELECT owner_entity, visibility, visibility_reason, count(*) AS records FROM ({rows}) r GROUP BY 1, 2, 3"
_COUNTS = {name: text(_COUNT.format(rows=rows)) for name, rows in _GROUPS.items()}


@contextmanager
def snapshot(engine: Engine, viewer: Viewer) -> Iterator[Connection]:
    """Give a transaction that sees one state of the database, however long the file takes, as `viewer`."""
    still = engine.execution_options(isolation_level="REPEATABLE READ")
    with transaction(still, viewer) as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        yield connection


def count_groups(connection: Connection, table: str) -> dict[tuple[str, Visibility, str], int]:
    """Return how many records a table has by owner, visibility and reason; nothing for what everybody may read.

    As Concert itself it counts all of them: what was told is to be taken away.
    """
    if table not in _COUNTS:
        return {}
    return {
        (row.owner_entity, Visibility(row.visibility), row.visibility_reason): row.records
        for row in connection.execute(_COUNTS[table])
    }
