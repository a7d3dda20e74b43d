"""Completeness by the patterns of ¶41, reporting by the phases of ¶44, SMART of ¶45, and lights of age."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.completeness import (
    Light,
    Pattern,
    Phase,
    Smart,
    by_entity,
    missing,
    pattern_of,
    rates,
    reported,
)
from matching.completeness.told import ToldEngagements, told_engagements
from matching.disclosure import Viewpoint
from matching.exporting.withholding import group_of
from matching.freshness import light, of_capability, of_engagement
from matching.records import (
    Contribution,
    Disclosure,
    Engagement,
    Level,
    Period,
    State,
    Visibility,
)
from tests.matching.completeness.cases import COUNTERPART, KPI, PARTNERS, SMART, TODAY, like


@pytest.mark.parametrize(
    ("brought", "pattern"),
    [
        ((PARTNERS, COUNTERPART), Pattern.WHOLE),
        ((PARTNERS,), Pattern.NO_COUNTERPART),
        ((COUNTERPART,), Pattern.NO_MONEY),
        ((), Pattern.NO_MONEY),
        ((Contribution("e", "acme", None),), Pattern.NO_MONEY),
    ],
)
def test_an_engagement_falls_into_one_pattern_of_41(brought: tuple[Contribution, ...], pattern: Pattern) -> None:
    assert pattern_of(like(contributions=brought)) is pattern
    assert pattern_of(like(contributions=brought, members=())) is Pattern.NOTHING


def test_an_entity_has_the_pattern_that_half_of_its_engagements_reach() -> None:
    some = [like("FAO"), like("FAO", contributions=(PARTNERS,)), like("FAO", contributions=()), like("WFP")]
    wfp, fao, itu = by_entity(some, ["ITU"])
    assert (wfp.entity, wfp.pattern, wfp.whole_share) == ("WFP", Pattern.WHOLE, 1.0)
    # One of three is whole, two of three have at least contributions: 2 * 2 >= 3.
    assert (fao.entity, fao.pattern, fao.whole_share, fao.placed) == ("FAO", Pattern.NO_COUNTERPART, 1 / 3, 3)
    assert (itu.entity, itu.pattern, itu.engagements) == ("ITU", Pattern.NOTHING, 0)


def test_an_engagement_counts_for_every_entity_that_takes_part_once() -> None:
    found = by_entity([like("FAO", entities=("FAO", "WFP"))], [])
    assert {each.entity: each.engagements for each in found} == {"FAO": 1, "WFP": 1}


@given(st.lists(st.sampled_from([(), (PARTNERS,), (PARTNERS, COUNTERPART)])))
def test_patterns_add_up_and_more_disclosure_never_lowers_an_entity(brought: list[tuple[Contribution, ...]]) -> None:
    (before,) = by_entity([like(contributions=each) for each in brought], ["FAO"])
    (after,) = by_entity([like(contributions=each) for each in [*brought, (PARTNERS, COUNTERPART)]], ["FAO"])
    order = list(Pattern)
    assert before.engagements == len(brought)
    assert order.index(after.pattern) >= order.index(before.pattern)


@pytest.mark.parametrize(
    ("days", "shown"),
    [(0, Light.FRESH), (365, Light.FRESH), (366, Light.AGEING), (730, Light.AGEING), (731, Light.OLD)],
)
def test_lights_change_after_one_and_two_years(days: int, shown: Light) -> None:
    assert light(TODAY - timedelta(days=days), TODAY) is shown
    assert light(None, TODAY) is Light.UNDATED


def test_the_last_day_of_which_something_is_known_counts_and_no_day_to_come() -> None:
    assert of_engagement(SMART, TODAY) == date(2025, 12, 31)  # the year of its contributions
    later = replace(KPI, date=date(2026, 5, 1))
    assert of_engagement(like(kpis=(later,)), TODAY) == date(2026, 5, 1)
    assert of_engagement(like(kpis=(), contributions=(replace(PARTNERS, year=2027),)), TODAY) == date(2024, 1, 1)
    assert of_engagement(like(kpis=(), contributions=(), period=Period()), TODAY) is None


def test_a_statement_keeps_a_profile_fresh() -> None:
    offered = Period(date(2020, 1, 1))
    on = date(2026, 3, 1)
    assert of_capability(offered, TODAY) == date(2020, 1, 1)
    assert of_capability(offered, TODAY, on) == on


def test_reports_are_due_as_a_partnership_goes_on() -> None:
    young = Period(date(2026, 6, 1), None)
    assert reported(like(state=State.PROPOSED), TODAY) == {}
    assert reported(like(period=Period(date(2027, 1, 1))), TODAY) == {}
    assert reported(like(period=young), TODAY) == {Phase.START: True}
    assert reported(SMART, TODAY) == {Phase.START: True, Phase.DURING: True}
    assert reported(like(kpis=()), TODAY) == {Phase.START: False, Phase.DURING: False}


def test_the_end_is_reported_by_a_late_result_or_by_what_was_learnt() -> None:
    over = Period(date(2024, 1, 1), date(2026, 1, 1))
    early, late = replace(KPI, date=date(2025, 6, 1)), replace(KPI, date=date(2025, 10, 3))  # 90 days before the end
    ended = like(state=State.ENDED, period=over, kpis=(early,))
    assert reported(ended, TODAY)[Phase.END] is False
    assert reported(replace(ended, kpis=(late,)), TODAY)[Phase.END] is True
    assert reported(replace(ended, lessons="Ask the drivers."), TODAY)[Phase.END] is True


def test_an_entity_usually_reports_when_it_does_in_more_than_half() -> None:
    some = [like("FAO"), like("FAO", kpis=()), like("WFP"), like("WFP"), like("WFP", kpis=())]
    start, during, end = rates(some, TODAY)
    # FAO reports 1 of 2, which is not more than half; WFP 2 of 3, which is.
    assert (start.usually, start.entities, start.reported, start.due, start.share) == (1, 2, 1 + 2, 2 + 3, 1 / 2)
    assert (during.usually, during.entities) == (1, 2)
    assert (end.entities, end.share) == (0, 0.0)


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({}, ()),
        ({"sdgs": ()}, (Smart.SPECIFIC,)),
        ({"countries": ()}, (Smart.SPECIFIC,)),
        ({"countries": (), "level": Level.GLOBAL}, ()),
        ({"kpis": ()}, (Smart.SPECIFIC, Smart.MEASURABLE)),
        ({"kpis": (replace(KPI, target=None),)}, (Smart.MEASURABLE,)),
        ({"members": ()}, (Smart.ACHIEVABLE,)),
        ({"resources": ()}, (Smart.ACHIEVABLE,)),
        ({"contributions": ()}, (Smart.RESOURCE_BASED,)),
        ({"period": Period(date(2024, 1, 1))}, (Smart.TIME_BOUND,)),
    ],
)
def test_what_lacks_to_be_smart_is_named(fields: dict[str, object], lacks: tuple[Smart, ...]) -> None:
    assert missing(like(**fields)) == lacks  # type: ignore[arg-type]


NOW = datetime(2026, 11, 28, tzinfo=UTC)


def told(view: Viewpoint, *engagements: Engagement) -> ToldEngagements:
    brought = {each.id: each.contributions for each in engagements}
    there = Counter(group_of(each.disclosure) for each in engagements)
    stripped = [replace(each, contributions=()) for each in engagements]  # as the database gives them to others
    return told_engagements(view, stripped, lambda ids: {key: brought[key] for key in ids}, there)


def test_of_others_contributions_only_that_they_exist_is_told() -> None:
    found = told(Viewpoint(NOW, "WFP"), SMART)
    assert pattern_of(found.engagements[0]) is Pattern.WHOLE
    assert [(each.giver, each.amount, each.note) for each in found.engagements[0].contributions] == [("", 0.0, "")] * 2
    own = told(Viewpoint(NOW, "FAO"), SMART)
    assert own.engagements == (SMART,)


def test_a_hidden_contribution_is_not_there_and_a_hidden_engagement_is_counted() -> None:
    hidden = replace(COUNTERPART, visibility=Visibility.HIDDEN)
    closed = like("FAO", id="closed", disclosure=Disclosure("FAO", Visibility.HIDDEN, "embargo"))
    found = told(Viewpoint(NOW, "WFP"), like(contributions=(PARTNERS, hidden)), closed)
    assert [pattern_of(each) for each in found.engagements] == [Pattern.NO_COUNTERPART]
    assert found.withheld == {"embargo": 1}
