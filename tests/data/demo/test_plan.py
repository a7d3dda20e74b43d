"""The bars of the plan, on the demo: competition falls by at least 60 %, at least 95 % of the value stays."""

from __future__ import annotations

from collections import defaultdict

import pytest

from data.demo import DemoNetwork
from matching.overlaps import by_words
from matching.planning import Move, Plan, PlanningProblem, problem_of
from matching.records import Capability, Profile


@pytest.fixture(scope="module")
def problem(network: DemoNetwork) -> PlanningProblem:
    offered: dict[str, list[Capability]] = defaultdict(list)
    for capability in network.capabilities:
        offered[capability.partner].append(capability)
    profiles = [Profile(partner, tuple(offered[partner.id])) for partner in network.partners]
    return problem_of(network.register.approaches, profiles, network.register.quiet, network.today, by_words)


def test_a_plan_with_a_cap_of_two_cuts_competition_and_keeps_the_value(problem: PlanningProblem) -> None:
    found = problem.solve(2)
    assert isinstance(found, Plan)
    assert found.before.index > 0.1
    assert found.after.index <= 0.4 * found.before.index
    assert found.kept >= 0.95
    assert found.gap == pytest.approx(0, abs=1e-6)


def test_the_plan_of_the_demo_keeps_its_cap_and_what_was_agreed(problem: PlanningProblem) -> None:
    found = problem.solve(2)
    assert isinstance(found, Plan)
    joint = {approach.id for approach in problem.approaches if approach.joint}
    asks: dict[str, int] = defaultdict(int)
    for decision in found.decisions:
        assert decision.intent not in joint or decision.move is Move.KEEP
        if decision.move in (Move.KEEP, Move.LEAD, Move.REDIRECT) and decision.intent not in joint:
            asks[problem.groups.get(decision.partner, decision.partner)] += 1
    assert max(asks.values()) <= 2


def test_the_same_register_gives_the_same_plan(problem: PlanningProblem) -> None:
    assert problem.solve(2) == problem.solve(2)
