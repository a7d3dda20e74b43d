"""A need is covered when what it seeks is brought here for one of its Goals; else somebody asks, or it is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.country import NeedStanding, Served
from matching.records import (
    Approach,
    Engagement,
    Facet,
    FacetKind,
    Kind,
    Need,
    Period,
    Resource,
    Stage,
    State,
    Visibility,
)
from tests.matching.country.scene import approach, atlas, engagement, need

MONEY, TRUCKS = Resource.FINANCE, Resource.LOGISTICS


def only(*records: Engagement | Approach, needs: tuple[Need, ...] = (need("n", (MONEY, TRUCKS)),)) -> Served:
    engagements = tuple(each for each in records if isinstance(each, Engagement))
    approaches = tuple(each for each in records if isinstance(each, Approach))
    (served,) = atlas(needs, engagements, approaches).portrait("KEN").served
    return served


def test_a_need_is_covered_when_each_resource_it_seeks_is_brought() -> None:
    served = only(engagement("e1", (MONEY,)), engagement("e2", (TRUCKS,)))
    assert served.standing is NeedStanding.COVERED
    assert served.brought == {MONEY: ("e1",), TRUCKS: ("e2",)}
    assert served.missing == ()


def test_one_of_two_resources_does_not_cover() -> None:
    served = only(engagement("e1", (MONEY,)))
    assert (served.standing, served.missing) == (NeedStanding.OPEN, (TRUCKS,))


@pytest.mark.parametrize(
    "other",
    [
        engagement("e", (MONEY, TRUCKS), sdgs=(4,)),
        engagement("e", (MONEY, TRUCKS), countries=("UGA",)),
        engagement("e", (MONEY, TRUCKS), state=State.PROPOSED),
        engagement("e", (MONEY, TRUCKS), state=State.ENDED),
        engagement("e", (MONEY, TRUCKS), visibility=Visibility.TYPE),
        engagement("e", (MONEY, TRUCKS), visibility=Visibility.COUNT),
        engagement("e", (MONEY, TRUCKS), visibility=Visibility.HIDDEN),
    ],
    ids=["another Goal", "another country", "only proposed", "over", "type only", "count only", "hidden"],
)
def test_an_engagement_covers_nothing_with(other: Engagement) -> None:
    assert only(other).standing is NeedStanding.OPEN


def test_a_need_that_people_recorded_as_met_is_covered_and_lacks_nothing() -> None:
    served = only(needs=(need("n", (MONEY,), state="met"),))
    assert (served.standing, served.missing) == (NeedStanding.COVERED, ())


def test_a_need_is_under_way_when_an_approach_names_it_or_asks_for_what_it_lacks() -> None:
    assert only(approach("a", need="n", sdgs=(9,))).standing is NeedStanding.UNDER_WAY
    assert only(approach("a", resource=TRUCKS)).standing is NeedStanding.UNDER_WAY
    assert only(approach("a", resource=TRUCKS, sdgs=(9,))).standing is NeedStanding.OPEN
    assert only(approach("a", resource=MONEY), engagement("e", (MONEY,))).standing is NeedStanding.OPEN
    assert only(approach("a", need="n", stage=Stage.WITHDRAWN)).standing is NeedStanding.OPEN


def test_an_approach_that_may_not_be_named_does_not_say_for_which_need_it_is() -> None:
    assert only(approach("a", need="n", sdgs=(9,), visibility=Visibility.TYPE)).standing is NeedStanding.OPEN


def test_a_need_counts_until_its_period_ends() -> None:
    over = need("a", period=Period(None, date(2026, 10, 31)))
    last = need("b", period=Period(None, date(2026, 11, 1)))
    portrait = atlas((over, last)).portrait("KEN")
    assert [each.need.id for each in portrait.served] == ["b"]


def test_missing_kinds_are_stakeholders_that_no_running_engagement_has() -> None:
    facets = tuple(Facet("n", FacetKind.STAKEHOLDER, kind) for kind in (Kind.NATIONAL_COMPANY, Kind.NGO))
    wanting = replace(need("n", (MONEY,)), facets=facets)
    served = only(engagement("e", (MONEY,)), needs=(wanting,))
    assert served.missing_kinds == (Kind.NGO,)


RESOURCES = st.lists(st.sampled_from(list(Resource)), min_size=1, max_size=4, unique=True).map(tuple)


@given(RESOURCES, st.lists(RESOURCES, max_size=4), RESOURCES)
def test_one_more_engagement_never_uncovers_a_need(
    sought: tuple[Resource, ...], before: list[tuple[Resource, ...]], more: tuple[Resource, ...]
) -> None:
    here = tuple(engagement(f"e{number}", each) for number, each in enumerate(before))
    first = only(*here, needs=(need("n", sought),))
    second = only(*here, engagement("more", more), needs=(need("n", sought),))
    assert len(second.missing) <= len(first.missing)
    assert {first.standing, second.standing} != {
        NeedStanding.COVERED,
        NeedStanding.OPEN,
    } or second.standing is NeedStanding.COVERED
    assert set(first.brought) | set(first.missing) == set(sought)
