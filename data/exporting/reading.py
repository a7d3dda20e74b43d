"""The records of an export, read one after the other: as the viewer what is told, as Concert itself how many exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from data import approaches, capabilities, engagements, needs, partners
from data.exporting.snapshot import count_groups, snapshot
from data.integrity import screenings
from matching.records import (
    SYSTEM,
    Approach,
    Capability,
    Contribution,
    Engagement,
    Need,
    Partner,
    Screening,
    Viewer,
    Visibility,
)


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

    def approaches(self) -> Iterator[Approach]:
        """Yield the approaches."""
        return approaches.stream(self.seen)

    def screenings(self) -> Iterator[Screening]:
        """Yield the screenings."""
        return screenings.stream(self.seen)

    def there(self, table: str) -> Mapping[tuple[str, Visibility, str], int]:
        """Return how many records a table has by owner, visibility and reason, whoever may read them."""
        return count_groups(self.whole, table)


@contextmanager
def records_for(engine: Engine, viewer: Viewer) -> Iterator[Records]:
    """Give the records for a viewer, in one state of the database."""
    with snapshot(engine, viewer) as seen, snapshot(engine, SYSTEM) as whole:
        yield Records(seen, whole)
