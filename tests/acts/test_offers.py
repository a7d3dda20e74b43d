"""An offer taken in, routed by Concert, claimed once, and each step of a person one line in the log."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from acts import offers
from acts.act import Caller
from acts.errors import NotAllowedError
from acts.offers import IntakeError
from data import loading
from matching.intake import OfferAct
from matching.records import Offer, OfferRoute, OfferStage, UserRole, Viewer
from tests.acts.test_act import lines
from tests.data.records import UNDP, UNICEF

COORDINATOR = Viewer("rosa", UserRole.COORDINATOR, "DCO", frozenset({"KEN"}))
TEXT = "We lend twenty refrigerated trucks for three months in Nairobi and pay the drivers."


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    loading.load_reference(own_engine, [UNDP, UNICEF])
    return own_engine


def caller(store: Engine, viewer: Viewer = COORDINATOR) -> Caller:
    return Caller(store, viewer, signed_in=False)


def received(store: Engine) -> Offer:
    return offers.receive(caller(store), "KEN", " Baridi Ltd ", f" {TEXT} ", "desk")


def test_an_offer_is_kept_as_typed_and_waits_until_it_is_routed(store: Engine) -> None:
    offer = received(store)
    (found,) = offers.of_country(caller(store), "KEN")
    assert (found.name, found.text, found.stage) == ("Baridi Ltd", TEXT, OfferStage.RECEIVED)
    assert [line[2:] for line in lines(store)] == [(offer.id, "DCO", "brought an offer")]


def test_concert_routes_an_offer_once_whoever_looks_at_it_first(store: Engine) -> None:
    offer = received(store)
    routed = offers.route(caller(store), offer, (OfferRoute("UNICEF", 0.9),))
    assert (routed.stage, [each.entity for each in routed.routes]) == (OfferStage.ROUTED, ["UNICEF"])
    again = offers.route(caller(store), offer, (OfferRoute("UNDP", 0.9),))
    assert [each.entity for each in again.routes] == ["UNICEF"]


def test_one_entity_takes_an_offer_and_the_next_comes_too_late(store: Engine) -> None:
    offer = offers.route(caller(store), received(store), (OfferRoute("UNICEF", 0.9), OfferRoute("UNDP", 0.8)))
    first, second = (
        caller(store, Viewer(name, UserRole.FOCAL_POINT, entity)) for name, entity in (("a", "UNICEF"), ("b", "UNDP"))
    )
    offers.move(first, offer, OfferAct.TAKE)
    with pytest.raises(IntakeError):
        offers.move(second, offer, OfferAct.TAKE)
    assert [line[0] for line in lines(store) if line[-1] == "offer: take"] == ["a"]


def test_who_may_neither_bring_nor_claim_offers_does_neither(store: Engine) -> None:
    auditor = caller(store, Viewer("ada", UserRole.AUDITOR))
    with pytest.raises(NotAllowedError):
        offers.receive(auditor, "KEN", "x", TEXT)
    with pytest.raises(NotAllowedError):
        offers.move(auditor, received(store), OfferAct.TAKE)
