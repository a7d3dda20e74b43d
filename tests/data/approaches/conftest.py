"""A store with two entities and a corporate group, and approaches to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from data import loading, partners
from data.approaches import Decide
from data.database import transaction
from matching.clearance import Bearings, Places, elapsed, register
from matching.records import (
    SYSTEM,
    Affiliate,
    Approach,
    Circle,
    Disclosure,
    Entity,
    Gate,
    Level,
    Outcome,
    Period,
    Resource,
)
from tests.data.records import INVENTED, UNDP, UNICEF, partner

NOW = datetime(2026, 11, 4, 15, tzinfo=UTC)  # a Wednesday
PLACES = Places({"KEN": "Africa/Nairobi"})
WFP = Entity("WFP", {"en": "World Food Programme"}, INVENTED)
DRAFT = Approach(
    id="a1",
    entity="WFP",
    partner="firm",
    level=Level.COUNTRY,
    country="KEN",
    resource=Resource.LOGISTICS,
    window=Period(date(2026, 11, 1), date(2026, 12, 31)),
    origin=INVENTED,
    disclosure=Disclosure("WFP"),
    sdgs=(2,),
    owner="amina",
    gate=Gate(3, "Trucks before the rains.", "The ministry asked us.", go=True),
)


def draft(id: str, entity: str = "WFP", partner: str = "firm") -> Approach:
    """Return a draft of an entity."""
    return replace(DRAFT, id=id, entity=entity, partner=partner, disclosure=Disclosure(entity), owner=f"of {entity}")


def registers(approach: Approach, at: datetime | None = None) -> Decide:
    """Return the decision that registers an approach."""

    def decide(circle: Circle, now: datetime) -> Outcome:
        return register(approach, circle, approach.owner, Bearings(at or now, PLACES))

    return decide


def clock(circle: Circle, at: datetime) -> Outcome:
    """Return what time asks for."""
    return elapsed(circle, Bearings(at, PLACES))


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    loading.load_reference(own_engine, [UNDP, UNICEF, WFP])
    firms = [partner("firm", affiliates=(Affiliate("branch", 0.8),)), partner("branch"), partner("other")]
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, firms)
    return own_engine


LATER = timedelta(days=14)
