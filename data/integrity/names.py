"""Names on sanctions lists, and what people have said about whether a partner is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, text

from data import bulk
from matching.records import Listed, NameAnswer, NameReview

_LISTED = text("""
    SELECT id, list, name, aliases, kind, listed_on FROM listed_names ORDER BY list COLLATE "C", id COLLATE "C"
""")
_STAMP = text("""
    SELECT concat_ws('/', count(*), md5(string_agg(md5(concat_ws('|', list, id, name, aliases)), '' ORDER BY list, id)))
    FROM listed_names
""")
_SAVE = text("""
    INSERT INTO listed_names (id, list, name, aliases, kind, listed_on)
    SELECT id, list, name, aliases, kind, listed_on
    FROM json_populate_recordset(NULL::listed_names, CAST(:rows AS json))
""")
_REVIEWS = text("""
    SELECT DISTINCT ON (partner, listed) partner, listed, answer, who, at, why, likeness
    FROM name_reviews ORDER BY partner, listed, id DESC
""")
_ANSWER = text("""
    INSERT INTO name_reviews (partner, listed, answer, who, at, why, likeness)
    VALUES (:partner, :listed, :answer, :who, :at, :why, :likeness)
""")


def listed(connection: Connection) -> tuple[Listed, ...]:
    """Return every listed name, in order of list and id."""
    return tuple(
        Listed(row.id, row.list, row.name, tuple(row.aliases), row.kind, row.listed_on)
        for row in connection.execute(_LISTED)
    )


def replace_list(connection: Connection, name: str, entries: Sequence[Listed]) -> None:
    """Put the entries of a list in place of those it had; what people said about names stays."""
    connection.execute(text("DELETE FROM listed_names WHERE list = :name"), {"name": name})
    rows = [
        {
            "id": each.id,
            "list": name,
            "name": each.name,
            "aliases": each.aliases,
            "kind": each.kind,
            "listed_on": each.listed_on,
        }
        for each in entries
    ]
    bulk.insert(connection, _SAVE, rows)


def stamp(connection: Connection) -> str:
    """Return a text that changes when a list is read."""
    return connection.scalar(_STAMP) or ""


def reviews(connection: Connection) -> Mapping[tuple[str, str], NameReview]:
    """Return the last answer on each (partner, key of the listed name)."""
    return {
        (row.partner, row.listed): NameReview(
            row.partner, row.listed, NameAnswer(row.answer), row.who, row.at, row.why, row.likeness
        )
        for row in connection.execute(_REVIEWS)
    }


def answer(connection: Connection, review: NameReview) -> None:
    """Remember an answer; earlier ones stay on record.

    :raises ValueError: If its time has no zone.
    """
    _check_zone(review.at)
    connection.execute(_ANSWER, asdict(review))


def _check_zone(at: datetime) -> None:
    if at.tzinfo is None:
        raise ValueError(f"a time needs its zone, got {at.isoformat()}")
