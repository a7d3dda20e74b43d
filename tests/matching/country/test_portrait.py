"""What a country page tells: who is there, what is counted, what is left aside, and nothing that may not be placed."""

from __future__ import annotations

from datetime import date

import pytest

from matching.country import NeedStanding, Presence
from matching.records import FacetKind, Level, Resource, Stage, State, Visibility
from tests.matching.country.scene import approach, atlas, engagement, need

HIDDEN, COUNT, TYPE = Visibility.HIDDEN, Visibility.COUNT, Visibility.TYPE


def test_partners_at_home_come_before_multinationals_and_those_from_abroad() -> None:
    portrait = atlas().portrait("KEN")
    assert [(each.id, each.presence) for each in portrait.partners] == [
        ("bank", Presence.LOCAL),
        ("giant", Presence.MULTINATIONAL),
        ("school", Presence.FROM_ABROAD),
    ]


def test_entities_are_told_with_what_they_seek_run_and_ask_for() -> None:
    portrait = atlas((need("n", sdgs=(2, 5)),), (engagement("e"),), (approach("a"),)).portrait("KEN")
    assert [(each.entity, each.needs, each.engagements, each.approaches, each.sdgs) for each in portrait.entities] == [
        ("FAO", (), ("e",), (), (2,)),
        ("WFP", ("n",), (), ("a",), (2, 5)),
    ]
    assert [each.newest for each in portrait.entities] == [date(2026, 1, 1), date(2026, 10, 2)]


@pytest.mark.parametrize("visibility", [TYPE, COUNT, HIDDEN])
def test_what_may_not_be_named_changes_no_figure_of_any_country(visibility: Visibility) -> None:
    records = (engagement("e1", visibility=visibility), engagement("e2", level=Level.GLOBAL, visibility=visibility))
    asks = (approach("a1", need="n", visibility=visibility), approach("a2", country="", visibility=visibility))
    open_ask = approach("a3", entity="ILO")
    with_them, without = (atlas((need("n"),), *held) for held in ((records, (*asks, open_ask)), ((), (open_ask,))))
    assert with_them.countries == without.countries
    for code in with_them.countries:
        assert with_them.portrait(code) == without.portrait(code)


def test_the_owner_is_told_its_own_hidden_records() -> None:
    records = (engagement("e", visibility=HIDDEN),)
    assert len(atlas((), records, entity="FAO").portrait("KEN").engagements) == 1
    assert len(atlas((), records, entity="WFP").portrait("KEN").engagements) == 0


def test_unasked_are_partners_that_nobody_works_with_or_asks() -> None:
    portrait = atlas((), (engagement("e"),), (approach("a", "giant"),)).portrait("KEN")
    assert [each.id for each in portrait.unasked] == ["school"]
    ended = atlas((), (engagement("e", state=State.ENDED),), (approach("a", "giant", stage=Stage.EXPIRED),))
    assert [each.id for each in ended.portrait("KEN").unasked] == ["bank", "giant", "school"]


def test_needs_by_goal_count_under_each_goal_and_add_up() -> None:
    needs = (need("n1", sdgs=(2, 3)), need("n2", (Resource.DATA,), (3,)), need("n3", (Resource.DATA,), (9,)))
    portrait = atlas(needs, (engagement("e"),), (approach("a", resource=Resource.DATA, sdgs=(9,)),)).portrait("KEN")
    assert [(each.code, each.asked, each.covered, each.under_way, each.open) for each in portrait.by_goal] == [
        ("3", 2, 1, 0, 1),
        ("2", 1, 1, 0, 0),
        ("9", 1, 0, 1, 0),
    ]
    assert portrait.covered == 1
    assert [each.need.id for each in portrait.standing(NeedStanding.OPEN)] == ["n2"]


def test_needs_by_facet_count_each_resource_and_leave_capabilities_unjudged() -> None:
    portrait = atlas((need("n1"), need("n2", (Resource.DATA, Resource.FINANCE))), (engagement("e"),)).portrait("KEN")
    assert [(each.kind, each.code, each.asked, each.covered) for each in portrait.by_facet] == [
        (FacetKind.RESOURCE, "data", 1, 0),
        (FacetKind.RESOURCE, "finance", 2, 2),
    ]


def test_a_global_engagement_is_in_each_country_that_it_names() -> None:
    wide = engagement("e", level=Level.GLOBAL, countries=("KEN", "UGA"))
    made = atlas((), (wide,))
    assert [len(made.portrait(code).engagements) for code in ("KEN", "UGA", "MLI")] == [1, 1, 0]
    assert made.countries == ("DEU", "FRA", "KEN", "UGA")


def test_a_country_of_which_nothing_is_known_is_empty_and_no_error() -> None:
    portrait = atlas().portrait("MLI")
    assert (portrait.served, portrait.partners, portrait.entities, portrait.covered) == ((), (), (), 0)
    assert portrait.network.level is None
