"""What partners keep ready for emergencies, and the types of emergency with what they ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, text

from data import bulk, columns
from data.facts import read_table
from matching.records import Emergency, EmergencyAsk, Resource, Standby

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")
_READ = text("""
    SELECT id, partner, resource, text, hours, countries, emergencies, starts, ends, on_day, source, synthetic
    FROM standbys ORDER BY hours, id COLLATE "C"
""")
_SAVE = text("""
    INSERT INTO standbys (id, partner, resource, text, hours, countries, emergencies, starts, ends, on_day, source,
                          synthetic, loaded_set)
    SELECT id, partner, resource, text, hours, countries, emergencies, starts, ends, on_day, source, synthetic,
           loaded_set
    FROM json_populate_recordset(NULL::standbys, CAST(:rows AS json))
    ON CONFLICT (id) DO UPDATE SET
        (partner, resource, text, hours, countries, emergencies, starts, ends, on_day, source, synthetic) =
        ROW (EXCLUDED.partner, EXCLUDED.resource, EXCLUDED.text, EXCLUDED.hours, EXCLUDED.countries,
             EXCLUDED.emergencies, EXCLUDED.starts, EXCLUDED.ends, EXCLUDED.on_day, EXCLUDED.source, EXCLUDED.synthetic)
    WHERE standbys.loaded_set IS NOT DISTINCT FROM EXCLUDED.loaded_set
    RETURNING id
""")


def all_(connection: Connection) -> tuple[Standby, ...]:
    """Return every commitment, the fastest first."""
    return tuple(
        Standby(
            id=row.id,
            partner=row.partner,
            resource=Resource(row.resource),
            text=row.text,
            hours=row.hours,
            origin=columns.origin(row),
            countries=tuple(row.countries),
            emergencies=tuple(row.emergencies),
            period=columns.period(row),
            on_day=row.on_day,
        )
        for row in connection.execute(_READ)
    )


def save_many(connection: Connection, standbys: Sequence[Standby], loaded_set: str | None = None) -> None:
    """Add commitments, or replace those of the same set; None is the set of what people entered.

    :raises TakenError: If an id belongs to another set.
    """
    rows = [
        {
            "id": each.id,
            "partner": each.partner,
            "resource": each.resource,
            "text": each.text,
            "hours": each.hours,
            "countries": each.countries,
            "emergencies": each.emergencies,
            "on_day": each.on_day,
            "loaded_set": loaded_set,
            **columns.of_period(each.period),
            **columns.of_origin(each.origin),
        }
        for each in standbys
    ]
    bulk.save(connection, _SAVE, rows, "commitment")


@cache
def read_emergencies() -> tuple[Emergency, ...]:
    """Return the types of emergency, each with what it asks for, most urgent first."""
    asks: dict[str, list[EmergencyAsk]] = defaultdict(list)
    for row in read_table("emergency_asks"):
        what = {language: row[f"what_{language}"] for language in ("en", "zh", "ar")}
        asks[row["emergency"]].append(EmergencyAsk(Resource(row["resource"]), what, int(row["hours"]), row["source"]))
    return tuple(
        Emergency(
            id=row["id"],
            names={language: row[f"name_{language}"] for language in LANGUAGES},
            asks=tuple(sorted(asks[row["id"]], key=lambda ask: ask.hours)),
            source=row["source"],
        )
        for row in read_table("emergencies")
    )
