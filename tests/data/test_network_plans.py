"""Plans on a real database: every version stays, of two who save at once one is told, only the coordinator writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from data import network_plans
from data.database import transaction
from data.entities import read_entities
from data.errors import StaleError
from data.loading import load_reference
from matching.records import UserRole, Viewer
from tests.matching.test_network_plan import PLAN

MALI = Viewer("rc", UserRole.COORDINATOR, countries=frozenset({"MLI"}))
KENYA = Viewer("rc2", UserRole.COORDINATOR, countries=frozenset({"KEN"}))
FAO = Viewer("fp", UserRole.FOCAL_POINT, "FAO")
COMPANY = Viewer("joan", UserRole.EXTERNAL, partner="well")


@pytest.fixture
def store(own_engine: Engine) -> Iterator[Engine]:
    load_reference(own_engine, read_entities())
    with transaction(own_engine, MALI) as connection:
        assert network_plans.save(connection, PLAN, "rc", "first") == 1
    yield own_engine


def test_a_plan_comes_back_whole_and_every_version_stays(store: Engine) -> None:
    second = replace(PLAN, title="Mali, second", rows=PLAN.rows[:1], steps=())
    with transaction(store, MALI) as connection:
        assert network_plans.save(connection, second, "rc", "shorter", seen=1) == 2
        found = network_plans.versions(connection, "MLI")
    assert [(each.version, each.title, each.why) for each in found] == [
        (2, "Mali, second", "shorter"),
        (1, "Mali", "first"),
    ]
    assert (found[1].rows, found[1].steps) == (PLAN.rows, PLAN.steps)
    assert (found[0].rows, found[0].steps) == (second.rows, ())


def test_of_two_who_saw_the_same_version_the_second_is_told(store: Engine) -> None:
    with transaction(store, MALI) as connection:
        network_plans.save(connection, PLAN, "rc", seen=1)
    with (
        pytest.raises(StaleError, match="you have version 1, there is version 2"),
        transaction(store, MALI) as connection,
    ):
        network_plans.save(connection, PLAN, "rc", seen=1)
    with pytest.raises(StaleError), transaction(store, MALI) as connection:
        network_plans.save(connection, PLAN, "rc", seen=0)


def test_others_of_the_un_read_and_only_the_coordinator_of_the_country_writes(store: Engine) -> None:
    for viewer, plans in ((FAO, ("MLI",)), (KENYA, ("MLI",)), (COMPANY, ()), (None, ())):
        with transaction(store, viewer) as connection:
            assert network_plans.countries(connection) == plans
            assert len(network_plans.versions(connection, "MLI")) == len(plans)
    for viewer in (FAO, KENYA, COMPANY):
        with pytest.raises(DBAPIError, match="row-level security"), transaction(store, viewer) as connection:
            network_plans.save(connection, replace(PLAN, country="NER"), "x")
        with pytest.raises((DBAPIError, StaleError)), transaction(store, viewer) as connection:
            network_plans.save(connection, PLAN, "x", seen=1)
