"""What a coordinator keeps of a country: the level of its Local Network and its plan, in versions."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from acts import country
from acts.act import Caller
from acts.errors import NotAllowedError, StaleError
from data import loading
from data.entities import read_entities
from matching.records import Disclosure, NetworkPlan, Origin, UserRole, Viewer
from tests.acts.test_act import lines

ROSA = Viewer("rosa", UserRole.COORDINATOR, "DCO", frozenset({"KEN"}))


@pytest.fixture
def by(own_engine: Engine) -> Caller:
    loading.load_reference(own_engine, read_entities())
    return Caller(own_engine, ROSA, signed_in=False)


def test_a_coordinator_states_the_level_of_their_own_country_alone(by: Caller) -> None:
    before = country.stamp(by)
    country.state_network(by, "KEN", 2, "Meets each month", "")
    assert country.stamp(by) != before
    assert [(each.level, each.who) for each in country.provided(by).networks if each.country == "KEN"] == [(2, "rosa")]
    with pytest.raises(NotAllowedError, match="rosa may not state a level for MLI"):
        country.state_network(by, "MLI", 2, "", "")
    assert [line[2:] for line in lines(by.engine)] == [("KEN", "DCO", "stated the Local Network")]


def test_a_plan_is_saved_in_versions_and_never_over_anothers(by: Caller) -> None:
    plan = NetworkPlan("KEN", "Plan", (), (), Origin("test"), Disclosure(country.OWNER))
    country.save_plan(by, plan, 0, "first")
    with pytest.raises(StaleError):
        country.save_plan(by, plan, 0, "over it")
    assert [each.version for each in country.plan_versions(by, "KEN")] == [1]
    assert [line[2:] for line in lines(by.engine)] == [("KEN", "DCO", "saved the plan of the local network")]


def test_types_of_emergency_are_known_by_id() -> None:
    assert all(each.id == name for name, each in country.emergencies().items())
