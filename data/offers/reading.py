"""Offers, routes and their log out of their tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from data import columns
from data.errors import NotFoundError
from matching.records import Event, Offer, OfferRoute, OfferStage, Pointer

_READ = """
    SELECT id, country, partner, name, contact, text, language, stage, taken_by, answer, received_at, staged_at,
           entered_by, owner_entity, visibility, visibility_reason, visibility_until, source, synthetic
    FROM offers
"""
_ORDER = 'ORDER BY received_at, id COLLATE "C"'
_ONE = text(f"{_READ} WHERE id = :id")
_LOCKED = text(f"{_READ} WHERE id = :id FOR UPDATE")
_COUNTRY = text(f"{_READ} WHERE country = :country {_ORDER}")
_PARTNER = text(f"{_READ} WHERE partner = :partner AND partner <> '' {_ORDER}")
_ENTITY = text(f"{_READ} WHERE EXISTS (SELECT FROM offer_routes r WHERE r.offer = id AND r.entity = :entity) {_ORDER}")
_ROUTES = text("""
    SELECT offer, entity, score, pointers, passed FROM offer_routes WHERE offer = ANY(:ids) ORDER BY offer, position
""")
_EVENTS = text("""
    SELECT offer, transition, who, at, why, before, after FROM offer_events WHERE offer = ANY(:ids) ORDER BY id
""")


def get(connection: Connection, id: str, *, locked: bool = False) -> Offer:
    """Return an offer; `locked` keeps others from changing it until the end of the transaction.

    :raises NotFoundError: If there is none with this id that the viewer may see.
    """
    found = _offers(connection, connection.execute(_LOCKED if locked else _ONE, {"id": id}).all())
    if not found:
        raise NotFoundError("offer", id)
    return found[0]


def of_country(connection: Connection, country: str) -> tuple[Offer, ...]:
    """Return the offers of a country that the viewer may see, the oldest first."""
    return _offers(connection, connection.execute(_COUNTRY, {"country": country}).all())


def of_partner(connection: Connection, partner: str) -> tuple[Offer, ...]:
    """Return the offers of a partner of the register, the oldest first."""
    return _offers(connection, connection.execute(_PARTNER, {"partner": partner}).all())


def of_entity(connection: Connection, entity: str) -> tuple[Offer, ...]:
    """Return the offers that were routed to an entity, the oldest first."""
    return _offers(connection, connection.execute(_ENTITY, {"entity": entity}).all())


def events(connection: Connection, ids: Sequence[str]) -> Mapping[str, tuple[Event, ...]]:
    """Return the log of some offers, each in the order in which it was written."""
    found: dict[str, list[Event]] = defaultdict(list)
    for row in connection.execute(_EVENTS, {"ids": list(ids)}):
        found[row.offer].append(Event(row.offer, row.transition, row.who, row.at, row.why, row.before, row.after))
    return {offer: tuple(found[offer]) for offer in ids}


def _offers(connection: Connection, rows: Sequence[Any]) -> tuple[Offer, ...]:
    routes: dict[str, list[OfferRoute]] = defaultdict(list)
    if rows:
        for row in connection.execute(_ROUTES, {"ids": [row.id for row in rows]}):
            pointers = tuple(Pointer(each["said"], each["known"], each["closeness"]) for each in row.pointers)
            routes[row.offer].append(OfferRoute(row.entity, row.score, pointers, row.passed))
    return tuple(
        Offer(
            id=row.id,
            country=row.country,
            name=row.name,
            text=row.text,
            received=row.received_at,
            since=row.staged_at,
            origin=columns.origin(row),
            disclosure=columns.disclosure(row),
            partner=row.partner,
            contact=row.contact,
            language=row.language,
            stage=OfferStage(row.stage),
            routes=tuple(routes[row.id]),
            taken_by=row.taken_by,
            answer=row.answer,
            entered_by=row.entered_by,
        )
        for row in rows
    )
