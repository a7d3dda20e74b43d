"""A register with two entities that have rules, two partners, and a little due diligence around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from data import loading, partners
from data.database import transaction
from data.integrity import adopting, known, screenings
from matching.records import (
    SYSTEM,
    Disclosure,
    Fact,
    Flag,
    FlagStep,
    Kind,
    RuleChange,
    RuleStanding,
    Ruling,
    Rung,
    Screening,
    Visibility,
)
from tests.data.records import INVENTED, UNDP, UNICEF, partner

TODAY = datetime.now(UTC).date()
AGO = TODAY - timedelta(days=5)


@pytest.fixture
def screened_register(own_engine: Engine) -> Engine:
    """Give a database in which UNDP excludes tobacco and UNICEF calls it a high risk; `maker` earns a quarter with it.

    UNICEF has screened `maker`, openly and once in secret, and keeps an open flag on it and a hidden one on `other`.
    """
    loading.load_reference(own_engine, [UNDP, UNICEF])
    done = Screening(
        "s-open",
        "UNICEF",
        "maker",
        AGO,
        INVENTED,
        Disclosure("UNICEF"),
        TODAY,
        Ruling.HIGH_RISK,
        screener="bo",
        shared=True,
    )
    hidden = Disclosure("UNICEF", Visibility.HIDDEN, "under review")
    known_facts = [
        Fact(f"{criterion}", "maker", criterion, value, AGO, INVENTED)
        for criterion, value in (
            ("sector_review", "done"),
            ("tobacco", 0.25),
            ("sanctions", "clear"),
            ("controversy_review", "done"),
        )
    ]
    with transaction(own_engine, SYSTEM) as connection:
        made = [replace(partner(name), kind=Kind.NATIONAL_COMPANY) for name in ("maker", "other")]
        partners.save_many(connection, made)
        known.save_facts(connection, known_facts)
        for entity, rule in (("UNDP", "TOB-X"), ("UNICEF", "TOB-H")):
            adopting.change(connection, RuleChange(entity, rule, RuleStanding.ADOPTED, "amina", AGO))
        screenings.save_many(connection, [done, replace(done, id="s-secret", disclosure=hidden)])
        for flag, firm, told in (("g-open", "maker", Disclosure("UNICEF")), ("g-secret", "other", hidden)):
            step = FlagStep(Rung.ESCALATED, AGO, "bo", "unpaid suppliers")
            known.save_flags(connection, [Flag(flag, firm, (step,), INVENTED, told)])
    return own_engine
