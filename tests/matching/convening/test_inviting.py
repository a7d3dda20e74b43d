"""From a country's needs to a list with its reasons, in arithmetic."""

from __future__ import annotations

import pytest

from matching.coalitions import Demand, Wish
from matching.convening import (
    PRESENT,
    Rules,
    Scope,
    agenda,
    candidates,
    gathered,
    instead,
    invite,
    invitees,
    priorities,
    standings,
    terms_of,
    uncovered,
)
from matching.convening.agenda import Subject
from matching.records import Size
from tests.matching.convening.cases import coverage, need, profile

ASKED = priorities([need("water"), need("seeds")], "MLI")  # facets: seeds 0, seeds 1, water 0, water 1
ROWS = {
    "all": [0.6, 0.6, 0.6, 0.0],
    "seeds": [0.9, 0.9, 0.0, 0.0],
    "water": [0.0, 0.0, 0.8, 0.0],
    "wet": [0, 0, 0.7, 0],
}
PROFILES = [
    profile("all"),
    profile("seeds", size=Size.NATIONAL),
    profile("water", "SEN"),
    profile("wet", women_led=True),
]
FREE = Rules(seats=2, present=0.0, each_priority=False)


def test_priorities_are_the_open_needs_of_the_country_and_presence_is_no_facet_of_them() -> None:
    needs = [need("b"), need("a", urgency="high"), need("c", state="closed"), need("d", countries=("KEN",)), need("e")]
    found = priorities(needs, "MLI", {"e": 0})
    assert [(each.id, each.weight) for each in found] == [("a", 2.0), ("b", 1.0)]
    assert [facet.text for facet in found[0].facets] == ["a 0", "a 1"]
    assert sum(facet.weight for facet in found[0].facets) == pytest.approx(1)


def test_each_facet_weighs_its_share_of_its_need_and_the_need_its_share_of_the_country() -> None:
    asked = priorities([need("a", 2), need("b", 1)], "MLI", {"a": 1, "b": 3})
    reaches = {each.id: coverage((each,), {"x": [0.5] * len(each.facets)}) for each in asked}
    weights = gathered(asked, reaches).weights.tolist()
    assert weights == pytest.approx([3 / 4, 1 / 4 * 1 / 2, 1 / 4 * 1 / 2])


def test_two_specialists_cover_more_than_the_generalist_who_scores_high_alone() -> None:
    made = invite(coverage(ASKED, ROWS), terms_of(FREE, "MLI", ASKED, coverage(ASKED, ROWS), PROFILES).terms)
    assert made.choice is not None
    assert made.choice.members == ("seeds", "water")
    assert made.choice.coverage == pytest.approx((0.9 + 0.9 + 0.8) / 4)
    assert made.gap == pytest.approx(0, abs=2e-3)


def test_rules_are_kept_and_named_as_the_reason_of_those_whom_only_they_seat() -> None:
    table = coverage(ASKED, ROWS)
    rules = Rules(seats=2, present=1.0, demands=(Demand(Wish.WOMEN_LED, 1),), each_priority=False)
    made = invite(table, terms_of(rules, "MLI", ASKED, table, PROFILES).terms)
    assert made.choice is not None
    assert made.choice.members == ("seeds", "wet")
    reason = next(each for each in invitees(made) if each.partner == "wet")
    assert reason.needed_by == (Wish.WOMEN_LED.value, PRESENT)
    assert reason.gain == pytest.approx(0.7 / 4)


def test_who_could_come_instead_keeps_the_rules_and_says_what_is_lost() -> None:
    table = coverage(ASKED, ROWS)
    made = invite(table, terms_of(FREE, "MLI", ASKED, table, PROFILES).terms)
    first = instead(made, "water")[0]
    assert (first.partner, first.change) == ("wet", pytest.approx((0.7 - 0.8) / 4))
    with pytest.raises(ValueError, match="has no seat"):
        instead(made, "all")


def test_a_priority_that_nobody_answers_is_named_and_asks_for_nobody() -> None:
    asked = priorities([need("water"), need("seeds")], "MLI")
    table = coverage(asked, {"seeds": [0.9, 0.0, 0.1, 0.0]})
    settled = terms_of(Rules(seats=2, present=0), "MLI", asked, table, PROFILES)
    assert settled.unanswered == ("water",)
    assert [rule.name for rule in settled.terms.rules] == ["priority:seeds"]
    assert [facet.text for facet in uncovered(invite(table, settled.terms))] == ["seeds 1", "water 0", "water 1"]


def test_too_few_seats_for_the_rules_say_what_to_relax() -> None:
    table = coverage(ASKED, {"seeds": [0.9, 0.9, 0, 0], "water": [0, 0, 0.8, 0]})
    made = invite(table, terms_of(Rules(seats=1, present=0), "MLI", ASKED, table, PROFILES).terms)
    assert made.choice is None
    assert made.infeasible is not None
    assert made.infeasible.relax == ("'priority:seeds' (at least 1; 1 candidate fits)",)


def test_candidates_come_from_the_country_then_its_region_and_those_present_always_stay() -> None:
    table = coverage(ASKED, {"all": [0, 0, 0, 0], "water": [0.9, 0, 0, 0], "wet": [0.1, 0, 0, 0]})
    where = {"MLI": "Africa", "SEN": "Africa"}
    kept = {scope: candidates(table, PROFILES, "MLI", where, scope=scope).candidates for scope in Scope}
    assert kept[Scope.COUNTRY] == ("all", "wet")
    assert kept[Scope.REGION] == kept[Scope.ANYWHERE] == ("all", "water", "wet")
    assert candidates(table, PROFILES, "MLI", where, most=2).candidates == ("all", "wet")
    assert candidates(table, PROFILES, "MLI", where, without={"wet"}).candidates == ("all", "water")


def test_lists_side_by_side_say_whom_only_one_of_them_has() -> None:
    table = coverage(ASKED, ROWS)
    two = invite(table, terms_of(FREE, "MLI", ASKED, table, PROFILES).terms)
    three = invite(table, terms_of(Rules(3, present=0, each_priority=False), "MLI", ASKED, table, PROFILES).terms)
    found = standings([("two", two), ("three", three)], {each.id: each for each in PROFILES}, "MLI")
    assert [each.seats for each in found] == [2, 2]
    assert (found[0].small, found[0].present, found[0].answered, found[0].only_here) == (1, 1, 2, ())


def test_an_agenda_fills_its_minutes_and_speaks_of_gaps_and_collisions() -> None:
    table = coverage(ASKED, ROWS)
    made = invite(table, terms_of(FREE, "MLI", ASKED, table, PROFILES).terms)
    points = agenda(made, ASKED, {"seeds": 2, "all": 3}, minutes=120)
    assert sum(point.minutes for point in points) == 120
    subjects = [point.subject for point in points]
    assert subjects[0] is Subject.OPENING
    assert subjects[-3:] == [Subject.GAPS, Subject.COLLISIONS, Subject.NEXT_STEPS]
    assert points[1].speakers == ("seeds",)
    assert [facet.text for facet in points[2].missing] == ["water 1"]
    assert points[-2].partners == ("all", "seeds")
    with pytest.raises(ValueError, match="at least 60 minutes, got 30"):
        agenda(made, ASKED, minutes=30)
