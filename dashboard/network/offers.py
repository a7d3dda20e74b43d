"""Offers on the page: read as time has moved them on, routed when the mandates are there, and the buttons of each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from acts import offers
from acts.errors import NotFoundError
from acts.offers import IntakeError
from dashboard import access, resources
from dashboard.words import _
from matching.intake import OfferAct
from matching.policy import Right
from matching.records import Offer, OfferRoute, OfferStage, Viewer

DONE = "offers-done"  # what an act has to say when the page is shown again


@st.cache_data(ttl="1m", max_entries=1, show_spinner=False)
def let_time_pass() -> int:
    """Move on what nobody took in five working days, at most once a minute; return how many offers moved."""
    return offers.let_time_pass(resources.engine())


def of_country(viewer: Viewer, country: str) -> tuple[Offer, ...]:
    """Return the offers of a country that a viewer may read, the oldest first."""
    let_time_pass()
    found = offers.of_country(resources.caller(viewer), country)
    # What came in before the mandates were read has waited for this.
    return tuple(_routed(each, viewer) if each.stage is OfferStage.RECEIVED else each for each in found)


def receive(viewer: Viewer, country: str, name: str, text: str, contact: str = "") -> None:
    """Take in an offer and route it at once, where the directory of mandates is ready; called by a button."""
    access.require(Right.OFFER)
    _routed(offers.receive(resources.caller(viewer), country, name, text, contact), viewer)
    if viewer.partner:
        st.session_state[DONE] = _("Your offer has been received. You get one answer, here.")


def routes(offer: Offer) -> tuple[OfferRoute, ...]:
    """Return to whom an offer should go; nobody while the mandates are being read, or when it says too little."""
    directory = resources.readers().directory
    return () if directory is None else offers.routes(offer, directory, resources.encoder())


def do(
    viewer: Viewer, offer: Offer, what: OfferAct, *, why: str = "", answer: str = "", to: Sequence[str] = ()
) -> None:
    """Do something with an offer, or say why it is too late; called by a button."""
    access.require(Right.CLAIM_OFFERS, Right.OFFER)
    given = {each.entity: each for each in routes(offer)} if what is OfferAct.ROUTE else {}
    chosen = tuple(given.get(entity, OfferRoute(entity)) for entity in to) or tuple(given.values())
    try:
        offers.move(resources.caller(viewer), offer, what, why=why, answer=answer, to=chosen)
    except (IntakeError, NotFoundError):
        st.session_state[DONE] = _("Somebody was quicker, or something is missing: nothing was changed. Look again.")


def waiting(found: Sequence[Offer]) -> list[Offer]:
    """Return what is not settled yet, what waits for the coordinator first, then the oldest."""
    settled = {OfferStage.ANSWERED, OfferStage.WITHDRAWN}
    left = [each for each in found if each.stage not in settled]
    return sorted(left, key=lambda each: (each.stage is not OfferStage.ESCALATED, each.received))


def _routed(offer: Offer, viewer: Viewer) -> Offer:
    found = routes(offer)
    return offers.route(resources.caller(viewer), offer, found) if found else offer
