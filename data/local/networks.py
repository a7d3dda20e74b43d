"""Statements about Local Networks: what people entered, facts of the reports, and what the demo invents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, text

from data import bulk, columns
from data.facts import read_table
from matching.records import LocalNetwork, Origin

_READ = text("""
    SELECT country, level, note, association, connecting, on_day, who, source, synthetic
    FROM local_networks ORDER BY country, id COLLATE "C"
""")
# A country has one statement a set: those of people replace each other and never what came with Concert.
_SAVE = text("""
    INSERT INTO local_networks (id, country, level, note, association, connecting, on_day, who, source, synthetic,
                                loaded_set)
    SELECT id, country, level, note, association, connecting, on_day, who, source, synthetic, loaded_set
    FROM json_populate_recordset(NULL::local_networks, CAST(:rows AS json))
    ON CONFLICT (id) DO UPDATE SET
        (level, note, association, connecting, on_day, who, stated_at, source, synthetic) =
        ROW (EXCLUDED.level, EXCLUDED.note, EXCLUDED.association, EXCLUDED.connecting, EXCLUDED.on_day, EXCLUDED.who,
             clock_timestamp(), EXCLUDED.source, EXCLUDED.synthetic)
    WHERE local_networks.loaded_set IS NOT DISTINCT FROM EXCLUDED.loaded_set
    RETURNING id
""")
_STAMP = text("""
    SELECT concat_ws('/', (SELECT count(*) FROM local_networks), (SELECT max(stated_at) FROM local_networks),
                     (SELECT count(*) FROM standbys))
""")


def all_(connection: Connection) -> tuple[LocalNetwork, ...]:
    """Return every statement, in order of country."""
    return tuple(
        LocalNetwork(
            country=row.country,
            origin=columns.origin(row),
            level=row.level,
            note=row.note,
            association=row.association,
            connecting=row.connecting,
            on_day=row.on_day,
            who=row.who,
        )
        for row in connection.execute(_READ)
    )


def state(connection: Connection, networks: Sequence[LocalNetwork], loaded_set: str | None = None) -> None:
    """Keep statements, one a country in place of the one before; None is the set of what people entered."""
    rows = [
        {
            "id": f"{loaded_set or 'entered'}/{each.country}",
            "country": each.country,
            "level": each.level,
            "note": each.note,
            "association": each.association,
            "connecting": each.connecting,
            "on_day": each.on_day,
            "who": each.who,
            "loaded_set": loaded_set,
            **columns.of_origin(each.origin),
        }
        for each in networks
    ]
    bulk.save(connection, _SAVE, rows, "statement about a Local Network")


def stamp(connection: Connection) -> str:
    """Return a short text that is another one whenever a statement or a commitment may have changed."""
    return str(connection.scalar(_STAMP))


def read_stated() -> tuple[LocalNetwork, ...]:
    """Return what the reports say of networks by name; it is little, and nothing of it is guessed."""
    return tuple(
        LocalNetwork(
            country=row["country"],
            origin=Origin(row["source"]),
            note=row["note"],
            connecting=row["connecting"],
            on_day=date.fromisoformat(row["on_day"]),
        )
        for row in read_table("local_networks")
    )
