"""What the intake page asks of the store, and every act on an offer: each is decided about under its lock."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from acts.approaches import places
from dashboard import access, noting, resources
from dashboard.words import _
from data import offers
from data.errors import NotFoundError
from matching import intake
from matching.intake import IntakeError, OfferAct
from matching.policy import Right
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
from matching.routing import route
from matching.text.language import language

DONE = "offers-done"  # what an act has to say when the page is shown again
SOURCE = "entered in Concert"


@st.cache_data(ttl="1m", max_entries=1, show_spinner=False)
def let_time_pass() -> int:
    """Move on what nobody took in five working days, at most once a minute; return how many offers moved."""
    where = places()

    def clock(offer: Offer, now: datetime) -> tuple[Offer, Event] | None:
        zone = ZoneInfo(where.zones.get(offer.country, "UTC"))
        asked = intake.due(offer, now, zone, where.weekends.get(offer.country, intake.WEEKEND))
        return intake.act(offer, asked, SYSTEM, now, why="five working days passed") if asked else None

    return offers.tick(resources.engine(), clock, datetime.now(UTC))


def of_country(viewer: Viewer, country: str) -> tuple[Offer, ...]:
    """Return the offers of a country that a viewer may read, the oldest first."""
    let_time_pass()
    with resources.connection(viewer) as asked:
        found = tuple(each for each in offers.of_country(asked, country) if intake.may_read(viewer, each))
    # What came in before the mandates were read has waited for this.
    return tuple(_routed(each) if each.stage is OfferStage.RECEIVED else each for each in found)


def of_company(viewer: Viewer) -> tuple[intake.Told, ...]:
    """Return a company's own offers as it may be told them, the newest first."""
    let_time_pass()
    with resources.connection(viewer) as asked:
        own = [each for each in offers.of_partner(asked, viewer.partner) if intake.may_read(viewer, each)]
    return tuple(intake.told(each) for each in reversed(own))


def log(viewer: Viewer, ids: list[str]) -> Mapping[str, tuple[Event, ...]]:
    """Return every step of some offers."""
    with resources.connection(viewer) as asked:
        return offers.events(asked, ids)


def receive(viewer: Viewer, country: str, name: str, text: str, contact: str = "") -> None:
    """Take in an offer and route it at once, where the directory of mandates is ready; called by a button."""
    access.require(Right.OFFER)
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
        partner=viewer.partner,
        contact=contact.strip()[:300],
        language=language(text).value,
        entered_by=viewer.user,
    )
    with noting.writing(viewer, "brought an offer", offer.id) as asked:
        offers.receive(asked, offer)
    _routed(offer)
    if viewer.partner:
        st.session_state[DONE] = _("Your offer has been received. You get one answer, here.")


def _routed(offer: Offer) -> Offer:
    """Let Concert route an offer that nobody has routed yet; the offer as it is while that cannot be said."""
    found = routes(offer)
    if not found:
        return offer

    def rule(held: Offer, now: datetime) -> tuple[Offer, Event] | None:
        if held.stage is not OfferStage.RECEIVED:
            return None
        return intake.act(held, OfferAct.ROUTE, SYSTEM, now, routes=found)

    with resources.connection(SYSTEM) as asked:
        return offers.decide(asked, offer.id, rule)


def routes(offer: Offer) -> tuple[OfferRoute, ...]:
    """Return to whom an offer should go; nobody while the mandates are being read, or when it says too little."""
    directory = resources.readers().directory
    if directory is None:
        return ()
    return intake.route(offer, route(offer.text, directory, resources.encoder(), top=intake.MOST_ROUTES))


def do(viewer: Viewer, offer: Offer, what: OfferAct, *, why: str = "", answer: str = "", to: list[str] = ()) -> None:
    """Do something with an offer, or say why it is too late; called by a button."""
    access.require(Right.CLAIM_OFFERS, Right.OFFER)
    given = {each.entity: each for each in routes(offer)} if what is OfferAct.ROUTE else {}
    chosen = tuple(given.get(entity, OfferRoute(entity)) for entity in to) or tuple(given.values())
    try:
        with noting.writing(viewer, f"offer: {what.value}", offer.id, offer.disclosure.owner_entity) as asked:
            offers.decide(
                asked,
                offer.id,
                lambda held, at: intake.act(
                    held, what, viewer, at, why=why[:2000], routes=chosen, answer=answer[:4000]
                ),
            )
    except (IntakeError, NotFoundError):
        st.session_state[DONE] = _("Somebody was quicker, or something is missing: nothing was changed. Look again.")


def waiting(found: tuple[Offer, ...]) -> list[Offer]:
    """Return what is not settled yet, what waits for the coordinator first, then the oldest."""
    settled = {OfferStage.ANSWERED, OfferStage.WITHDRAWN}
    left = [each for each in found if each.stage not in settled]
    return sorted(left, key=lambda each: (each.stage is not OfferStage.ESCALATED, each.received))
