"""Engagements counted in the database."""

from __future__ import annotations

from sqlalchemy import Connection, text

from matching.records import SizeClass

_SIZES = text("""
    SELECT partners, count(*) AS engagements FROM (
        SELECT coalesce(e.partner_count, (
            SELECT count(*) FROM engagement_members m WHERE m.engagement = e.id)) AS partners
        FROM engagements e
    ) counted
    WHERE partners > 0 GROUP BY partners
""")


_STAMP = text("SELECT concat_ws('/', count(*), max(id)) FROM engagements")
_ENGAGED = text("""
    SELECT DISTINCT m.partner FROM engagement_members m JOIN engagements e ON e.id = m.engagement
    WHERE e.state IN ('proposed', 'screened', 'agreed', 'active')
""")


def stamp(connection: Connection) -> str:
    """Return a short text that is another one when engagements were added or taken away."""
    return str(connection.scalar(_STAMP))


def partners_of_running(connection: Connection) -> frozenset[str]:
    """Return the partners of engagements that run or are about to, as far as the viewer may see them."""
    return frozenset(connection.scalars(_ENGAGED))


def count_by_size(connection: Connection) -> dict[SizeClass, int]:
    """Return how many engagements that the viewer may see are of each class, by the number of non-UN partners."""
    found = dict.fromkeys(SizeClass, 0)
    for row in connection.execute(_SIZES):
        found[SizeClass.of(row.partners)] += row.engagements
    return found
