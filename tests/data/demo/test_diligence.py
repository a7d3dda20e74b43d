"""The demo's due diligence has the published shares, and holds something of every kind to look at."""

from __future__ import annotations

from collections import Counter

import pytest

from data.demo import DemoNetwork
from data.rules import read_criteria, read_rules
from matching.integrity import Dossiers, Policy, figures, judge
from matching.records import RuleKind, Ruling


@pytest.fixture(scope="module")
def demo_policies(network: DemoNetwork) -> list[Policy]:
    base, options = read_rules("common"), {rule.id: rule for rule in read_rules("options")}
    return [
        Policy.of(each.entity, base, [options[name] for name in each.adopt], each.drop)
        for each in network.diligence.adoptions
    ]


def test_stances_on_tobacco_and_the_global_compact_are_as_published(demo_policies: list[Policy]) -> None:
    count = len(demo_policies)
    tobacco = Counter(policy.stance("tobacco") for policy in demo_policies)
    assert tobacco[RuleKind.EXCLUDE] / count == pytest.approx(0.61, abs=0.02)
    assert tobacco[RuleKind.HIGH_RISK] / count == pytest.approx(0.19, abs=0.02)
    compact = Counter(policy.stance("global_compact") for policy in demo_policies)
    assert compact[RuleKind.REQUIRE] == 1
    assert (compact[RuleKind.CHECK] + 1) / count == pytest.approx(0.80, abs=0.03)


def test_every_ruling_occurs(network: DemoNetwork, demo_policies: list[Policy]) -> None:
    held = network.diligence
    found = judge(
        demo_policies,
        Dossiers.of(network.partners, held.facts, read_criteria(), network.today, held.flags),
    )
    total = sum((found.count(entity) for entity in found.policies), Counter())
    assert all(total[ruling] > 0 for ruling in Ruling)


def test_fewer_than_a_third_consult_and_some_screen_what_others_have(network: DemoNetwork) -> None:
    found = figures(network.diligence.screenings)
    assert 0.2 < found.consulted_share < 1 / 3
    assert found.duplicate > 0


def test_moving_the_demo_moves_every_date_and_no_verdict(network: DemoNetwork) -> None:
    later = network.diligence.moved(30)
    for before, after in zip(network.diligence.facts, later.facts, strict=True):
        assert (after.on - before.on).days == 30
