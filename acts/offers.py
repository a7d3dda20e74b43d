"""Offers that come in: taken in once, routed to the entities whose field it is, claimed, answered, moved on by time."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from acts.act import Caller, act, look, oversee
from acts.approaches import places
from data import offers
from matching import intake, routing
from matching.clearance import WEEKEND
from matching.intake import IntakeError, OfferAct
from matching.policy import Right, may
from matching.ports import Encoder
from matching.records import (
    SYSTEM,
    Disclosure,
    Event,
    Offer,
    OfferRoute,
    OfferStage,
    Origin,
    Viewer,
    Visibility,
)
from matching.routing import Directory
from matching.text.language import language

__all__ = ["IntakeError", "let_time_pass", "log", "move", "of_company", "of_country", "receive", "route", "routes"]

SOURCE = "entered in Concert"


def receive(by: Caller, country: str, name: str, text: str, contact: str = "") -> Offer:
    """Take in an offer for a country; return it as it is kept, not routed yet.

    :raises NotAllowedError: If the caller may not bring offers.
    """
    now = datetime.now(UTC)
    offer = Offer(
        id=f"offer-{secrets.token_urlsafe(9)}",
        country=country,
        name=name.strip()[:300],
        text=text.strip(),
        received=now,
        since=now,
        origin=Origin(SOURCE),
        disclosure=Disclosure("", Visibility.COUNT),
        partner=by.viewer.partner,
        contact=contact.strip()[:300],
        language=language(text).value,
        entered_by=by.user,
    )
    with act(by, Right.OFFER, "brought an offer", offer.id) as opened:
        offers.receive(opened, offer)
    return offer


def routes(offer: Offer, directory: Directory, encoder: Encoder) -> tuple[OfferRoute, ...]:
    """Return the routes of an offer: to which entities it should go; none when it says too little."""
    return intake.route(offer, routing.route(offer.text, directory, encoder, top=intake.MOST_ROUTES))


def route(by: Caller, offer: Offer, found: tuple[OfferRoute, ...]) -> Offer:
    """Let Concert route an offer that nobody has routed yet; return it as it is then.

    It is Concert's own act on an offer, whoever looks at it first: the offer's log tells of it.
    """

    def rule(held: Offer, now: datetime) -> tuple[Offer, Event] | None:
        if held.stage is not OfferStage.RECEIVED:
            return None
        return intake.act(held, OfferAct.ROUTE, SYSTEM, now, routes=found)

    with oversee(by) as opened:
        return offers.decide(opened, offer.id, rule)


def move(
    by: Caller,
    offer: Offer,
    what: OfferAct,
    *,
    why: str = "",
    answer: str = "",
    to: tuple[OfferRoute, ...] = (),
) -> None:
    """Move an offer on: route, claim, pass, answer, withdraw; of many who claim at once exactly one wins.

    :raises IntakeError: If it is too late, or something is missing.
    :raises NotFoundError: If there is no such offer for the caller.
    :raises NotAllowedError: If the caller may neither claim nor bring offers.
    """
    right = Right.CLAIM_OFFERS if may(by.viewer, Right.CLAIM_OFFERS) else Right.OFFER
    with act(by, right, f"offer: {what.value}", offer.id, offer.disclosure.owner_entity) as opened:
        offers.decide(
            opened,
            offer.id,
            lambda held, at: intake.act(held, what, by.viewer, at, why=why[:2000], routes=to, answer=answer[:4000]),
        )


def of_country(by: Caller, country: str) -> tuple[Offer, ...]:
    """Return the offers of a country that the caller may read, the oldest first."""
    with look(by) as opened:
        return tuple(each for each in offers.of_country(opened, country) if intake.may_read(by.viewer, each))


def of_company(by: Caller) -> tuple[intake.Told, ...]:
    """Return a company's own offers as it may be told them, the newest first."""
    viewer: Viewer = by.viewer
    with look(by) as opened:
        own = [each for each in offers.of_partner(opened, viewer.partner) if intake.may_read(viewer, each)]
    return tuple(intake.told(each) for each in reversed(own))


def log(by: Caller, ids: Sequence[str]) -> Mapping[str, tuple[Event, ...]]:
    """Return every step of some offers."""
    with look(by) as opened:
        return offers.events(opened, list(ids))


def let_time_pass(engine: Engine) -> int:
    """Move on what nobody took in five working days; return how many offers moved."""
    where = places()

    def clock(offer: Offer, now: datetime) -> tuple[Offer, Event] | None:
        zone = ZoneInfo(where.zones.get(offer.country, "UTC"))
        asked = intake.due(offer, now, zone, where.weekends.get(offer.country, WEEKEND))
        return intake.act(offer, asked, SYSTEM, now, why="five working days passed") if asked else None

    return offers.tick(engine, clock, datetime.now(UTC))
