"""Laws that every list of invitees obeys, on random small cases checked against every subset."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.coalitions import Coverage, Terms
from matching.convening import invite, invitees, top_by_score, uncovered
from matching.convening.greedy import Bounds, exchanged, grown
from matching.convening.invitation import CLOSE, ceiling
from tests.matching.coalitions.test_laws import coverages, terms

# Invitees cost nothing and say nothing of how much they can take on.
free = terms().map(lambda drawn: replace(drawn, member_cost=0.0, capacity={}))


def best_of_all_subsets(coverage: Coverage, asked: Terms) -> float | None:
    values = [
        coverage.of_members(members)
        for size in range(1, asked.max_members + 1)
        for members in combinations(coverage.candidates, size)
        if not asked.broken(members)
    ]
    return max(values, default=None)


@settings(max_examples=200)
@given(coverages(), free)
def test_a_list_keeps_its_terms_and_is_as_good_as_any(coverage: Coverage, asked: Terms) -> None:
    best, made = best_of_all_subsets(coverage, asked), invite(coverage, asked)
    if made.choice is None:
        assert not best  # there is none, or none that covers anything
        assert made.infeasible is not None
        return
    assert best is not None
    assert not asked.broken(made.choice.members)
    assert made.choice.coverage >= best * (1 - 2 * CLOSE) - 1e-9
    assert made.choice.bound >= best - 1e-9


@settings(max_examples=100)
@given(coverages(), free)
def test_no_list_covers_more_than_the_bound_says(coverage: Coverage, asked: Terms) -> None:
    best = best_of_all_subsets(coverage, asked)
    if best is not None and asked.forced <= set(coverage.candidates):
        above = ceiling(coverage.weighted, Bounds.of(coverage, asked), best)
        assert above.bound >= best - 1e-9


@settings(max_examples=100)
@given(coverages(), free)
def test_exchanges_keep_the_terms_and_never_cover_less(coverage: Coverage, asked: Terms) -> None:
    if not asked.forced <= set(coverage.candidates):
        return
    bounds = Bounds.of(coverage, asked)
    rows = grown(coverage.weighted, bounds)
    if rows:
        after = exchanged(coverage.weighted, bounds, rows)
        names = [coverage.candidates[row] for row in after]
        assert not asked.broken(names)
        assert coverage.of_members(names) >= coverage.of_members([coverage.candidates[row] for row in rows]) - 1e-12


@settings(max_examples=100)
@given(coverages(), st.integers(1, 5))
def test_without_rules_a_list_is_never_worse_than_the_top_of_the_ranking(coverage: Coverage, seats: int) -> None:
    made = invite(coverage, Terms(max_members=seats, member_cost=0.0))
    found = made.choice.coverage if made.choice else 0.0
    assert found >= coverage.of_members(top_by_score(coverage, seats)) - 1e-9


@settings(max_examples=100)
@given(coverages(), free)
def test_what_each_adds_is_what_the_list_would_lose(coverage: Coverage, asked: Terms) -> None:
    made = invite(coverage, asked)
    if made.choice is None or not made.choice.members:
        return
    for each in invitees(made):
        rest = [other for other in made.choice.members if other != each.partner]
        assert each.gain == pytest.approx(made.choice.coverage - coverage.of_members(rest))
    heavy = [facet.weight for facet in uncovered(made)]
    assert heavy == sorted(heavy, reverse=True)
