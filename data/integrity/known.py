"""What is known of partners: facts, and flags with their history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, text

from data import bulk, columns
from matching.records import Fact, Flag, FlagStep, Rung

_FACTS = text("""
    SELECT id, partner, criterion, number, state, on_day, until, source, synthetic FROM facts f
    WHERE NOT EXISTS (SELECT FROM withdrawals w WHERE w.record = f.id) ORDER BY id COLLATE "C"
""")
_NEWEST = text("SELECT partner, max(on_day) AS day FROM facts GROUP BY partner")
_SAVE_FACTS = text("""
    INSERT INTO facts (id, partner, criterion, number, state, on_day, until, source, synthetic, loaded_set)
    SELECT id, partner, criterion, number, state, on_day, until, source, synthetic, loaded_set
    FROM json_populate_recordset(NULL::facts, CAST(:rows AS json))
    ON CONFLICT (id) DO NOTHING
    RETURNING id
""")
_FLAGS = text("""
    SELECT id, partner, owner_entity, visibility, visibility_reason, visibility_until, source, synthetic
    FROM flags ORDER BY id COLLATE "C"
""")
_STEPS = text("SELECT flag, rung, on_day, who, why FROM flag_steps ORDER BY flag, position")
_SAVE_FLAGS = text("""
    INSERT INTO flags (id, partner, owner_entity, visibility, visibility_reason, visibility_until, source, synthetic,
                       loaded_set)
    SELECT id, partner, owner_entity, visibility, visibility_reason, visibility_until, source, synthetic, loaded_set
    FROM json_populate_recordset(NULL::flags, CAST(:rows AS json))
    ON CONFLICT (id) DO NOTHING
    RETURNING id
""")
_LOCK = text("SELECT FROM flags WHERE id = :flag FOR UPDATE")
_SAVE_STEPS = text("""
    INSERT INTO flag_steps (flag, position, rung, on_day, who, why)
    SELECT flag, position, rung, on_day, who, why FROM json_populate_recordset(NULL::flag_steps, CAST(:rows AS json))
""")


def facts(connection: Connection) -> tuple[Fact, ...]:
    """Return every fact that was not taken back, in order of id; older ones stay beside what is known since."""
    return tuple(
        Fact(
            row.id,
            row.partner,
            row.criterion,
            row.state if row.number is None else row.number,
            row.on_day,
            columns.origin(row),
            row.until,
        )
        for row in connection.execute(_FACTS)
    )


def newest(connection: Connection) -> dict[str, date]:
    """Return the day of the newest fact about each partner that has any."""
    return {row.partner: row.day for row in connection.execute(_NEWEST)}


def save_facts(connection: Connection, facts: Sequence[Fact], loaded_set: str | None = None) -> None:
    """Add facts; none is ever changed, a later one takes its place.

    :raises TakenError: If an id is taken.
    """
    rows = [
        {
            "id": fact.id,
            "partner": fact.partner,
            "criterion": fact.criterion,
            "number": fact.value if isinstance(fact.value, float) else None,
            "state": fact.value if isinstance(fact.value, str) else None,
            "on_day": fact.on,
            "until": fact.until,
            "loaded_set": loaded_set,
            **columns.of_origin(fact.origin),
        }
        for fact in facts
    ]
    bulk.save(connection, _SAVE_FACTS, rows, "fact")


def flags(connection: Connection) -> tuple[Flag, ...]:
    """Return the flags that the viewer may see, in order of id, each with its history."""
    steps: dict[str, list[FlagStep]] = defaultdict(list)
    for row in connection.execute(_STEPS):
        steps[row.flag].append(FlagStep(Rung(row.rung) if row.rung else None, row.on_day, row.who, row.why))
    return tuple(
        Flag(row.id, row.partner, tuple(steps[row.id]), columns.origin(row), columns.disclosure(row))
        for row in connection.execute(_FLAGS)
    )


def save_flags(connection: Connection, flags: Sequence[Flag], loaded_set: str | None = None) -> None:
    """Add flags with their history.

    :raises TakenError: If an id is taken.
    """
    rows = [
        {
            "id": flag.id,
            "partner": flag.partner,
            "loaded_set": loaded_set,
            **columns.of_disclosure(flag.disclosure),
            **columns.of_origin(flag.origin),
        }
        for flag in flags
    ]
    bulk.save(connection, _SAVE_FLAGS, rows, "flag")
    for flag in flags:
        climb(connection, flag.id, flag.history)


def climb(connection: Connection, flag: str, steps: Sequence[FlagStep]) -> None:
    """Add steps after those that a flag has; two that come at once follow each other."""
    connection.execute(_LOCK, {"flag": flag})
    start = connection.scalar(text("SELECT count(*) FROM flag_steps WHERE flag = :flag"), {"flag": flag}) or 0
    rows = [
        {"flag": flag, "position": position, "rung": step.rung, "on_day": step.on, "who": step.who, "why": step.why}
        for position, step in enumerate(steps, start)
    ]
    bulk.insert(connection, _SAVE_STEPS, rows)
