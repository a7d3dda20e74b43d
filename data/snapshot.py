"""One state of the database, however long it is read: as a viewer what is told, as Concert itself how many exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, text

from data import approaches, capabilities, engagements, needs, partners, provenance
from data.database import transaction
from data.integrity import screenings
from matching.records import (
    SYSTEM,
    Approach,
    Capability,
    Contribution,
    Engagement,
    Need,
    Partner,
    Provenance,
    RecordKind,
    Screening,
    Viewer,
    Visibility,
)

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


@dataclass(frozen=True)
class Records:
    """What one viewer may read, and how much there is."""

    seen: Connection
    whole: Connection

    def partners(self) -> Iterator[Partner]:
        """Yield the partners."""
        return partners.stream(self.seen)

    def capabilities(self) -> Iterator[Capability]:
        """Yield what they can do."""
        return capabilities.stream(self.seen)

    def needs(self) -> tuple[Need, ...]:
        """Return what entities seek."""
        return needs.all_(self.seen)

    def engagements(self) -> Iterator[Engagement]:
        """Yield the partnerships."""
        return engagements.stream(self.seen)

    def contributions_of(self, ids: Sequence[str]) -> Mapping[str, Sequence[Contribution]]:
        """Return all that engagements were brought, whoever may read it: what is told of it is decided elsewhere."""
        return engagements.contributions_of(self.whole, ids)

    def statements(self, ids: Sequence[str]) -> tuple[Provenance, ...]:
        """Return what every source that the viewer may see stated of some partnerships."""
        return provenance.of_records(self.seen, RecordKind.ENGAGEMENT, ids)

    def approaches(self) -> Iterator[Approach]:
        """Yield the approaches."""
        return approaches.stream(self.seen)

    def screenings(self) -> Iterator[Screening]:
        """Yield the screenings."""
        return screenings.stream(self.seen)

    def there(self, table: str) -> Mapping[tuple[str, Visibility, str], int]:
        """Return how many records a table has by owner, visibility and reason, whoever may read them."""
        return _count_groups(self.whole, table)


@contextmanager
def records_for(engine: Engine, viewer: Viewer) -> Iterator[Records]:
    """Give the records for a viewer, in one state of the database."""
    with _still(engine, viewer) as seen, _still(engine, SYSTEM) as whole:
        yield Records(seen, whole)


@contextmanager
def _still(engine: Engine, viewer: Viewer) -> Iterator[Connection]:
    still = engine.execution_options(isolation_level="REPEATABLE READ")
    with transaction(still, viewer) as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        yield connection


def _count_groups(connection: Connection, table: str) -> dict[tuple[str, Visibility, str], int]:
    """Return how many records a table has by owner, visibility and reason; nothing for what everybody may read.

    As Concert itself it counts all of them: what was told is to be taken away.
    """
    if table not in _COUNTS:
        return {}
    return {
        (row.owner_entity, Visibility(row.visibility), row.visibility_reason): row.records
        for row in connection.execute(_COUNTS[table])
    }
