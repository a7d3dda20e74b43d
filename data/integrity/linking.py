"""Links of ownership and affiliation that a source states, and what was taken back of facts and links."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from data import bulk, columns
from data.errors import NotFoundError
from matching.records import StatedLink, Withdrawal

_LINKS = text("""
    SELECT id, partner, other, share, on_day, until, source, synthetic FROM stated_links l
    WHERE NOT EXISTS (SELECT FROM withdrawals w WHERE w.record = l.id) ORDER BY id COLLATE "C"
""")
_SAVE = text("""
    INSERT INTO stated_links (id, partner, other, share, on_day, until, source, synthetic)
    SELECT id, partner, other, share, on_day, until, source, synthetic
    FROM json_populate_recordset(NULL::stated_links, CAST(:rows AS json))
    ON CONFLICT (id) DO NOTHING
    RETURNING id
""")
_WITHDRAW = text("""
    INSERT INTO withdrawals (record, who, on_day, why)
    SELECT :record, :who, :on, :why
    WHERE EXISTS (SELECT FROM facts WHERE id = :record) OR EXISTS (SELECT FROM stated_links WHERE id = :record)
    ON CONFLICT (record) DO NOTHING
    RETURNING record
""")
_WITHDRAWN = text("SELECT record, who, on_day, why FROM withdrawals ORDER BY record")


def links(connection: Connection) -> tuple[StatedLink, ...]:
    """Return every stated link that was not taken back, in order of id."""
    return tuple(
        StatedLink(row.id, row.partner, row.other, row.share, row.on_day, columns.origin(row), row.until)
        for row in connection.execute(_LINKS)
    )


def save_links(connection: Connection, links: Sequence[StatedLink]) -> None:
    """Add links; none is ever changed.

    :raises TakenError: If an id is taken.
    """
    rows = [
        {
            "id": link.id,
            "partner": link.partner,
            "other": link.other,
            "share": link.share,
            "on_day": link.on,
            "until": link.until,
            **columns.of_origin(link.origin),
        }
        for link in links
    ]
    bulk.save(connection, _SAVE, rows, "link")


def withdraw(connection: Connection, made: Withdrawal) -> None:
    """Take a fact or a link back; it stays on record with who did so and why.

    :raises NotFoundError: If there is none, or it was taken back before.
    """
    row = {"record": made.record, "who": made.who, "on": made.on, "why": made.why}
    if connection.scalar(_WITHDRAW, row) is None:
        raise NotFoundError("fact or link that counts", made.record)


def withdrawals(connection: Connection) -> tuple[Withdrawal, ...]:
    """Return everything that was taken back, in order of record."""
    return tuple(Withdrawal(row.record, row.who, row.on_day, row.why) for row in connection.execute(_WITHDRAWN))
