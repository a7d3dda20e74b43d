"""Sets are loaded once an edition, whole or not at all, and never at the cost of what people entered."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from data import capabilities, engagements, loading, needs, partners, shortlists
from data.cases import Case
from data.database import transaction
from data.errors import LoadError, TakenError
from data.loading import SetName
from matching.records import SYSTEM, Affiliate, Capability, Disclosure, Engagement, Member, Need, Partner, Rule
from tests.data.records import (
    FULL_CAPABILITY,
    FULL_ENGAGEMENT,
    FULL_NEED,
    FULL_PARTNER,
    INVENTED,
    UNDP,
    UNICEF,
    partner,
)

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Net:
    """A network as the demo makes it."""

    partners: tuple[Partner, ...] = (FULL_PARTNER, partner("P2"), partner("P3"))
    capabilities: tuple[Capability, ...] = (FULL_CAPABILITY,)
    needs: tuple[Need, ...] = (FULL_NEED,)
    engagements: tuple[Engagement, ...] = (FULL_ENGAGEMENT,)


CASE = Case(
    engagement=replace(FULL_ENGAGEMENT, id="box 1", members=(Member("real"),), kpis=(), contributions=()),
    need=replace(FULL_NEED, id="box 1", facets=(), rules=()),
    partners=(partner("real"),),
    capabilities=(replace(FULL_CAPABILITY, id="box 1", partner="real"),),
    texts={},
    described=frozenset(),
)
SMALL = Net((partner("P1", "Changed"),), (), (), ())
COUNTED = ("entities", "partners", "capabilities", "needs", "facets", "engagements", "engagement_members", "kpis")


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    loading.load_reference(own_engine, [UNDP, UNICEF])
    return own_engine


def counts(engine: Engine) -> dict[str, int]:
    with transaction(engine, SYSTEM) as connection:
        return {table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() for table in COUNTED}  # noqa: S608 - names from the constant above


def ids(engine: Engine) -> list[str]:
    with transaction(engine, SYSTEM) as connection:
        return [found.id for found in partners.all_(connection)]


def test_a_set_is_loaded_whole_and_only_once(store: Engine) -> None:
    assert loading.load_demo(store, Net()) is True
    after = counts(store)
    assert after == {
        "entities": 2,
        "partners": 3,
        "capabilities": 1,
        "needs": 1,
        "facets": 2,
        "engagements": 1,
        "engagement_members": 2,
        "kpis": 2,
    }
    at = loading.loaded(store)[SetName.DEMO]
    assert loading.load_demo(store, Net()) is False
    assert counts(store) == after
    assert loading.loaded(store)[SetName.DEMO] == at
    assert at.records == 3 + 1 + 1 + 1


def test_an_edition_given_by_name_decides_whether_to_load(store: Engine) -> None:
    assert loading.load_demo(store, Net(), "seed 1") is True
    assert loading.load_demo(store, SMALL, "seed 1") is False
    assert loading.load_demo(store, SMALL, "seed 2") is True
    assert ids(store) == ["P1"]


def test_a_new_demo_replaces_the_old_one_and_nothing_else(store: Engine) -> None:
    loading.load_cases(store, [CASE])
    with transaction(store, SYSTEM) as connection:
        partners.save_many(connection, [partner("mine")])
        capabilities.save_many(connection, [replace(FULL_CAPABILITY, id="mine", partner="mine")])
    loading.load_demo(store, Net())
    loading.load_demo(store, SMALL)
    assert ids(store) == ["P1", "mine", "real"]
    assert counts(store)["capabilities"] == 2
    assert counts(store)["engagements"] == 1
    loading.remove(store, SetName.DEMO)
    assert ids(store) == ["mine", "real"]
    assert set(loading.loaded(store)) == {SetName.REFERENCE, SetName.CASES}


def test_organisations_that_people_refer_to_stay_when_their_set_goes(store: Engine) -> None:
    loading.load_demo(store, Net())
    with transaction(store, SYSTEM) as connection:
        own = Engagement("mine", "Mine", ("UNDP",), (Member("P2"),), INVENTED, Disclosure("UNDP"))
        engagements.save_many(connection, [own])
        partners.save_many(connection, [partner("mine", affiliates=(Affiliate("P3", 1.0),))])
    loading.load_demo(store, SMALL)
    assert ids(store) == ["P1", "P2", "P3", "mine"]
    loading.remove(store, SetName.DEMO)
    assert ids(store) == ["P2", "P3", "mine"]
    with transaction(store, SYSTEM) as connection:
        assert engagements.get(connection, "mine") == own


def test_a_shortlist_outlives_a_reload_of_the_demo(store: Engine) -> None:
    loading.load_demo(store, Net())
    with transaction(store, SYSTEM) as connection:
        shortlists.add(connection, "amina", "P2")
    for network, expected in [(SMALL, []), (Net(), ["P2"])]:
        loading.load_demo(store, network)
        with transaction(store, SYSTEM) as connection:
            assert [entry.partner for entry in shortlists.of_viewer(connection, "amina")] == expected


def test_entities_are_brought_up_to_date_in_place(store: Engine) -> None:
    loading.load_demo(store, Net())
    assert loading.load_reference(store, [UNDP, UNICEF]) is False
    assert loading.load_reference(store, [replace(UNDP, mandate="New words.")]) is True
    with transaction(store, SYSTEM) as connection:
        rows = connection.execute(text("SELECT id, mandate FROM entities ORDER BY id")).all()
    # UNICEF left the list, but an engagement names it.
    assert [tuple(row) for row in rows] == [("UNDP", "New words."), ("UNICEF", "")]


def test_a_reference_to_nothing_is_named_and_nothing_is_loaded(own_engine: Engine) -> None:
    with pytest.raises(LoadError, match=r"set 'demo' was not loaded, nothing was changed.*\(UNDP\) is not present"):
        loading.load_demo(own_engine, Net())
    assert set(counts(own_engine).values()) == {0}
    assert loading.loaded(own_engine) == {}


def test_a_failed_load_leaves_the_edition_before(store: Engine) -> None:
    loading.load_demo(store, Net())
    before = counts(store)
    broken = replace(Net(), capabilities=(replace(FULL_CAPABILITY, partner="nobody"),))
    with pytest.raises(LoadError, match=r"\(nobody\) is not present"):
        loading.load_demo(store, broken)
    assert counts(store) == before


def test_what_people_entered_under_the_same_id_stops_a_load(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        partners.save_many(connection, [partner("P2", "Mine")])
    with pytest.raises(TakenError, match="P2"):
        loading.load_demo(store, Net())
    assert ids(store) == ["P2"]


def test_two_loads_at_the_same_time_load_once(store: Engine) -> None:
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda _: loading.load_demo(store, Net()), range(2)))
    assert sorted(done) == [False, True]
    assert counts(store)["partners"] == 3


def test_the_edition_changes_with_any_field() -> None:
    assert loading.edition_of([FULL_NEED]) == loading.edition_of([FULL_NEED])
    assert loading.edition_of([FULL_NEED]) != loading.edition_of([replace(FULL_NEED, urgency="low")])
    assert loading.edition_of([]) != loading.edition_of([FULL_NEED])


def test_the_edition_is_the_same_in_every_run() -> None:
    script = (
        "from data.loading import edition_of; from matching.records import Rule;"
        "print(edition_of([Rule('r', '>=', 1, frozenset(map(str, range(20))))]))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }
    rule = Rule("r", ">=", 1, frozenset(map(str, range(20))))
    assert found == {f"{loading.edition_of([rule])}\n".encode()}


def test_needs_of_the_demo_come_back_from_the_database(store: Engine) -> None:
    loading.load_demo(store, Net())
    with transaction(store, SYSTEM) as connection:
        assert needs.all_(connection) == (FULL_NEED,)
