"""When no coalition keeps every term, the smallest set of terms to relax is named in words."""

from __future__ import annotations

from matching.coalitions import Coverage, Terms, Veto, propose
from matching.records import Facet, FacetKind, Rule

FACETS = [Facet("n", FacetKind.CAPABILITY, "cold rooms")]
PAIR = Coverage.of(FACETS, {"firm": [0.8], "rival": [0.7]})


def advice(coverage: Coverage, terms: Terms) -> tuple[str, ...]:
    proposal = propose(coverage, terms)
    assert proposal.infeasible is not None
    assert proposal.choices == ()
    return proposal.infeasible.relax


def test_a_rule_that_nobody_fits_is_named_with_its_count() -> None:
    terms = Terms(rules=(Rule("an NGO", "at least", 1, frozenset({"absent"})),))
    assert advice(PAIR, terms) == ("'an NGO' (at least 1; 0 candidates fit)",)


def test_of_two_ways_out_the_one_with_fewer_terms_is_chosen() -> None:
    both = frozenset({"firm", "rival"})
    terms = Terms(
        max_members=1,
        rules=(Rule("two firms", "at least", 2, both),),
        vetoes=(Veto("firm", "rival", "competitors"),),
    )
    # Relaxing the rule alone is enough; relaxing the cap would still meet the veto.
    assert advice(PAIR, terms) == ("'two firms' (at least 2; 2 candidates fit)",)


def test_a_forced_partner_who_is_no_candidate_is_named() -> None:
    assert advice(PAIR, Terms(forced=frozenset({"absent"}))) == ("the demand for absent, no candidate",)


def test_an_empty_pool_says_what_to_do() -> None:
    proposal = propose(PAIR.only([]), Terms())
    assert proposal.infeasible is not None
    assert proposal.infeasible.advice.startswith("No candidate is left")
