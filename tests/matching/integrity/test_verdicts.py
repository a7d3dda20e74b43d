"""Verdicts one by one: what fires, why, along which path, and what ages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matching.integrity import Dossiers, Policy, differences, flags_for, judge, removals, roll_up, splits, what_if
from matching.integrity.links import Links
from matching.integrity.verdicts import RollUp
from matching.records import (
    Disclosure,
    Engagement,
    Fact,
    Flag,
    FlagStep,
    Kind,
    Member,
    Origin,
    RuleKind,
    Ruling,
    Rung,
    Size,
    StatedLink,
    Visibility,
)
from tests.matching.builders import HERE
from tests.matching.integrity.cases import CRITERIA, GC_C, GC_R, TOB_H, TOB_X, TODAY, clean, dossiers, fact, firm

STRICT = Policy.of("STRICT", [TOB_X, GC_R])
MILD = Policy.of("MILD", [TOB_H, GC_C])


def test_the_same_firm_is_excluded_for_one_entity_and_a_high_risk_for_another() -> None:
    held = dossiers([firm("a")], [*clean("a"), fact("a", "tobacco", 0.02)])
    found = judge([STRICT, MILD], held)
    assert found.ruling("STRICT", "a") is Ruling.EXCLUDED
    assert found.ruling("MILD", "a") is Ruling.HIGH_RISK
    (firing,) = found.verdict("STRICT", "a").firings
    assert (firing.rule.id, firing.facts[0].value, firing.facts[0].on) == ("TOB-X", 0.02, TODAY - timedelta(days=10))


def test_a_status_past_its_clock_is_unknown_never_fine() -> None:
    fresh, stale = fact("a", "global_compact", "active", 365), fact("a", "global_compact", "active", 366)
    review = fact("a", "review", 1.0)
    assert judge([MILD], dossiers([firm("a")], [review, fresh])).ruling("MILD", "a") is Ruling.ELIGIBLE
    assert judge([MILD], dossiers([firm("a")], [review, stale])).ruling("MILD", "a") is Ruling.UNKNOWN


@pytest.mark.parametrize("days_ago", [10, 731, 4000])
@pytest.mark.parametrize(
    ("policy", "code", "value", "expected"),
    [
        (STRICT, "tobacco", 0.07, Ruling.EXCLUDED),
        (MILD, "tobacco", 0.07, Ruling.HIGH_RISK),
        (STRICT, "global_compact", "expelled", Ruling.EXCLUDED),
    ],
)
def test_bad_news_holds_whatever_its_age(
    policy: Policy, code: str, value: float | str, expected: Ruling, days_ago: int
) -> None:
    known = [each for each in clean("a") if each.criterion != code]
    held = dossiers([firm("a")], [*known, fact("a", code, value, days_ago)])
    found = judge([policy], held)
    assert found.ruling(policy.entity, "a") is expected
    assert found.verdict(policy.entity, "a").decisive[0].facts[0].value == value


def test_an_old_condition_is_not_known_to_be_met_or_to_be_the_worst() -> None:
    old = fact("a", "global_compact", "none", 366)
    held = dossiers([firm("a")], [fact("a", "review", 1.0), old])
    verdict = judge([MILD], held).verdict("MILD", "a")
    assert (verdict.ruling, verdict.firings[0].facts) == (Ruling.UNKNOWN, (old,))


def told(source: str, value: float, days_ago: int) -> Fact:
    return replace(fact("a", "tobacco", value, days_ago), id=f"{source}{days_ago}", origin=Origin(source))


@pytest.mark.parametrize(
    ("facts", "expected", "why"),
    [
        ([told("A", 0.07, 300), told("A", 0.0, 10)], Ruling.ELIGIBLE, "its own source says otherwise"),
        ([told("A", 0.07, 800), told("B", 0.0, 10)], Ruling.ELIGIBLE, "another looked after its two years were over"),
        ([told("A", 0.07, 800), told("B", 0.0, 100)], Ruling.EXCLUDED, "the other looked while it counted: at odds"),
        ([told("A", 0.07, 300), told("B", 0.0, 10)], Ruling.EXCLUDED, "two sources of today are at odds"),
        ([told("B", 0.0, 300), told("A", 0.07, 10)], Ruling.EXCLUDED, "the newer one is the bad one"),
        ([told("A", 0.07, 3000), told("B", 0.0, 800)], Ruling.UNKNOWN, "cleared, and the clearance has grown stale"),
    ],
)
def test_bad_news_is_cleared_by_a_newer_fact_alone(facts: list[Fact], expected: Ruling, why: str) -> None:
    held = dossiers([firm("a")], [fact("a", "global_compact", "active"), *facts])
    assert judge([STRICT], held).ruling("STRICT", "a") is expected, why


def test_what_came_along_a_link_holds_until_a_newer_word_on_the_two() -> None:
    facts = [*clean("a"), *clean("b"), fact("b", "tobacco", 0.5, 4000)]
    old = StatedLink("l1", "a", "b", 0.6, TODAY - timedelta(days=4000), HERE)
    sold = replace(old, id="l2", partner="b", other="a", share=0.0, on=TODAY)
    found = [judge([STRICT], dossiers([firm("a"), firm("b")], facts, stated=said)) for said in ([old], [old, sold])]
    assert [each.ruling("STRICT", "a") for each in found] == [Ruling.EXCLUDED, Ruling.ELIGIBLE]


def test_a_fact_on_file_says_what_it_is_worth_today() -> None:
    said = [("A", 0.4, 751), ("B", 0.0, 731), ("C", 0.07, 731), ("D", 0.0, 730), ("E", 0.0, 700), ("E", 0.02, 20)]
    facts = [told(*each) for each in said]
    held = dossiers([firm("a")], facts)
    expected = ["replaced", "stale", "holds", "counts", "replaced", "counts"]
    assert [held.state(each).value for each in facts] == expected


def test_a_fact_may_end_before_its_clock_but_never_after() -> None:
    ended = fact("a", "global_compact", "active", 30, until=TODAY - timedelta(days=1))
    longer = fact("a", "global_compact", "active", 400, until=TODAY + timedelta(days=900))
    for each in (ended, longer):
        held = dossiers([firm("a")], [fact("a", "review", 1.0), each])
        assert judge([MILD], held).ruling("MILD", "a") is Ruling.UNKNOWN


def test_nothing_on_file_is_nothing_found_only_after_a_review() -> None:
    compact = fact("a", "global_compact", "active")
    assert judge([STRICT], dossiers([firm("a")], [compact])).ruling("STRICT", "a") is Ruling.UNKNOWN
    reviewed = [compact, fact("a", "review", 1.0)]
    assert judge([STRICT], dossiers([firm("a")], reviewed)).ruling("STRICT", "a") is Ruling.ELIGIBLE


def test_a_foundation_answers_for_its_founder_with_the_path_shown() -> None:
    founder = firm("a", ("ngo", None), ("tobacco-firm", 0.6))
    held = dossiers([founder, firm("ngo", kind=Kind.NGO), firm("tobacco-firm")], [fact("tobacco-firm", "tobacco", 1.0)])
    (firing,) = judge([STRICT], held).verdict("STRICT", "ngo").firings
    assert firing.path == ("ngo", "a", "tobacco-firm")
    assert firing.share == pytest.approx(0.6)


def test_a_stake_below_the_limit_and_a_tie_beyond_the_depth_pass_nothing_on() -> None:
    chain = [firm("a", ("b", 0.5)), firm("b", ("c", 0.4)), firm("c", ("d", 1.0)), firm("d")]
    held = dossiers(chain, [*clean("a"), *clean("b"), fact("c", "tobacco", 0.5), fact("d", "tobacco", 0.5)])
    found = judge([Policy.of("X", [TOB_X])], held)
    assert found.ruling("X", "b") is Ruling.EXCLUDED  # holds 40 % of c
    assert found.ruling("X", "a") is Ruling.ELIGIBLE  # 50 % of 40 % is below a quarter, and d is three links away


def test_a_tie_is_as_strong_as_its_shares_together_whichever_way_it_is_walked() -> None:
    chain = Links.of([firm("a", ("b", 0.05)), firm("b", ("c", 0.4), ("d", None)), firm("c"), firm("d")])
    shares = {name: tie.share for name, tie in chain.near("a", 2, 0.0).items()}
    assert shares == pytest.approx({"b": 0.05, "c": 0.05 * 0.4, "d": 0.05})  # an unknown share weakens nothing
    assert chain.near("c", 2, 0.0)["a"].share == pytest.approx(0.4 * 0.05)
    assert chain.near("a", 1, 0.05).keys() == {"b"}
    assert chain.near("a", 2, 0.0501) == {}


def test_a_commitment_may_be_required_at_once_or_within_some_days() -> None:
    facts = [fact("a", "review", 1.0), fact("a", "global_compact", "none")]
    within = replace(GC_R, due_days=90, recheck_days=30, steps=("Ask for the commitment",))
    at_once = judge([STRICT], dossiers([firm("a")], facts)).verdict("STRICT", "a")
    assert (at_once.ruling, at_once.due) == (Ruling.EXCLUDED, None)
    in_time = judge([Policy.of("X", [within])], dossiers([firm("a")], facts)).verdict("X", "a")
    assert in_time.ruling is Ruling.CONDITIONAL
    assert (in_time.due, in_time.recheck) == (TODAY + timedelta(days=90), TODAY + timedelta(days=30))
    assert in_time.steps == ("Ask for the commitment",)


def test_a_step_for_a_milder_rule_is_no_way_out_of_an_exclusion() -> None:
    facts = [*clean("a")[:1], fact("a", "global_compact", "none"), fact("a", "tobacco", 0.5)]
    asks = replace(GC_C, due_days=60, steps=("Ask for the commitment",))
    verdict = judge([Policy.of("X", [TOB_X, asks])], dossiers([firm("a")], facts)).verdict("X", "a")
    assert verdict.ruling is Ruling.EXCLUDED
    assert (verdict.steps, verdict.due) == ((), None)
    assert len(verdict.firings) == 2


def test_each_rule_says_whom_it_excludes_and_how_many_of_them_are_small() -> None:
    small = replace(firm("s"), size=Size.MSME)
    facts = [fact("a", "tobacco", 0.5), *clean("a")[:1], fact("a", "global_compact", "none")]
    facts += [fact("s", "review", 1.0), fact("s", "global_compact", "expelled")]
    found = removals(judge([STRICT], dossiers([firm("a"), small], facts)), "STRICT")
    assert [(each.rule.id, each.partners, each.msme, each.only, each.only_msme) for each in found] == [
        ("GC-R", 2, 1, 1, 1),
        ("TOB-X", 1, 0, 0, 0),
    ]


def test_two_entities_differ_where_their_rules_do() -> None:
    assert [each.criterion for each in differences(STRICT, MILD)] == ["global_compact", "tobacco"]
    assert differences(STRICT, replace(STRICT, entity="OTHER")) == ()
    assert STRICT.stance("tobacco") is RuleKind.EXCLUDE
    assert Policy("NONE", ()).stance("tobacco") is None


def test_dropping_a_rule_that_the_base_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="drops NO-1; the base has GC-C, TOB-H"):
        Policy.of("A", [TOB_H, GC_C], dropped=["NO-1"])


def test_a_coalition_names_its_worst_member_the_rule_and_the_nearest_allowed_swap() -> None:
    partners = [firm(name) for name in "abcd"]
    facts = [*clean("a"), *clean("b"), *clean("c"), *clean("d"), fact("b", "tobacco", 0.3), fact("c", "tobacco", 0.1)]
    rolled = roll_up("STRICT", ["a", "b"], judge([STRICT], dossiers(partners, facts)), {"b": ["c", "a", "d"]})
    assert (rolled.ruling, rolled.member, rolled.swap) == (Ruling.EXCLUDED, "b", "d")
    assert rolled.rule is not None
    assert rolled.rule.id == "TOB-X"


def test_a_coalition_is_unknown_to_an_entity_without_rules_and_by_a_member_that_nobody_knows() -> None:
    found = judge([STRICT], dossiers([firm("a")], clean("a")))
    assert roll_up("NONE", ["a"], found) == RollUp("NONE", Ruling.UNKNOWN, "a")
    assert roll_up("STRICT", ["a", "stranger"], found) == RollUp("STRICT", Ruling.UNKNOWN, "stranger")
    assert roll_up("STRICT", [], found) == RollUp("STRICT", Ruling.ELIGIBLE)


def test_the_further_two_entities_are_apart_the_earlier_a_partner_is_told() -> None:
    partners = [firm("mild"), firm("hard")]
    facts = [*clean("mild"), *clean("hard"), fact("mild", "tobacco", 0.02), fact("hard", "tobacco", 0.5)]
    some = Policy.of("SOME", [replace(TOB_X, threshold=0.1)])
    found = splits(judge([some, Policy.of("ALL", [TOB_H])], dossiers(partners, facts)))
    # Eligible and a high risk are three steps apart; a high risk and excluded are neighbours.
    assert [(each.partner, each.distance) for each in found] == [("mild", 3), ("hard", 1)]


@pytest.mark.parametrize(("owner", "expected"), [("A", Ruling.EXCLUDED), ("B", Ruling.ELIGIBLE)])
def test_a_hidden_flag_counts_for_its_owner_alone(owner: str, expected: Ruling) -> None:
    rule = replace(TOB_X, id="FLAG-X", criterion="flag", threshold=("red",), comparator=GC_C.comparator, depth=0)
    step = FlagStep(Rung.RED, date(2026, 11, 1), "someone", "a court case")
    flag = Flag("f", "a", (step,), HERE, Disclosure("A", Visibility.HIDDEN))
    held = Dossiers.of([firm("a")], [], CRITERIA, TODAY, [flag])
    assert judge([Policy.of("A", [rule]), Policy.of("B", [rule])], held).ruling(owner, "a") is expected


def test_a_flag_that_is_withheld_enters_what_its_owner_reads_and_nobody_elses() -> None:
    step = FlagStep(Rung.RED, date(2026, 11, 1), "someone", "a court case")
    named, hidden = (
        Flag(grade.value, "a", (step,), HERE, Disclosure("A", grade)) for grade in (Visibility.NAMED, Visibility.HIDDEN)
    )
    told = {viewer: flags_for([named, hidden], viewer, TODAY) for viewer in ("A", "B", "")}
    assert told == {"A": (named, hidden), "B": (named,), "": (named,)}
    nobodys = replace(hidden, disclosure=Disclosure("", Visibility.HIDDEN))
    assert flags_for([nobodys], "", TODAY) == ()


def test_a_lifted_flag_no_longer_fires() -> None:
    steps = (FlagStep(Rung.RED, date(2026, 1, 1), "x", "y"), FlagStep(None, date(2026, 11, 19), "x", "settled"))
    flag = Flag("f", "a", steps, HERE, Disclosure("A"))
    assert flag.rung(date(2026, 11, 18)) is Rung.RED
    assert flag.rung(date(2026, 11, 19)) is None


def test_a_fact_that_cannot_be_is_refused_with_what_can() -> None:
    with pytest.raises(ValueError, match="global_compact is 'fine'; it can be active, none, expelled"):
        dossiers([firm("a")], [fact("a", "global_compact", "fine")])


def test_a_record_is_hit_once_however_many_of_its_entities_and_partners_are() -> None:
    held = dossiers([firm("a"), firm("b")], [fact("a", "tobacco", 0.02), fact("b", "tobacco", 0.02)])
    none = [Policy.of(name, []) for name in ("FAO", "WFP")]
    joint = Engagement("e1", "Together", ("FAO", "WFP"), (Member("a"), Member("b")), HERE, Disclosure("FAO"))
    effect = what_if(judge(none, held), [Policy.of(name, [TOB_X]) for name in ("FAO", "WFP")], [joint])
    assert effect.records == {"e1"}
    assert len(effect.hits) == 2 * 2  # each entity with each partner
