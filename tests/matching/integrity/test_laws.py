"""What must hold of every verdict, whatever the network and the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.integrity import Policy, judge, roll_up, splits, what_if, with_common
from matching.records import Affiliate, Fact, IntegrityRule, Partner, RuleKind, Ruling, StatedLink
from tests.matching.integrity.cases import RULES, TOB_X, TODAY, disputes, dossiers, networks, policies

Network = tuple[list[Partner], list[Fact]]
Dispute = tuple[list[Partner], list[Fact], list[StatedLink]]


@settings(max_examples=60)
@given(networks(), policies())
def test_one_more_exclusion_never_makes_anyone_better(network: Network, policy: Policy) -> None:
    held = dossiers(*network)
    before = judge([policy], held).of_entity("A")
    after = judge([policy.with_rule(replace(TOB_X, id="NEW"))], held).of_entity("A")
    assert all(after[name].weight >= before[name].weight for name in before)


@settings(max_examples=60)
@given(networks(), policies(), st.integers(0, 2), st.floats(0, 1))
def test_more_ties_more_depth_and_lower_limits_never_make_anyone_better(
    network: Network, policy: Policy, depth: int, least: float
) -> None:
    partners, facts = network
    narrow = Policy("A", tuple(replace(rule, depth=depth, least_share=least) for rule in policy.rules))
    wide = Policy("A", tuple(replace(rule, depth=depth + 1, least_share=least / 2) for rule in policy.rules))
    first = partners[0]
    tied = replace(first, affiliates=(*first.affiliates, *(Affiliate(each.id, 0.9) for each in partners[1:])))
    before = judge([narrow], dossiers(partners, facts)).of_entity("A")
    after = judge([wide], dossiers([tied, *partners[1:]], facts)).of_entity("A")
    assert all(after[name].weight >= before[name].weight for name in before)


@settings(max_examples=60)
@given(networks(), policies())
def test_the_whole_verdict_says_what_the_matrix_says(network: Network, policy: Policy) -> None:
    held = dossiers(*network)
    found = judge([policy], held)
    for name in held.partners:
        verdict = found.verdict("A", name)
        assert verdict.ruling is found.ruling("A", name)
        assert all(firing.path[0] == name for firing in verdict.firings)
        assert all(firing.facts[0].partner == firing.path[-1] for firing in verdict.firings if firing.facts)


@settings(max_examples=60)
@given(networks(), policies(), st.sets(st.integers(0, 5), min_size=1))
def test_a_coalition_is_no_better_than_its_worst_member(network: Network, policy: Policy, seats: set[int]) -> None:
    held = dossiers(*network)
    names = list(held.partners)
    members = {names[seat % len(names)] for seat in seats}
    found = judge([policy], held)
    rolled = roll_up("A", members, found, dict.fromkeys(names, names))
    assert rolled.ruling.weight == max(found.ruling("A", name).weight for name in members)
    if rolled.swap:
        swapped = roll_up("A", {rolled.swap, *members} - {rolled.member}, found)
        assert swapped.ruling.weight <= rolled.ruling.weight


@settings(max_examples=300)
@given(disputes(), policies(), st.integers(1, 1200))
def test_time_alone_never_makes_a_verdict_milder(dispute: Dispute, policy: Policy, days: int) -> None:
    partners, facts, links = dispute
    before = judge([policy], dossiers(partners, facts, stated=links)).of_entity("A")
    after = judge([policy], dossiers(partners, facts, TODAY + timedelta(days=days), links)).of_entity("A")
    assert {name: (before[name], after[name]) for name in before if after[name].weight < before[name].weight} == {}


@settings(max_examples=300)
@given(disputes(), policies(), st.integers(0, 11), st.integers(1, 1200))
def test_adding_age_to_an_adverse_fact_never_makes_a_verdict_milder(
    dispute: Dispute, policy: Policy, chosen: int, days: int
) -> None:
    partners, facts, links = dispute
    assume(facts)
    fact = facts[chosen % len(facts)]
    older = replace(fact, on=fact.on - timedelta(days=days), until=fact.until and fact.until - timedelta(days=days))
    others = [each for each in facts if each is not fact]
    # A newer fact may clear it: the law is about age, so nothing said of the same thing may become newer than this.
    same = [each for each in others if (each.partner, each.criterion) == (fact.partner, fact.criterion)]
    assume(all(each.on < older.on for each in same))
    before = judge([policy], dossiers(partners, facts, stated=links)).of_entity("A")
    after = judge([policy], dossiers(partners, [*others, older], stated=links)).of_entity("A")
    assert {name: (before[name], after[name]) for name in before if after[name].weight < before[name].weight} == {}


@settings(max_examples=60)
@given(networks(), st.sampled_from(RULES))
def test_when_every_fact_is_past_its_clock_nobody_is_fine_who_was_not_free_of_the_rule(
    network: Network, rule: IntegrityRule
) -> None:
    partners, facts = network
    later = dossiers(partners, facts, TODAY + timedelta(days=2000))
    for name, ruling in judge([Policy.of("A", [], [rule])], later).of_entity("A").items():
        if later.partners[name].kind in rule.kinds:
            assert ruling.weight >= Ruling.UNKNOWN.weight


@settings(max_examples=60)
@given(networks(), st.lists(policies(), min_size=1, max_size=3), st.sampled_from(RULES))
def test_what_was_foretold_is_what_the_switch_does(network: Network, drawn: list[Policy], rule: object) -> None:
    held = dossiers(*network)
    before = [replace(policy, entity=f"E{number}") for number, policy in enumerate(drawn)]
    changed = with_common(before, rule)  # type: ignore[arg-type]  # the strategy draws rules alone
    foretold = what_if(judge(before, held), changed)
    switched = judge(changed, dossiers(*network))
    assert (foretold.after.weights == switched.weights).all()
    for policy in before:
        gone = switched.blocked(policy.entity) - judge(before, held).blocked(policy.entity)
        assert set(foretold.dropped.get(policy.entity, ())) == gone


@settings(max_examples=40)
@given(networks(), st.lists(policies(), min_size=2, max_size=3))
def test_every_split_names_all_entities_once_and_a_rule_that_differs(network: Network, drawn: list[Policy]) -> None:
    named = [replace(policy, entity=f"E{number}") for number, policy in enumerate(drawn)]
    for split in splits(judge(named, dossiers(*network))):
        assert sorted(entity for group in split.rulings.values() for entity in group) == [p.entity for p in named]
        assert split.distance > 0
        assert split.rules


def test_kinds_of_rules_are_the_four_of_the_reports() -> None:
    assert {kind.value for kind in RuleKind} == {"exclude", "high_risk", "check", "require"}
