"""What stands around a partner: its corporate group, the top tier, and the days on which it wants quiet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from data import bulk, columns
from data.identity.redirects import redirects
from matching.records import QuietPeriod

# Every link counts here, also a small share: a group that is locked too wide only waits a little.
_GROUP = text("""
    WITH RECURSIVE linked (id) AS (
        SELECT CAST(:partner AS text)
        UNION
        SELECT CASE WHEN a.partner = l.id THEN a.affiliate ELSE a.partner END
        FROM linked l JOIN (
            SELECT partner, affiliate FROM affiliates UNION ALL SELECT partner, survivor FROM partner_redirects
        ) a ON l.id IN (a.partner, a.affiliate)
    )
    SELECT id FROM linked ORDER BY id COLLATE "C"
""")
_TOP = text("SELECT partner FROM top_tier WHERE CAST(:partners AS text[]) IS NULL OR partner = ANY(:partners)")
_QUIET = text("""
    SELECT id, partner, starts, ends, reason, source, synthetic FROM quiet_periods
    WHERE CAST(:partners AS text[]) IS NULL OR partner = ANY(:partners) ORDER BY starts, id
""")
_SAVE_QUIET = text("""
    INSERT INTO quiet_periods (id, partner, starts, ends, reason, source, synthetic, loaded_set)
    SELECT id, partner, starts, ends, reason, source, synthetic, loaded_set
    FROM json_populate_recordset(NULL::quiet_periods, CAST(:rows AS json))
    ON CONFLICT (id) DO NOTHING
    RETURNING id
""")
_SAVE_TOP = text("""
    INSERT INTO top_tier (partner, reason, loaded_set)
    SELECT partner, reason, loaded_set FROM json_populate_recordset(NULL::top_tier, CAST(:rows AS json))
    ON CONFLICT (partner) DO NOTHING
""")


def group_of(connection: Connection, partner: str) -> tuple[str, ...]:
    """Return all ids that ownership, affiliation or a merger joins to this one, itself included, in order."""
    return tuple(connection.scalars(_GROUP, {"partner": partner}))


def top_tier(connection: Connection, partners: Collection[str] | None = None) -> frozenset[str]:
    """Return the partners whose approaches always go to the central desk, among `partners` or all."""
    merged = redirects(connection)
    found = connection.scalars(_TOP, {"partners": None if partners is None else merged.all_of(partners)})
    return frozenset(map(merged.of, found))


def quiet_periods(connection: Connection, partners: Collection[str] | None = None) -> tuple[QuietPeriod, ...]:
    """Return the quiet periods of some partners, or of all, earliest first."""
    merged = redirects(connection)
    rows = connection.execute(_QUIET, {"partners": None if partners is None else merged.all_of(partners)})
    return tuple(_quiet(row, merged.of(row.partner)) for row in rows)


def ask_for_quiet(connection: Connection, periods: Sequence[QuietPeriod], loaded_set: str | None = None) -> None:
    """Keep quiet periods.

    :raises TakenError: If an id is taken.
    """
    rows = [
        {
            "id": period.id,
            "partner": period.partner,
            "reason": period.reason,
            "loaded_set": loaded_set,
            **columns.of_period(period.window),
            **columns.of_origin(period.origin),
        }
        for period in periods
    ]
    bulk.save(connection, _SAVE_QUIET, rows, "quiet period")


def set_top_tier(connection: Connection, reasons: Mapping[str, str], loaded_set: str | None = None) -> None:
    """Add partners to the top tier, each with its reason."""
    rows = ({"partner": name, "reason": why, "loaded_set": loaded_set} for name, why in sorted(reasons.items()))
    bulk.insert(connection, _SAVE_TOP, rows)


def _quiet(row: Any, partner: str) -> QuietPeriod:
    return QuietPeriod(row.id, partner, columns.period(row), row.reason, columns.origin(row))
