"""The plan of a local network: drafted from a list, progress on a day, and what a version changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matching.convening import Rules, invite, priorities, terms_of
from matching.network_plan import changed, gaps, may_write, progress, proposed_steps, rows_of
from matching.records import Disclosure, NetworkPlan, PlanRow, PlanStep, StepState, UserRole, Viewer
from tests.matching.convening.cases import INVENTED, coverage, need, profile

TODAY = date(2026, 11, 28)
PLAN = NetworkPlan(
    country="MLI",
    title="Mali",
    rows=(
        PlanRow("water", "Water", 2.0, ("well",), ("UNICEF",), ("pumps",)),
        PlanRow("seeds", "Seeds", 1.0, ("farm",), ("FAO", "IFAD")),
        PlanRow("roads", "Roads", 3.0, (), ("UNOPS",), ("gravel", "lorries")),
    ),
    steps=(
        PlanStep("Ask the quarry", "UNOPS", date(2026, 11, 27), "roads"),
        PlanStep("Call the farm", "FAO", date(2026, 12, 10), "seeds", StepState.DOING),
        PlanStep("Drill", "UNICEF", date(2026, 10, 1), "water", StepState.DONE),
        PlanStep("Old idea", "UNICEF", date(2026, 10, 1), "", StepState.DROPPED),
        PlanStep("Later", "UNDP", date(2027, 6, 1)),
    ),
    origin=INVENTED,
    disclosure=Disclosure("DCO"),
)


def test_only_the_coordinator_of_the_country_writes() -> None:
    mali = Viewer("rc", UserRole.COORDINATOR, countries=frozenset({"MLI"}))
    others = (
        replace(mali, countries=frozenset({"KEN"})),
        Viewer("fp", UserRole.FOCAL_POINT, "FAO"),
        Viewer("desk", UserRole.CENTRAL_DESK),
    )
    assert may_write(mali, "MLI")
    assert not any(may_write(each, "MLI") for each in others)


def test_a_draft_names_who_speaks_to_a_priority_who_asks_and_what_nobody_covers() -> None:
    asked = priorities([need("water"), need("seeds")], "MLI")
    table = coverage(asked, {"farm": [0.9, 0.1, 0.0, 0.0], "well": [0.0, 0.0, 0.8, 0.7]})
    settled = terms_of(Rules(2, present=0), "MLI", asked, table, [profile("farm"), profile("well")])
    rows = {row.need: row for row in rows_of(asked, invite(table, settled.terms))}
    assert rows["seeds"].partners == ("farm",)
    assert rows["seeds"].missing == ("seeds 1",)
    assert (rows["water"].partners, rows["water"].missing, rows["water"].entities) == (("well",), (), ("UNICEF",))
    assert rows_of(asked, None)[0].partners == ()


def test_gaps_and_proposed_steps_come_by_weight() -> None:
    assert [(row.need, text) for row, text in gaps(PLAN)] == [
        ("roads", "gravel"),
        ("roads", "lorries"),
        ("water", "pumps"),
    ]
    steps = proposed_steps(PLAN.rows, TODAY, {"close": "Find {gap} for {priority}"})
    assert [(step.text, step.owner, step.due) for step in steps] == [
        ("Find gravel for Roads", "UNOPS", date(2027, 2, 26)),
        ("Find pumps for Water", "UNICEF", date(2027, 2, 26)),
    ]


def test_progress_counts_done_of_what_was_not_dropped_and_says_what_is_late() -> None:
    found = progress(PLAN, TODAY)
    assert (found.steps, found.done, found.share) == (4, 1, pytest.approx(1 / 4))
    assert [step.text for step in found.overdue] == ["Ask the quarry"]
    assert [step.text for step in found.soon] == ["Call the farm"]
    assert (found.priorities, found.staffed, found.whole) == (3, 2, 1)
    assert not progress(PLAN, date(2026, 11, 27)).overdue  # the last day itself is in time


def test_a_version_says_what_came_went_and_got_done() -> None:
    after = replace(
        PLAN,
        rows=(*PLAN.rows[:2], PlanRow("power", "Power", 1.0, ("sun",))),
        steps=(replace(PLAN.steps[0], state=StepState.DONE), *PLAN.steps[1:4], PlanStep("New", "UNDP", TODAY)),
    )
    found = changed(PLAN, after)
    assert (found.needs_in, found.needs_out) == (("power",), ("roads",))
    assert (found.partners_in, found.partners_out) == (("sun",), ())
    assert (found.steps_in, found.steps_out, found.steps_done) == (("New",), ("Later",), ("Ask the quarry",))
