"""Offers on a real database: kept whole, claimed once, moved by the clock, and read only by those concerned."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data import offers
from data.database import transaction
from data.entities import read_entities
from data.errors import NotFoundError
from data.loading import load_reference
from matching.intake import IntakeError, OfferAct, act, due
from matching.records import SYSTEM, Event, Offer, OfferRoute, OfferStage, Pointer, Viewer
from tests.matching.test_intake import COMPANY, FAO, KENYA, MALI, NOW, OFFER, RIVAL, UNICEF, WFP

ROUTES = (OfferRoute("WFP", 0.9, (Pointer("cold rooms", "cold chain", 0.8),)), OfferRoute("UNICEF", 0.8))


@pytest.fixture
def store(own_engine: Engine) -> Iterator[Engine]:
    load_reference(own_engine, read_entities())
    yield own_engine


def put(store: Engine, offer: Offer = OFFER) -> None:
    """Let an offer come in and be routed."""
    with transaction(store, COMPANY if offer.partner else KENYA) as connection:
        offers.receive(connection, offer)
    do(store, offer.id, OfferAct.ROUTE, SYSTEM, routes=ROUTES)


def do(store: Engine, id: str, what: OfferAct, viewer: Viewer, at: datetime = NOW, **more: object) -> Offer:
    with transaction(store, viewer) as connection:
        return offers.decide(connection, id, lambda offer, now: act(offer, what, viewer, now, **more), at)  # type: ignore[arg-type]


def test_an_offer_comes_back_as_it_was_with_its_routes_and_every_step(store: Engine) -> None:
    put(store)
    do(store, "o1", OfferAct.TAKE, WFP)
    answered = do(store, "o1", OfferAct.ANSWER, WFP, answer="We come on Monday.")
    with transaction(store, KENYA) as connection:
        assert offers.get(connection, "o1") == answered
        assert answered.routes == ROUTES
        log = offers.events(connection, ["o1"])["o1"]
    assert [(each.transition, each.who) for each in log] == [
        ("receive", "joan"),
        ("route", "concert"),
        ("take", "of WFP"),
        ("answer", "of WFP"),
    ]


def test_of_many_who_claim_it_at_once_exactly_one_wins(store: Engine) -> None:
    put(store)
    start = Barrier(10)

    def claim(number: int) -> str:
        viewer = replace((WFP, UNICEF)[number % 2], user=f"user {number}")
        start.wait()
        try:
            return do(store, "o1", OfferAct.TAKE, viewer).taken_by
        except IntakeError:
            return ""

    with ThreadPoolExecutor(10) as pool:
        won = [entity for entity in pool.map(claim, range(10)) if entity]
    with transaction(store, SYSTEM) as connection:
        assert [offers.get(connection, "o1").taken_by] == won
        assert [each.transition for each in offers.events(connection, ["o1"])["o1"]].count("take") == 1


def test_the_clock_moves_what_nobody_took_once(store: Engine) -> None:
    put(store)
    put(store, replace(OFFER, id="o2"))
    do(store, "o2", OfferAct.TAKE, WFP)

    def rule(offer: Offer, now: datetime) -> tuple[Offer, Event] | None:
        asked = due(offer, now, ZoneInfo("Africa/Nairobi"))
        return act(offer, asked, SYSTEM, now, why="five working days") if asked else None

    assert offers.tick(store, rule, NOW + timedelta(days=6)) == 0
    late = NOW + timedelta(days=8)
    assert [offers.tick(store, rule, late) for _ in range(2)] == [1, 0]
    with transaction(store, KENYA) as connection:
        stages = {each.id: each.stage for each in offers.of_country(connection, "KEN")}
    assert stages == {"o1": OfferStage.ESCALATED, "o2": OfferStage.TAKEN}


def test_only_those_concerned_see_an_offer_whatever_they_ask_the_database(store: Engine) -> None:
    put(store)
    for viewer, rows in ((KENYA, 1), (WFP, 1), (COMPANY, 1), (MALI, 0), (FAO, 0), (RIVAL, 0), (None, 0)):
        with transaction(store, viewer) as connection:
            assert connection.scalar(text("SELECT count(*) FROM offers")) == rows, viewer
    with transaction(store, COMPANY) as connection:
        assert connection.scalar(text("SELECT count(*) FROM offer_routes")) == 0
        assert connection.scalar(text("SELECT count(*) FROM offer_events")) == 0
        assert offers.of_partner(connection, "kelvin")[0].routes == ()
    with transaction(store, FAO) as connection, pytest.raises(NotFoundError):
        offers.get(connection, "o1")


def test_a_company_speaks_for_itself_only_and_may_take_its_offer_back(store: Engine) -> None:
    with pytest.raises(DBAPIError, match="row-level security"), transaction(store, RIVAL) as connection:
        offers.receive(connection, OFFER)
    put(store)
    assert do(store, "o1", OfferAct.WITHDRAW, COMPANY).stage is OfferStage.WITHDRAWN


def test_the_log_is_never_changed_nor_emptied(store: Engine) -> None:
    put(store)
    for statement in ("UPDATE offer_events SET who = 'x'", "DELETE FROM offer_events", "TRUNCATE offer_events"):
        with pytest.raises(DBAPIError), transaction(store, SYSTEM) as connection:
            connection.execute(text(statement))
