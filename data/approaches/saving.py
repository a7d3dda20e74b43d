"""Approaches and events into their tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from sqlalchemy import Connection, text

from data import bulk, columns, resolutions
from data.approaches import around, talks
from matching.records import Approach, Event, QuietPeriod, Resolution, Talk

_FIELDS = """entity, partner, level, country, sdgs, need, topic, resource, starts, ends, stage, owner,
    effort_days, benefit, necessity, go, joint, registered_at, staged_at,
    owner_entity, visibility, visibility_reason, visibility_until, source, synthetic"""
_REPLACED = ", ".join(f"EXCLUDED.{field.strip()}" for field in _FIELDS.split(","))
# Built from the constant above; no value of a caller is in it.
_SAVE = text(f"""
    INSERT INTO approaches (id, {_FIELDS}, loaded_set)
    SELECT id, {_FIELDS}, loaded_set FROM json_populate_recordset(NULL::approaches, CAST(:rows AS json))
    ON CONFLICT (id) DO UPDATE SET ({_FIELDS}) = ROW ({_REPLACED})
    WHERE approaches.loaded_set IS NOT DISTINCT FROM EXCLUDED.loaded_set
    RETURNING id
""")  # noqa: S608 - see the line before
# What changes when an approach takes a step; everything else of a registered approach stays as it was.
_MOVE = text("""
    UPDATE approaches a
    SET stage = r.stage, starts = r.starts, ends = r.ends, joint = r.joint,
        registered_at = r.registered_at, staged_at = r.staged_at
    FROM json_populate_recordset(NULL::approaches, CAST(:rows AS json)) r
    WHERE a.id = r.id
    RETURNING a.id
""")
_LOG = text("""
    INSERT INTO events (record, transition, who, at, why, before, after, owner_entity, loaded_set)
    SELECT record, transition, who, at, why, before, after, owner_entity, loaded_set
    FROM json_populate_recordset(NULL::events, CAST(:rows AS json))
""")


def save_many(connection: Connection, approaches: Sequence[Approach], loaded_set: str | None = None) -> None:
    """Add approaches, or replace those of the same set; None is the set of what people entered.

    :raises TakenError: If an id belongs to another set.
    """
    bulk.save(connection, _SAVE, [_columns(approach, loaded_set) for approach in approaches], "approach")


def keep_moves(connection: Connection, approaches: Iterable[Approach]) -> set[str]:
    """Keep the stages and windows that approaches have come to; return the ids of those that were there."""
    return set(bulk.insert(connection, _MOVE, [_columns(approach, None) for approach in approaches]))


def keep_events(connection: Connection, events: Iterable[Event], loaded_set: str | None = None) -> None:
    """Add events to the log, in order."""
    rows = (
        {
            "record": event.of,
            "transition": event.transition,
            "who": event.who,
            "at": event.at,
            "why": event.why,
            "before": event.before,
            "after": event.after,
            "owner_entity": event.owner,
            "loaded_set": loaded_set,
        }
        for event in events
    )
    bulk.insert(connection, _LOG, rows)


def _columns(approach: Approach, loaded_set: str | None) -> columns.Row:
    gate = approach.gate
    return {
        "id": approach.id,
        "entity": approach.entity,
        "partner": approach.partner,
        "level": approach.level,
        "country": approach.country,
        "sdgs": approach.sdgs,
        "need": approach.need,
        "topic": approach.topic,
        "resource": approach.resource,
        "stage": approach.stage,
        "owner": approach.owner,
        "effort_days": gate.effort_days if gate else None,
        "benefit": gate.benefit if gate else "",
        "necessity": gate.necessity if gate else "",
        "go": gate.go if gate else None,
        "joint": approach.joint,
        "registered_at": approach.registered,
        "staged_at": approach.since,
        "loaded_set": loaded_set,
        **columns.of_period(approach.window),
        **columns.of_disclosure(approach.disclosure),
        **columns.of_origin(approach.origin),
    }


# In this order nothing refers any more to what goes.
CLEAR = (
    text("SELECT forget_events(:name)"),
    text("DELETE FROM talks WHERE loaded_set = :name"),
    text("DELETE FROM approaches WHERE loaded_set = :name"),
    text("DELETE FROM quiet_periods WHERE loaded_set = :name"),
    text("DELETE FROM top_tier WHERE loaded_set = :name"),
    text("DELETE FROM resolutions WHERE loaded_set = :name"),
)


class ApproachRegister(Protocol):
    """A register of approaches with all that belongs to it, as the demo makes it."""

    @property
    def approaches(self) -> Sequence[Approach]:
        """Return the approaches."""
        ...

    @property
    def events(self) -> Sequence[Event]:
        """Return their log."""
        ...

    @property
    def talks(self) -> Sequence[Talk]:
        """Return the talks between them."""
        ...

    @property
    def quiet(self) -> Sequence[QuietPeriod]:
        """Return the quiet periods of partners."""
        ...

    @property
    def top_tier(self) -> Mapping[str, str]:
        """Return the partners of the top tier with the reason of each."""
        ...

    @property
    def resolutions(self) -> Sequence[Resolution]:
        """Return the list of decisions."""
        ...


def save(connection: Connection, register: ApproachRegister, loaded_set: str) -> None:
    """Keep a register as a set.

    :raises TakenError: If an id belongs to another set.
    """
    save_many(connection, register.approaches, loaded_set)
    keep_events(connection, register.events, loaded_set)
    talks.save(connection, register.talks, loaded_set)
    for talk in register.talks:
        for message in talk.messages:
            talks.write(connection, talk.id, message)
    around.ask_for_quiet(connection, register.quiet, loaded_set)
    around.set_top_tier(connection, register.top_tier, loaded_set)
    resolutions.save_many(connection, register.resolutions, loaded_set)
