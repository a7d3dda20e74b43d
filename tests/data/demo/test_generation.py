from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from data.demo import DemoNetwork, generate
from data.entities import read_entities
from matching.records import Entity, Origin


def test_the_same_seed_gives_the_same_network() -> None:
    assert generate(seed=7, partners=80, needs=40, engagements=60) == generate(
        seed=7, partners=80, needs=40, engagements=60
    )


def test_another_seed_gives_other_names_and_texts() -> None:
    one, other = (generate(seed=seed, partners=80, needs=40, engagements=60) for seed in (1, 2))
    assert not {partner.name for partner in one.partners} & {partner.name for partner in other.partners}
    assert not {capability.text for capability in one.capabilities} & {
        c.text for c in other.capabilities if len(c.text) > 60
    }


def test_sizes_are_as_asked(network: DemoNetwork) -> None:
    assert (len(network.partners), len(network.needs), len(network.engagements)) == (1000, 600, 1500)


@settings(max_examples=12)
@given(
    seed=some.integers(0, 10**6),
    partners=some.integers(1, 40),
    needs=some.integers(0, 45),
    engagements=some.integers(0, 30),
)
def test_any_size_works(seed: int, partners: int, needs: int, engagements: int) -> None:
    made = generate(seed, partners, needs, engagements)
    assert (len(made.partners), len(made.needs), len(made.engagements)) == (partners, needs, engagements)
    assert {capability.partner for capability in made.capabilities} == {partner.id for partner in made.partners}
    assert len({partner.name for partner in made.partners}) == partners
    assert all(engagement.members and engagement.size_class for engagement in made.engagements)


def test_unknown_entities_are_led_by_their_goals() -> None:
    entity = Entity("XYZ", {"en": "An entity of the future"}, Origin("test"), sdgs=(14,))
    made = generate(partners=30, needs=12, engagements=10, entities=[entity])
    assert made.entities == (entity,)
    assert {need.entity for need in made.needs} == {"XYZ"}


def test_dates_move_with_today() -> None:
    early, late = (generate(partners=20, needs=5, engagements=40, today=date(year, 11, 1)) for year in (2020, 2026))
    shifts = {
        (second.period.start - first.period.start).days
        for first, second in zip(early.engagements, late.engagements, strict=True)
        if first.period.start and second.period.start
    }
    assert shifts == {(date(2026, 11, 1) - date(2020, 11, 1)).days}


@pytest.mark.parametrize(
    ("sizes", "message"),
    [((0, 1, 1), "partners must be at least 1, got 0"), ((1, -1, 1), "needs must be at least 0, got -1")],
)
def test_impossible_sizes_are_refused(sizes: tuple[int, int, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        generate(0, *sizes)


def test_a_network_needs_an_entity() -> None:
    with pytest.raises(ValueError, match="at least 1 entity"):
        generate(partners=1, needs=0, engagements=0, entities=[])


def test_the_default_takes_thirty_eight_reference_entities(network: DemoNetwork) -> None:
    assert {entity.id for entity in network.entities} <= {entity.id for entity in read_entities()}
    assert len(network.entities) == 38
