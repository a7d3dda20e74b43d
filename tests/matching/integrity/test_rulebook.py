"""How rules stand: base, common minimum, taken up, dropped, and an entity's own in the place of another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matching.integrity import Rulebook, own_id
from matching.records import ALL, OwnRule, RuleChange, RuleStanding
from tests.matching.integrity.cases import GC_C, GC_R, TOB_H, TOB_X, TODAY

Change = tuple[str, str, RuleStanding]
MILD = OwnRule("A", replace(TOB_X, id=own_id("TOB-X", "A"), threshold=0.3), "bo", TODAY, "TOB-X")
FOR_ALL = OwnRule(ALL, replace(TOB_X, id=own_id("TOB-X", ALL), threshold=0.1), "bo", TODAY, "TOB-X")


def book(*changes: Change) -> Rulebook:
    made = [RuleChange(entity, rule, standing, "bo", TODAY) for entity, rule, standing in changes]
    return Rulebook.of([TOB_X, GC_C], [TOB_H, GC_R], [MILD, FOR_ALL], made)


UP, DOWN, NONE = RuleStanding.ADOPTED, RuleStanding.DROPPED, RuleStanding.NONE


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ([("A", "TOB-H", UP)], ["GC-C", "TOB-H", "TOB-X"]),
        ([("A", "TOB-X", DOWN)], ["GC-C"]),
        ([("A", "TOB-X", DOWN), ("A", "TOB-X", NONE)], ["GC-C", "TOB-X"]),
        ([("A", "TOB-X/A", UP)], ["GC-C", "TOB-X/A"]),
        ([("A", "TOB-X/A", UP), ("A", "TOB-X/A", NONE)], ["GC-C", "TOB-X"]),
        ([(ALL, "GC-R", UP), ("A", "GC-R", DOWN)], ["GC-C", "GC-R", "TOB-X"]),
        ([(ALL, "TOB-X", DOWN), ("A", "TOB-H", UP)], ["GC-C", "TOB-H"]),
        ([(ALL, "TOB-X", DOWN), ("A", "TOB-X", UP)], ["GC-C", "TOB-X"]),
        ([(ALL, "TOB-X/ALL", UP), ("A", "TOB-H", UP)], ["GC-C", "TOB-H", "TOB-X/ALL"]),
        ([(ALL, "TOB-X/ALL", UP), ("A", "TOB-X/A", UP)], ["GC-C", "TOB-X/A", "TOB-X/ALL"]),
        ([("A", "TOB-X/B", UP)], ["GC-C", "TOB-X"]),
    ],
)
def test_the_common_minimum_holds_whatever_an_entity_does(
    changes: list[tuple[str, str, RuleStanding]], held: list[str]
) -> None:
    found = book(*changes)
    assert [rule.id for rule in found.policy("A").rules] == held
    assert all(found.holds("A", rule) for rule in held)


def test_another_entity_keeps_the_rule_that_one_has_written_anew() -> None:
    found = book(("A", "TOB-X/A", UP), ("B", "TOB-H", UP))
    assert [rule.id for rule in found.policy("B").rules] == ["GC-C", "TOB-H", "TOB-X"]
    assert found.entities == ("A", "B")
    assert "TOB-X/A" not in found.rules_for("B")


def test_a_change_that_is_tried_leaves_the_book_as_it_was() -> None:
    before = book(("A", "TOB-H", UP))
    after = before.changed("A", "TOB-X", DOWN)
    assert before.holds("A", "TOB-X")
    assert not after.holds("A", "TOB-X")
    assert own_id("TOB-X/A", "A") == "TOB-X/A"
