"""What may be stated, moved and signed by hand, by whom, and what then stands against an approach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.integrity import (
    LINK_DAYS,
    OwnCaseError,
    Policy,
    check_fact,
    check_link,
    check_step,
    judge,
    objection,
    signed,
    to_look_at,
)
from matching.records import Disclosure, Flag, FlagStep, Origin, Ruling, Rung, Screening, StatedLink
from tests.matching.builders import HERE
from tests.matching.integrity.cases import CRITERIA, GC_C, GC_R, TOB_H, TOB_X, TODAY, clean, dossiers, fact, firm

TOBACCO, COMPACT = CRITERIA[0], CRITERIA[2]
OPEN = Screening("s", "A", "p", TODAY - timedelta(days=20), HERE, Disclosure("A"), screener="bo")
OUTCOME = replace(OPEN, ruling=Ruling.ELIGIBLE, screener="amina", provider="in house", shared=True)


def link(share: float | None = 0.6, days_ago: int = 10, until: date | None = None) -> StatedLink:
    return StatedLink("l", "a", "b", share, TODAY - timedelta(days=days_ago), HERE, until)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (fact("a", "tobacco", 1.5), "between 0 and 1"),
        (fact("a", "tobacco", -0.1), "between 0 and 1"),
        (fact("a", "tobacco", "yes"), "must be a number"),
        (fact("a", "tobacco", 0.5, days_ago=-1), "yet to come"),
        (fact("a", "tobacco", 0.5, until=TODAY - timedelta(days=99)), "before its day"),
        (replace(fact("a", "tobacco", 0.5), origin=Origin(" ")), "name the source"),
    ],
)
def test_a_fact_needs_a_value_a_day_and_a_source_that_can_be(wrong: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        check_fact(wrong, TOBACCO, TODAY)  # type: ignore[arg-type]  # facts, as the table above shows


def test_a_state_is_one_of_its_criterion() -> None:
    check_fact(fact("a", "global_compact", "expelled"), COMPACT, TODAY)
    with pytest.raises(ValueError, match="it can be active, none, expelled"):
        check_fact(fact("a", "global_compact", "fine"), COMPACT, TODAY)


@pytest.mark.parametrize(("wrong", "why"), [(replace(link(), other="a"), "itself"), (link(1.1), "between 0 and 1")])
def test_a_link_joins_two_with_a_share_that_can_be(wrong: StatedLink, why: str) -> None:
    check_link(link(None), TODAY)
    with pytest.raises(ValueError, match=why):
        check_link(wrong, TODAY)


@pytest.mark.parametrize(
    ("days_ago", "expected"), [(LINK_DAYS, Ruling.EXCLUDED), (LINK_DAYS + 1, Ruling.EXCLUDED), (-1, Ruling.ELIGIBLE)]
)
def test_what_comes_along_a_link_comes_along_an_old_one(days_ago: int, expected: Ruling) -> None:
    facts = [*clean("a"), *clean("b"), fact("b", "tobacco", 0.5)]
    held = dossiers([firm("a"), firm("b")], facts, stated=[link(days_ago=days_ago)])
    found = judge([Policy("A", (TOB_X,))], held)
    assert found.ruling("A", "a") is expected
    assert found.verdict("A", "a").ruling is expected


@given(st.integers(-5, 1500), st.sampled_from((None, 0.1, 0.3, 1.0)))
def test_a_stated_link_never_makes_anyone_better(days_ago: int, share: float | None) -> None:
    facts = [*clean("a"), fact("b", "tobacco", 0.5)]
    partners = [firm("a"), firm("b")]
    before = judge([Policy("A", (TOB_X,))], dossiers(partners, facts)).weights
    after = judge([Policy("A", (TOB_X,))], dossiers(partners, facts, stated=[link(share, days_ago)])).weights
    assert (after >= before).all()


def test_a_flag_moves_to_another_rung_with_a_reason_and_is_lifted_once() -> None:
    flag = Flag("f", "a", (FlagStep(Rung.YELLOW, TODAY, "bo", "late"),), HERE, Disclosure("A"))
    check_step(flag, Rung.RED, "a judgment", TODAY)
    check_step(flag, None, "settled", TODAY)
    for wrong, rung, why in ((flag, Rung.YELLOW, "again"), (flag, Rung.RED, " "), (None, None, "lift")):
        with pytest.raises(ValueError, match=r"already|say why|no flag"):
            check_step(wrong, rung, why, TODAY)


def test_evaluator_and_keeper_of_the_relationship_are_two_people() -> None:
    with pytest.raises(OwnCaseError, match="ask a colleague"):
        signed(OPEN, OUTCOME, {"amina"}, TODAY)
    done = signed(OPEN, OUTCOME, {"bo"}, TODAY)
    assert (done.done, done.screener, done.until) == (TODAY, "amina", TODAY + timedelta(days=365))
    assert "amina signed the screening of Firm" in objection(None, [done], "amina", "Firm", TODAY)
    assert objection(None, [done], "bo", "Firm", TODAY) == ""
    assert objection(None, [done], "amina", "Firm", TODAY + timedelta(days=366)) == ""


@pytest.mark.parametrize(
    "outcome",
    [
        replace(OUTCOME, ruling=None),
        replace(OUTCOME, ruling=Ruling.UNKNOWN),
        replace(OUTCOME, until=TODAY + timedelta(days=731)),
        replace(OUTCOME, until=TODAY - timedelta(days=1)),
    ],
)
def test_a_screening_ends_with_an_outcome_that_counts_for_a_while(outcome: Screening) -> None:
    with pytest.raises(ValueError, match=r"came of it|at most 730"):
        signed(OPEN, outcome, (), TODAY)
    with pytest.raises(ValueError, match="signed on"):
        signed(replace(OPEN, done=TODAY), OUTCOME, (), TODAY)


def test_nobody_approaches_whom_the_rules_or_the_own_screening_exclude() -> None:
    held = dossiers([firm("a")], [*clean("a"), fact("a", "tobacco", 0.5)])
    verdict = judge([Policy("A", (TOB_X,))], held).verdict("A", "a")
    assert objection(verdict, [], "bo", "Firm a", TODAY).startswith("the due diligence of A excludes Firm a: TOB-X")
    excluded = signed(OPEN, replace(OUTCOME, ruling=Ruling.EXCLUDED), (), TODAY)
    assert "the screening that A signed" in objection(None, [excluded], "bo", "Firm a", TODAY)
    later = replace(excluded, id="t", ruling=Ruling.ELIGIBLE)
    assert objection(None, [excluded, later], "bo", "Firm a", TODAY) == ""


@pytest.mark.parametrize("days", [0, 365, 366, 5000])
def test_a_screening_that_excludes_holds_after_its_time_until_a_newer_one(days: int) -> None:
    excluded = signed(OPEN, replace(OUTCOME, ruling=Ruling.EXCLUDED), (), TODAY)
    assert "a new one would have to clear it" in objection(None, [excluded], "bo", "F", TODAY + timedelta(days=days))


def test_a_refusal_tells_the_age_of_what_it_stands_on_and_the_way_it_came() -> None:
    owner = firm("a", ("b", 0.6))
    held = dossiers([owner, firm("b")], [*clean("a"), fact("b", "tobacco", 0.07, 745)])
    said = objection(judge([Policy("A", (TOB_X,))], held).verdict("A", "a"), [], "bo", "Firm a", TODAY)
    day = TODAY - timedelta(days=745)
    assert f"tobacco 0.07, {day}, 745 days ago, {HERE.source}; through a → b" in said


def test_what_might_exclude_and_is_not_known_is_to_be_looked_at_first() -> None:
    stale = fact("a", "global_compact", "active", 366)
    verdict = judge([Policy("A", (GC_R, TOB_H, TOB_X))], dossiers([firm("a")], [stale])).verdict("A", "a")
    assert [(each.rule.id, each.facts) for each in to_look_at(verdict)] == [("GC-R", (stale,)), ("TOB-X", ())]
    mild = judge([Policy("A", (GC_C, TOB_H))], dossiers([firm("a")], [])).verdict("A", "a")
    assert (mild.ruling, to_look_at(mild)) == (Ruling.UNKNOWN, ())
