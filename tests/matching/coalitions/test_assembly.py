"""From a need and a pool to coalitions, end to end; the laws of the optimiser hold here too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.cases import read_cases
from data.countries import read_countries
from matching.coalitions import Alliance, Apart, Assembly, Conditions, Demand, Wish
from matching.coalitions.assembly import capacities
from matching.pool import Pool
from matching.records import Affiliate, Capability, Kind, Profile, Resource, Size
from models.encoder import load_encoder
from tests.matching.coalitions.parties import INVENTED, need, profile

ASKED = need(
    "We seek solar refrigerators for vaccines, training of technicians, and trucks that carry medicines.",
    countries=("MLI",),
    resources=(Resource.LOGISTICS,),
)
FIRM = {"kind": Kind.NATIONAL_COMPANY, "size": Size.MSME, "country": "MLI"}
POOL = (
    profile("ice", "We install solar refrigerators for vaccines in clinics.", affiliates=(Affiliate("ice-mali", 1.0),)),
    profile("ice-mali", "Solar refrigerators for vaccines, sold and mended in Mali.", **FIRM),
    profile("school", "Training of technicians who mend refrigerators is what our school does.", country="MLI"),
    profile("trucks", "Our trucks carry medicines to the villages.", (Resource.LOGISTICS,), **FIRM),
    profile("books", "We print atlases and school books for libraries."),
    profile("carts", "Donkey carts carry medicines where trucks cannot go.", (Resource.LOGISTICS,), **FIRM),
)


def test_the_need_is_covered_by_partners_who_complete_each_other() -> None:
    made = Assembly.of(ASKED, Pool.of(POOL))
    best = max(made.proposal.choices, key=lambda choice: choice.value)
    assert {"school", "trucks"} <= set(best.members)
    assert len({"ice", "ice-mali"} & set(best.members)) == 1  # a parent and its affiliate never sit together
    assert "books" not in best.members


def test_locks_exclusions_and_demands_hold_in_every_proposal() -> None:
    wished = Conditions(
        demands=(Demand(Wish.SMALL_COMPANY, 2),), forced=frozenset({"school"}), forbidden=frozenset({"trucks"})
    )
    made = Assembly.of(ASKED, Pool.of(POOL), wished)
    assert made.proposal.choices
    for choice in made.proposal.choices:
        assert "school" in choice.members
        assert "trucks" not in choice.members
        assert made.terms.broken(choice.members) == ()


def test_an_alliance_takes_one_seat_with_its_firms_inside_and_speaks_with_their_sentences() -> None:
    firms = Alliance(("carts", "trucks"))
    made = Assembly.of(ASKED, Pool.of(POOL), Conditions(alliances=(firms,), forced=frozenset({firms.id})))
    chosen = made.proposal.choices[0]
    assert firms.id in chosen.members
    assert not set(firms.members) & set(chosen.members)
    assert made.profiles[firms.id].partner.name == "Name of carts + Name of trucks"
    trucks = next(place for place, facet in enumerate(made.coverage.facets) if "trucks" in facet.text)
    assert made.evidence(firms.id, trucks)[0].right == POOL[3].texts[0]


def test_a_set_that_breaks_a_term_still_has_a_worth_and_says_what_it_breaks() -> None:
    made = Assembly.of(ASKED, Pool.of(POOL))
    seating = made.seating(["ice", "ice-mali"])
    assert [str(each) for each in seating.broken] == ["ice and ice-mali: Name of ice holds 100% of Name of ice-mali"]
    assert 0 < seating.choice.coverage < 1
    assert {facet.text for facet in seating.uncovered} >= {"training of technicians"}


def test_who_is_proposed_as_one_more_adds_what_is_said() -> None:
    made = Assembly.of(ASKED, Pool.of(POOL))
    before = made.seating(["school"]).choice.value
    found = made.newcomers(["school"])
    for partner, change in found:
        assert made.seating(["school", partner]).choice.value - before == pytest.approx(change)
    assert [change for _, change in found] == sorted((change for _, change in found), reverse=True)
    assert made.newcomers(["school"], 1) == found[:1]
    everybody = [each.id for each in POOL if each.id != "school"]
    assert found[0][1] == pytest.approx(max(made.seating(["school", name]).choice.value for name in everybody) - before)


def test_other_conditions_need_no_new_measurement() -> None:
    first = Assembly.of(ASKED, Pool.of(POOL))
    wished = Conditions(demands=(Demand(Wish.NGO),), apart=frozenset())
    again = Assembly.on(first.reach, wished)
    assert again.proposal == Assembly.of(ASKED, Pool.of(POOL), wished).proposal


def test_capacity_is_the_sum_of_what_is_stated() -> None:
    two = profile("two")
    said = [replace(two.capabilities[0], capacity=2), Capability("c", "two", "More.", INVENTED, capacity=3)]
    assert capacities([Profile(two.partner, tuple(said)), profile("none")]) == {"two": 2 + 3}
    made = Assembly.of(ASKED, Pool.of(POOL), Conditions(capacity=dict.fromkeys((p.id for p in POOL), 1)))
    served = [who for who in made.proposal.choices[0].serves if who is not None]
    assert len(served) == len(set(served))


@settings(max_examples=10)
@given(st.permutations(POOL), st.sampled_from(Wish))
def test_order_changes_nothing_and_a_demand_never_raises_the_worth(pool: list[Profile], wish: Wish) -> None:
    free = Assembly.of(ASKED, Pool.of(POOL), Conditions(apart=frozenset({Apart.AFFILIATES})))
    assert Assembly.of(ASKED, Pool.of(pool)).proposal == free.proposal
    bound = Assembly.on(free.reach, Conditions(demands=(Demand(wish),))).proposal
    best = max(choice.value for choice in free.proposal.choices)
    assert all(choice.value <= best + 1e-9 for choice in bound.choices)


@pytest.mark.encoder
def test_the_hibiscus_case_comes_out_as_growers_wholesalers_and_importers() -> None:
    cases = read_cases()
    hibiscus = next(case for case in cases if case.id == "sudan-hibiscus")
    offered: dict[str, list[Capability]] = {}
    partners = {partner.id: partner for case in cases for partner in case.partners}
    for case in cases:
        for partner, capability in zip(case.partners, case.capabilities, strict=True):
            offered.setdefault(partner.id, []).append(capability)
    profiles = [Profile(partners[key], tuple(offered[key])) for key in sorted(partners)]
    regions = {country.iso3: country.region for country in read_countries()}
    made = Assembly.of(hibiscus.need, Pool.of(profiles, load_encoder(), regions))
    assert made.proposal.choices[0].members == (
        "sudan-hibiscus-farmer-groups-of-women-growers",
        "sudan-hibiscus-international-importers",
        "sudan-hibiscus-local-wholesalers",
    )


def test_whom_the_entity_excludes_is_not_proposed_unless_put_in_by_hand() -> None:
    pool = Pool.of(POOL)
    first = Assembly.of(ASKED, pool).proposal.choices[0].members[0]
    out = Assembly.of(ASKED, pool, excluded=[first, "nobody"])
    assert out.excluded == {first}
    assert all(first not in choice.members for choice in out.proposal.choices)
    forced = Assembly.of(ASKED, pool, Conditions(forced=frozenset({first})), excluded=[first])
    assert forced.excluded == frozenset()
    assert all(first in choice.members for choice in forced.proposal.choices)
