"""The small network with a register: two that collide, one that may not be named, one that is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from data import approaches
from data.database import transaction
from matching.records import (
    SYSTEM,
    Approach,
    Disclosure,
    Gate,
    Level,
    Period,
    Resource,
    Stage,
    Visibility,
)
from tests.dashboard.sample import INVENTED

TODAY = datetime.now(UTC).date()
GATE = Gate(5, "Vaccines stay cold.", "The ministry asked.", go=True)
FIRST = Approach(
    id="ask-1",
    entity="UNICEF",
    partner="p-froid",
    level=Level.COUNTRY,
    country="MLI",
    resource=Resource.TECHNOLOGY,
    window=Period(TODAY - timedelta(days=5), TODAY + timedelta(days=60)),
    origin=INVENTED,
    disclosure=Disclosure("UNICEF"),
    sdgs=(3,),
    need="need-cold",
    topic="Cold chain for vaccines",
    stage=Stage.CLEARED,
    owner="amina",
    gate=GATE,
    registered=datetime.now(UTC) - timedelta(days=20),
    since=datetime.now(UTC) - timedelta(days=20),
)


def later(id: str, entity: str, shown: Visibility, **changes: object) -> Approach:
    """Return an approach that came after the first."""
    at = datetime.now(UTC) - timedelta(days=1)
    told = Disclosure(entity, shown, "" if shown is Visibility.NAMED else "other bids pending")
    return replace(
        FIRST,
        id=id,
        entity=entity,
        disclosure=told,
        need="",
        registered=at,
        since=at,
        **{"stage": Stage.CONTESTED, **changes},  # type: ignore[arg-type]  # fields of the record
    )


REGISTER = (
    FIRST,
    later("ask-2", "WHO", Visibility.NAMED),
    later("ask-3", "UNFPA", Visibility.TYPE),
    later("ask-4", "UNHCR", Visibility.HIDDEN),
    later("ask-5", "WFP", Visibility.NAMED, partner="p-kelvin", stage=Stage.CLEARED),
)


@pytest.fixture
def register(pages: AppTest, network: Engine) -> Iterator[AppTest]:
    """Give the dashboard with the register, empty again afterwards."""
    with transaction(network, SYSTEM) as connection:
        approaches.save_many(connection, REGISTER)
    yield pages
    with transaction(network, SYSTEM) as connection:
        for table in ("talks", "approaches", "resolutions", "quiet_periods"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names from the line before
