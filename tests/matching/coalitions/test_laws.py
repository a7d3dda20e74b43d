"""Laws that every coalition obeys, on random small cases checked against every subset."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.coalitions import Coverage, Terms, Veto, alternates, chosen, gains, propose
from matching.coalitions.choice import Choice
from matching.coalitions.exact import solve
from matching.coalitions.greedy import greedy
from matching.records import Facet, FacetKind, Rule

NAMES = [f"p{number}" for number in range(7)]


@st.composite
def coverages(draw: st.DrawFn, most: int = 7) -> Coverage:
    names = NAMES[: draw(st.integers(1, most))]
    count = draw(st.integers(1, 4))
    facets = [Facet("n", FacetKind.CAPABILITY, f"f{f}", draw(st.integers(1, 5))) for f in range(count)]
    cell = st.integers(0, 20).map(lambda steps: steps / 20)
    return Coverage.of(facets, {name: draw(st.lists(cell, min_size=count, max_size=count)) for name in names})


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    rules = [
        Rule(
            f"rule {number}",
            draw(st.sampled_from(["at least", "at most", "exactly"])),
            draw(st.integers(0, 2)),
            members,
        )
        for number, members in enumerate(draw(st.lists(st.frozensets(st.sampled_from(NAMES)), max_size=2)))
    ]
    pairs = draw(st.lists(st.sampled_from(list(combinations(NAMES, 2))), max_size=3))
    forced = draw(st.frozensets(st.sampled_from(NAMES), max_size=1))
    return Terms(
        max_members=draw(st.integers(1, 5)),
        member_cost=draw(st.sampled_from([0.0, 0.02, 0.1])),
        rules=tuple(rules),
        vetoes=tuple(Veto(left, right, "competitors") for left, right in pairs),
        forced=forced,
        forbidden=draw(st.frozensets(st.sampled_from(NAMES), max_size=1)) - forced,
        capacity=draw(st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3), max_size=3)),
    )


def best_of_all_subsets(coverage: Coverage, terms: Terms) -> float | None:
    values = [
        chosen(coverage, terms, members).value
        for size in range(1, terms.max_members + 1)
        for members in combinations(coverage.candidates, size)
        if not terms.broken(members)
    ]
    return max(values, default=None)


@settings(max_examples=150)
@given(coverages(), terms())
def test_the_solver_finds_what_trying_every_subset_finds(coverage: Coverage, terms: Terms) -> None:
    found, expected = solve(coverage, terms), best_of_all_subsets(coverage, terms)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert found.value == pytest.approx(expected, abs=1e-6)
        assert found.gap <= 1e-6
        assert terms.broken(found.members) == ()


@settings(max_examples=60)
@given(coverages(), terms(), st.randoms())
def test_permuting_the_input_changes_nothing(coverage: Coverage, terms: Terms, random: object) -> None:
    rows = dict(zip(coverage.candidates, coverage.cells.tolist(), strict=True))
    names = list(rows)
    random.shuffle(names)  # type: ignore[attr-defined]  # hypothesis hands out a random.Random
    again = Coverage.of(coverage.facets, {name: rows[name] for name in names})
    assert propose(again, terms) == propose(coverage, terms)


@settings(max_examples=60)
@given(coverages(), terms(), st.frozensets(st.sampled_from(NAMES)), st.integers(0, 2))
def test_adding_a_rule_never_raises_the_value(
    coverage: Coverage, terms: Terms, members: frozenset[str], bound: int
) -> None:
    stricter = Terms(
        terms.max_members,
        terms.member_cost,
        (*terms.rules, Rule("one more", "at least", bound, members)),
        terms.vetoes,
        terms.forced,
        terms.forbidden,
        terms.capacity,
    )
    with_rule, without = solve(coverage, stricter), solve(coverage, terms)
    assert with_rule is None or (without is not None and with_rule.value <= without.value + 1e-9)


@settings(max_examples=60)
@given(coverages(), terms())
def test_one_more_candidate_never_lowers_the_value(coverage: Coverage, terms: Terms) -> None:
    fewer = coverage.only(coverage.candidates[:-1]) if len(coverage.candidates) > 1 else coverage
    before, after = solve(fewer, terms), solve(coverage, terms)
    assert before is None or (after is not None and after.value >= before.value - 1e-9)


@given(coverages(), st.data())
def test_removing_a_member_never_raises_coverage(coverage: Coverage, data: st.DataObject) -> None:
    members = data.draw(st.lists(st.sampled_from(coverage.candidates), min_size=1, unique=True))
    assert coverage.of_members(members[1:]) <= coverage.of_members(members) + 1e-12


@settings(max_examples=80)
@given(coverages(), terms())
def test_greedy_keeps_the_terms_and_is_never_better_than_the_solver(coverage: Coverage, terms: Terms) -> None:
    grown, best = greedy(coverage, terms), solve(coverage, terms)
    if grown is not None:
        assert terms.broken(grown.members) == ()
        assert best is not None
        assert best.value >= grown.value - 1e-9


@settings(max_examples=80)
@given(coverages(), st.integers(1, 5))
def test_under_a_size_cap_alone_greedy_is_within_its_bound(coverage: Coverage, cap: int) -> None:
    capped = Terms(max_members=cap, member_cost=0.0)
    grown, best = greedy(coverage, capped), solve(coverage, capped)
    assert grown is not None
    assert best is not None
    assert grown.coverage >= (1 - 1 / np.e) * best.coverage - 1e-9


@settings(max_examples=60)
@given(coverages(), terms())
def test_every_proposed_coalition_keeps_the_terms_and_differs_from_the_others(coverage: Coverage, terms: Terms) -> None:
    proposal = propose(coverage, terms)
    members = [choice.members for choice in proposal.choices]
    assert all(terms.broken(choice) == () for choice in members)
    assert len(set(members)) == len(members) <= 5
    assert (proposal.infeasible is None) == bool(members)


@settings(max_examples=60)
@given(coverages(), terms())
def test_alternates_keep_the_terms_and_change_the_value_as_they_say(coverage: Coverage, terms: Terms) -> None:
    choice = solve(coverage, terms)
    if choice is None:
        return
    for seat in choice.members:
        for alternate in alternates(coverage, terms, choice, seat):
            after = [alternate.partner if member == seat else member for member in choice.members]
            assert terms.broken(after) == ()
            assert chosen(coverage, terms, after).value - choice.value == pytest.approx(alternate.change)


@given(coverages(), st.data())
def test_a_gain_is_what_is_lost_without_the_member(coverage: Coverage, data: st.DataObject) -> None:
    members = data.draw(st.lists(st.sampled_from(coverage.candidates), min_size=1, unique=True))
    choice: Choice = chosen(coverage, Terms(), members)
    for gain in gains(coverage, choice):
        rest = [member for member in choice.members if member != gain.member]
        assert gain.gain == pytest.approx(choice.coverage - coverage.of_members(rest))
