"""A store with two entities, two partners and a little due diligence around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from data import loading, partners
from data.database import transaction
from data.integrity import known, screenings
from matching.records import SYSTEM, Disclosure, Fact, Flag, FlagStep, Kind, Ruling, Rung, Screening, Visibility
from tests.data.records import INVENTED, UNDP, UNICEF, partner

DAY = date(2026, 11, 2)
FACTS = (
    Fact("f1", "P1", "tobacco", 0.25, DAY, INVENTED),
    Fact("f2", "P1", "global_compact", "active", DAY, INVENTED, date(2026, 12, 1)),
)
FLAG = Flag(
    "flag",
    "P2",
    (FlagStep(Rung.OBSERVATION, DAY, "amina", "a remark"), FlagStep(None, DAY, "amina", "settled")),
    INVENTED,
    Disclosure("UNDP", Visibility.HIDDEN, "under review"),
)
SCREENING = Screening(
    "s1",
    "UNDP",
    "P1",
    DAY,
    INVENTED,
    Disclosure("UNDP"),
    date(2026, 11, 20),
    Ruling.CONDITIONAL,
    "in house",
    "bo",
    shared=True,
    consulted=("UNICEF",),
    until=date(2027, 11, 20),
)


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    loading.load_reference(own_engine, [UNDP, UNICEF])
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [partner("P1"), replace(partner("P2"), kind=Kind.NATIONAL_COMPANY)])
        known.save_facts(connection, FACTS)
        known.save_flags(connection, [FLAG])
        screenings.save_many(connection, [SCREENING])
    return own_engine
