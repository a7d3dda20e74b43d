"""What a person keeps for later: partners, each for a need or for none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from data.errors import NotFoundError

# What the page's field allows; checked here again, because a browser's limit binds nobody.
LONGEST_NOTE = 2000
# A list that a person reads; more is a programme that fills the table.
LONGEST_LIST = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A partner on a viewer's shortlist; `need` is empty when it was kept for none."""

    viewer: str
    partner: str
    need: str
    note: str
    at: datetime


_ADD = text("""
    INSERT INTO shortlists (viewer, partner, need, note) VALUES (:viewer, :partner, :need, :note)
    ON CONFLICT (viewer, need, partner) DO UPDATE SET note = EXCLUDED.note
""")
_OTHERS = text("""
    SELECT count(*) FROM shortlists WHERE viewer = :viewer AND (partner, need) <> (:partner, :need)
""")
_REMOVE = text("DELETE FROM shortlists WHERE viewer = :viewer AND partner = :partner AND need = :need")
# A list outlives a reload of the demo; what is no longer there is kept and not shown.
_OF_VIEWER = text("""
    SELECT s.viewer, s.partner, s.need, s.note, s.added_at
    FROM shortlists s JOIN partners p ON p.id = s.partner
    WHERE s.viewer = :viewer
    ORDER BY s.added_at, s.partner COLLATE "C", s.need COLLATE "C"
""")


def add(connection: Connection, viewer: str, partner: str, need: str = "", note: str = "") -> None:
    """Put a partner on a viewer's list; where it is already, its note is replaced.

    :raises NotFoundError: If there is no such partner.
    :raises ValueError: If the note or the list is too long.
    """
    if len(note) > LONGEST_NOTE:
        raise ValueError(f"a note has at most {LONGEST_NOTE:,} characters, got {len(note):,}")
    if not connection.scalar(text("SELECT 1 FROM partners WHERE id = :id"), {"id": partner}):
        raise NotFoundError("partner", partner)
    count = connection.scalar(_OTHERS, {"viewer": viewer, "partner": partner, "need": need}) or 0
    if count >= LONGEST_LIST:
        raise ValueError(f"a shortlist has at most {LONGEST_LIST} entries; remove one first")
    connection.execute(_ADD, {"viewer": viewer, "partner": partner, "need": need, "note": note})


def remove(connection: Connection, viewer: str, partner: str, need: str = "") -> bool:
    """Take a partner off a viewer's list; return whether it was there."""
    return connection.execute(_REMOVE, {"viewer": viewer, "partner": partner, "need": need}).rowcount > 0


def of_viewer(connection: Connection, viewer: str) -> tuple[Entry, ...]:
    """Return a viewer's list, oldest first, without partners that are gone."""
    return tuple(Entry(*row) for row in connection.execute(_OF_VIEWER, {"viewer": viewer}))
