"""Offers, routes and their log into their tables."""

from __future__ import annotations

import json

from sqlalchemy import Connection, text

from data import bulk, columns
from matching.records import Event, Offer

_ADD = text("""
    INSERT INTO offers (id, country, partner, name, contact, text, language, stage, taken_by, answer, received_at,
                        staged_at, entered_by, owner_entity, visibility, visibility_reason, visibility_until, source,
                        synthetic)
    SELECT id, country, partner, name, contact, text, language, stage, taken_by, answer, received_at,
           staged_at, entered_by, owner_entity, visibility, visibility_reason, visibility_until, source, synthetic
    FROM json_populate_recordset(NULL::offers, CAST(:rows AS json))
""")
_MOVE = text("""
    UPDATE offers SET stage = :stage, staged_at = :since, taken_by = :taken_by, answer = :answer, owner_entity = :owner
    WHERE id = :id
""")
_ROUTE = text("""
    INSERT INTO offer_routes (offer, entity, position, score, pointers, passed)
    VALUES (:offer, :entity, :position, :score, CAST(:pointers AS jsonb), :passed)
    ON CONFLICT (offer, entity) DO UPDATE SET (position, score, pointers, passed) =
        ROW (EXCLUDED.position, EXCLUDED.score, EXCLUDED.pointers, EXCLUDED.passed)
""")
_LOG = text("""
    INSERT INTO offer_events (offer, transition, who, at, why, before, after)
    VALUES (:of, :transition, :who, :at, :why, :before, :after)
""")


def add(connection: Connection, offer: Offer) -> None:
    """Add an offer.

    :raises ValueError: If a text holds a character that cannot be kept.
    """
    row = {
        "id": offer.id,
        "country": offer.country,
        "partner": offer.partner,
        "name": offer.name,
        "contact": offer.contact,
        "text": offer.text,
        "language": offer.language,
        "stage": offer.stage,
        "taken_by": offer.taken_by,
        "answer": offer.answer,
        "received_at": offer.received,
        "staged_at": offer.since,
        "entered_by": offer.entered_by,
        **columns.of_disclosure(offer.disclosure),
        **columns.of_origin(offer.origin),
    }
    bulk.insert(connection, _ADD, [row])
    keep_routes(connection, offer)


def move(connection: Connection, offer: Offer) -> None:
    """Keep the stage that an offer has come to, who took it, and the answer."""
    connection.execute(
        _MOVE,
        {
            "id": offer.id,
            "stage": offer.stage.value,
            "since": offer.since,
            "taken_by": offer.taken_by,
            "answer": offer.answer,
            "owner": offer.disclosure.owner_entity,
        },
    )


def keep_routes(connection: Connection, offer: Offer) -> None:
    """Keep to whom an offer was routed, and who has passed."""
    for position, route in enumerate(offer.routes):
        pointers = [
            {"said": each.said, "known": each.known, "closeness": each.closeness}
            for each in route.pointers
            if "\x00" not in each.said + each.known
        ]
        row = {"offer": offer.id, "entity": route.entity, "position": position, "score": route.score}
        connection.execute(_ROUTE, row | {"pointers": json.dumps(pointers), "passed": route.passed})


def log(connection: Connection, event: Event) -> None:
    """Add a step to the log of an offer."""
    connection.execute(
        _LOG,
        {
            "of": event.of,
            "transition": event.transition,
            "who": event.who,
            "at": event.at,
            "why": event.why,
            "before": event.before,
            "after": event.after,
        },
    )
