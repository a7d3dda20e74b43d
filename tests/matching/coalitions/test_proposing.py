"""What is proposed first, and what capacities and large pools change."""

from __future__ import annotations

import numpy as np
import pytest

from matching.coalitions import Coverage, Terms, Veto, chosen, gains, propose, shortlist, uncovered
from matching.coalitions.exact import solve
from matching.coalitions.explaining import served
from matching.coalitions.greedy import greedy
from matching.records import Facet, FacetKind, Rule


def facets(*weights: float) -> list[Facet]:
    return [Facet("n", FacetKind.CAPABILITY, f"facet {number}", weight) for number, weight in enumerate(weights)]


def test_value_is_weighted_coverage_minus_the_cost_of_members() -> None:
    coverage = Coverage.of(facets(3, 1), {"a": [0.8, 0.0], "b": [0.4, 1.0]})
    choice = chosen(coverage, Terms(member_cost=0.05), ["b", "a"])
    assert choice.members == ("a", "b")
    assert choice.serves == ("a", "b")
    assert choice.coverage == pytest.approx(0.75 * 0.8 + 0.25 * 1.0)
    assert choice.value == pytest.approx(0.85 - 2 * 0.05)


def test_the_smallest_sufficient_coalition_comes_before_the_best() -> None:
    rows = {"whole": [0.97, 0.97], "left": [1.0, 0.0], "right": [0.0, 1.0]}
    first, second, *_ = propose(Coverage.of(facets(1, 1), rows), Terms(member_cost=0.0)).choices
    assert first.members == ("whole",)  # 0.97 is at least 0.95 of 1.00
    assert second.members == ("left", "right")


def test_a_capacity_moves_a_facet_to_the_next_best_member() -> None:
    coverage = Coverage.of(facets(1, 1), {"a": [0.9, 0.8], "b": [0.5, 0.2]})
    choice = chosen(coverage, Terms(capacity={"a": 1}), ["a", "b"])
    assert choice.serves == ("b", "a")  # 0.5 + 0.8 beats 0.9 + 0.2


def test_facets_that_nobody_covers_well_are_told_heaviest_first() -> None:
    coverage = Coverage.of(facets(1, 2, 1), {"a": [0.9, 0.1, 0.2]})
    assert [facet.weight for facet in uncovered(coverage, chosen(coverage, Terms(), ["a"]))] == [2, 1]


def test_a_facet_counts_as_covered_from_four_tenths_on() -> None:
    coverage = Coverage.of(facets(1, 1), {"a": [0.4, 0.399]})
    choice = chosen(coverage, Terms(), ["a"])
    assert [facet.text for facet in uncovered(coverage, choice)] == ["facet 1"]
    assert served(coverage, choice, "a") == (0,)
    assert [facet.text for facet in gains(coverage, choice)[0].loses] == ["facet 0"]


def test_two_whom_a_veto_parts_are_not_both_chosen_however_well_they_complete_each_other() -> None:
    coverage = Coverage.of(facets(1, 1), {"left": [1.0, 0.0], "right": [0.0, 1.0]})
    together, apart = Terms(), Terms(vetoes=(Veto("left", "right", "competitors"),))
    for choose in (solve, greedy):
        free, bound = choose(coverage, together), choose(coverage, apart)
        assert free is not None
        assert bound is not None
        assert (free.members, bound.members) == (("left", "right"), ("left",))
    assert {choice.members for choice in propose(coverage, apart).choices} == {("left",), ("right",)}


def test_each_proposal_changes_at_least_a_third_of_the_members_of_every_other() -> None:
    """Six facets, each covered by a first and nearly as well by a second: one swap would do, two are asked for."""
    rows = {
        f"{name}{at}": [cell if at == facet else 0.0 for facet in range(6)]
        for name, cell in (("first", 1.0), ("second", 0.9))
        for at in range(6)
    }
    choices = [set(choice.members) for choice in propose(Coverage.of(facets(*[1] * 6), rows), Terms()).choices]
    assert choices[0] == {f"first{at}" for at in range(6)}
    assert min(len(one - other) for one in choices for other in choices if one is not other) == 6 / 3


def test_a_large_pool_is_solved_by_shortlist_with_its_gap_and_never_worse_than_greedy() -> None:
    random = np.random.default_rng(7)
    cells = random.beta(1.5, 4, size=(2000, 6))
    coverage = Coverage.of(facets(*range(1, 7)), {f"p{row:04}": cells[row].tolist() for row in range(2000)})
    rare = frozenset({"p1999"})
    terms = Terms(rules=(Rule("the one local firm", "at least", 1, rare),))
    assert "p1999" in shortlist(coverage, terms).candidates
    proposal = propose(coverage, terms)
    grown = greedy(coverage, terms)
    assert grown is not None
    best = max(proposal.choices, key=lambda choice: choice.value)
    assert best.value >= grown.value - 1e-9
    assert 0 <= best.gap < 0.02
    assert (proposal.pool, proposal.solved) == (2000, 60)


def test_a_cell_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.\.1"):
        Coverage.of(facets(1), {"a": [1.2]})


def test_terms_tell_all_their_mistakes_at_once() -> None:
    with pytest.raises(ValueError, match=r"max_members must be at least 1, got 0; rule 'x' compares with 'about'"):
        Terms(max_members=0, rules=(Rule("x", "about", 1, frozenset()),))


@pytest.mark.parametrize("best", ["ngo-a", "ngo-b", "ngo-c"])
def test_a_seat_that_only_a_rule_needs_goes_to_who_covers_most_of_those_who_fit(best: str) -> None:
    ngos = {"ngo-a": [0.0, 0.1], "ngo-b": [0.1, 0.1], "ngo-c": [0.1, 0.0]}
    rows = {"all": [1.0, 1.0], **ngos, best: [0.6, 0.4]}
    rule = Rule("an NGO", "at least", 1, frozenset(ngos))
    for choice in propose(Coverage.of(facets(1, 1), rows), Terms(rules=(rule,)), count=1).choices:
        assert choice.members == ("all", best)


def test_what_nobody_covers_at_all_is_served_by_nobody() -> None:
    coverage = Coverage.of(facets(1, 1), {"a": [0.2, 0.0], "b": [0.1, 0.0]})
    assert chosen(coverage, Terms(), ["a", "b"]).serves == ("a", None)
    nobody = chosen(coverage, Terms(), [])
    assert (nobody.serves, nobody.value) == ((None, None), 0)


def test_another_coalition_than_the_best_is_the_next_best() -> None:
    coverage = Coverage.of(facets(1), {"a": [0.9], "b": [0.8]})
    best = solve(coverage, Terms())
    assert best is not None
    assert best.members == ("a",)
    other = solve(coverage, Terms(), [best.members])
    assert other is not None
    assert other.members == ("b",)
