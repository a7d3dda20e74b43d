"""Cells counted in the database are those that are counted one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import pytest
from sqlalchemy import Engine

from data import engagements, loading, partners
from data.database import transaction
from data.overlaps import UnknownColumnError, shared_cells
from matching.overlaps.cells import count_cells
from matching.records import SYSTEM, Disclosure, Engagement, Entity, Member, Visibility
from tests.data.records import FULL_ENGAGEMENT, INVENTED, partner

ENTITIES = ("FAO", "UN-Habitat", "UNDP", "UNICEF", "WFP")


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    loading.load_reference(own_engine, [Entity(name, {"en": name}, INVENTED) for name in ENTITIES])
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [partner("P1")])
    return own_engine


def made(seed: int, count: int = 60) -> list[Engagement]:
    dice = Random(seed)  # noqa: S311 - repeatable chance, not secrets
    return [
        replace(
            FULL_ENGAGEMENT,
            id=f"E{number}",
            entities=tuple(dice.sample(ENTITIES, dice.randint(1, 3))),
            members=(Member("P1"),),
            countries=tuple(dice.sample(("KEN", "MLI", "FRA"), dice.randint(0, 2))),
            sdgs=tuple(dice.sample((1, 2, 3), dice.randint(0, 2))),
            disclosure=Disclosure("UNDP", dice.choice([Visibility.NAMED] * 4 + [Visibility.TYPE])),
            kpis=(),
            contributions=(),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_database_counts_as_one_would_by_hand(store: Engine, seed: int) -> None:
    all_ = made(seed)
    with transaction(store, SYSTEM) as connection:
        engagements.save_many(connection, all_)
        found = shared_cells(connection, ["country", "sdg"])
    shown = [each for each in all_ if each.disclosure.visibility is Visibility.NAMED]
    rows = [
        {"organisation": entity, "country": country, "sdg": str(goal)}
        for each in shown
        for entity, country, goal in product(each.entities, each.countries or ("",), each.sdgs or ("",))
    ]
    expected = count_cells(rows, ["country", "sdg"], "organisation")
    assert (found.cells, found.shared) == (expected.cells, expected.shared_cells)
    assert found.entities == dict(expected.organisations)
    assert list(found.pairs) == [(pair.left, pair.right, pair.shared) for pair in expected.pairs]
    assert found.withheld == len(all_) - len(shown)


def test_an_empty_register_has_no_cells(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        found = shared_cells(connection, ["type"])
    assert (found.cells, found.shared, found.entities, found.pairs) == (0, 0, {}, ())


@pytest.mark.parametrize("by", [[], ["country", "country"], ["country; DROP TABLE engagements"]])
def test_columns_are_checked_against_the_list(store: Engine, by: list[str]) -> None:
    with (
        pytest.raises(UnknownColumnError, match="country, sdg, resource, type, level"),
        transaction(store, SYSTEM) as asked,
    ):
        shared_cells(asked, by)
