"""The one door through which offers change: one is locked, read, decided about, and written with its event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, text

from data.database import transaction
from data.offers import reading, saving
from matching.records import SYSTEM, Event, Offer, OfferStage

# What follows for an offer at an instant, None for nothing; `matching.intake` holds such functions.
Decide = Callable[[Offer, datetime], tuple[Offer, Event] | None]

# Read after the lock is held: who waited for it comes later in the log, too.
_NOW = text("SELECT clock_timestamp()")
_WAITING = text("""
    SELECT id FROM offers
    WHERE stage IN ('received', 'routed') AND staged_at < CAST(:today AS date) - 4 ORDER BY received_at, id
""")


def receive(connection: Connection, offer: Offer) -> None:
    """Add an offer that has just come in, with the first event of its log.

    :raises ValueError: If it is not new, or a text holds a character that cannot be kept.
    """
    if offer.stage is not OfferStage.RECEIVED or offer.routes:
        raise ValueError(f"a new offer has stage received and no routes, got {offer.stage} and {len(offer.routes)}")
    saving.add(connection, offer)
    saving.log(connection, Event(offer.id, "receive", offer.entered_by, offer.received, after=offer.stage.value))


def decide(connection: Connection, id: str, rule: Decide, at: datetime | None = None) -> Offer:
    """Let `rule` decide about an offer and keep what it decides; of two at once, the second sees what the first did.

    :raises NotFoundError: If there is no such offer that the viewer may see.
    """
    offer = reading.get(connection, id, locked=True)
    instant: datetime = at or connection.scalar(_NOW)
    found = rule(offer, instant)
    if found is None:
        return offer
    after, event = found
    if after.routes != offer.routes:
        saving.keep_routes(connection, after)
    saving.move(connection, after)
    saving.log(connection, event)
    return after


def tick(engine: Engine, rule: Decide, at: datetime) -> int:
    """Let the clock's rule decide about every offer that may be due; return how many it moved.

    Asked again at the same instant it does nothing.
    """
    with transaction(engine, SYSTEM) as connection:
        # Days begin and end up to 14 hours apart, and five working days are never less than five days.
        waiting = connection.scalars(_WAITING, {"today": at.date()}).all()
    moved = 0
    for waits in waiting:
        with transaction(engine, SYSTEM) as connection:
            before = reading.get(connection, waits, locked=True)
            moved += decide(connection, waits, rule, at) != before
    return moved
