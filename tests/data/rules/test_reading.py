"""The shipped rules hold together, the fixture has the published shares, and a bad file is refused with all reasons."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from data.problems import ProblemsError
from data.rules import read_adoptions, read_criteria, read_rules
from matching.integrity import Policy
from matching.records import RuleKind


def fixture_policies() -> list[Policy]:
    base, options = read_rules("common"), {rule.id: rule for rule in read_rules("options")}
    adoptions = read_adoptions("anonymous", options, {rule.id for rule in base})
    return [Policy.of(each.entity, base, [options[name] for name in each.adopt], each.drop) for each in adoptions]


def test_the_31_entities_have_the_published_stances_on_tobacco() -> None:
    stances = Counter(policy.stance("tobacco") for policy in fixture_policies())
    assert stances == {RuleKind.EXCLUDE: 19, RuleKind.HIGH_RISK: 6, None: 6}
    # The report rounds 19, 6 and 6 of 31 to 61, 19 and, so that they sum to 100, 20 percent.
    assert [round(100 * count / 31) for count in (19, 6)] == [61, 19]


def test_about_80_percent_look_at_the_global_compact_and_one_requires_it() -> None:
    stances = Counter(policy.stance("global_compact") for policy in fixture_policies())
    assert stances[RuleKind.REQUIRE] == 1
    assert (stances[RuleKind.CHECK] + stances[RuleKind.REQUIRE]) / 31 == pytest.approx(0.80, abs=0.03)


def test_every_rule_names_its_paragraph_or_that_it_is_ours_and_a_criterion_that_exists() -> None:
    rules = [*read_rules("common"), *read_rules("options")]
    assert all(re.match(r"R1[17] ¶\d+$|written for Concert$", rule.source) for rule in rules)
    assert len({rule.id for rule in rules}) == len(rules)
    states = {criterion.code: set(criterion.states) for criterion in read_criteria()}
    for rule in rules:
        if isinstance(rule.threshold, tuple) and rule.criterion in states:
            assert set(rule.threshold) <= states[rule.criterion]


def test_a_bad_rule_file_is_refused_with_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        """rules:
  - {id: A, kind: forbid, criterion: tobaco, above: 0, text: t, source: s}
  - {id: B, kind: exclude, criterion: tobacco, above: [x], text: t, source: ""}
  - {id: C, kind: exclude, criterion: tobacco, text: t, source: s, dept: 2}
""",
        encoding="utf-8",
    )
    with pytest.raises(ProblemsError) as caught:
        read_rules(path)
    assert [(problem.row, problem.column) for problem in caught.value.problems] == [
        (1, "kind"),
        (1, "criterion"),
        (2, "source"),
        (2, "above"),
        (3, "condition"),
        (3, "dept"),
    ]


@pytest.mark.parametrize("text", ["rules: 5", "[1, 2]", "rules: [: ]]", ""])
def test_what_is_no_rule_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"mine\.yaml"):
        read_rules(path)


def test_an_entity_cannot_take_up_a_rule_that_does_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "who.yaml"
    path.write_text("entities: {X: {adopt: [NO-1], drop: [NO-2]}}", encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"2 problems"):
        read_adoptions(path, ["TOB-X"], ["SAN-1"])
