"""Collisions that a country has a part in, between approaches, engagements and levels, named only as far as allowed."""

from __future__ import annotations

from matching.country import Collision
from matching.records import Approach, Engagement, Level, Resource, Visibility
from tests.matching.country.scene import approach, atlas, engagement

HIDDEN, COUNT, TYPE = Visibility.HIDDEN, Visibility.COUNT, Visibility.TYPE


def found(
    *asks: Approach, running: tuple[Engagement, ...] = (), entity: str = "", country: str = "KEN"
) -> tuple[Collision, ...]:
    return atlas((), running, asks, entity=entity).portrait(country).collisions


def test_two_entities_that_ask_one_partner_for_the_same_here_collide() -> None:
    (each,) = found(approach("a1"), approach("a2", entity="FAO"))
    assert (each.left.entities, each.right.entities, each.partner) == (("WFP",), ("FAO",), "bank")
    assert (each.resource, each.countries, each.across_levels) == (Resource.FINANCE, ("KEN",), False)


def test_headquarters_against_the_country_is_told_apart_and_belongs_to_the_country() -> None:
    asks = (approach("a1"), approach("a2", entity="FAO", country=""))
    (each,) = found(*asks)
    assert each.across_levels
    assert each.right.worldwide
    assert found(*asks, country="UGA") == ()


def test_two_asks_at_global_level_belong_to_no_country() -> None:
    assert found(approach("a1", country=""), approach("a2", entity="FAO", country="")) == ()


def test_an_approach_collides_with_a_running_engagement_of_another_entity_only() -> None:
    (each,) = found(approach("a"), running=(engagement("e"),))
    assert (each.right.record, each.right.running) == ("e", True)
    assert found(approach("a", entity="FAO"), running=(engagement("e"),)) == ()


def test_two_engagements_side_by_side_are_no_collision() -> None:
    assert found(running=(engagement("e1"), engagement("e2", entity="WFP"))) == ()


def test_a_global_engagement_is_headquarters_against_the_country() -> None:
    (each,) = found(approach("a"), running=(engagement("e", level=Level.GLOBAL),))
    assert each.across_levels


def test_an_owner_sees_its_own_side_only_beside_what_may_be_named() -> None:
    asks = (approach("a1"), approach("a2", entity="FAO", visibility=TYPE))
    assert len(found(*asks, entity="FAO")) == 1
    assert found(*asks, entity="WFP") == ()


def test_what_may_not_be_named_collides_in_no_country() -> None:
    for visibility in (HIDDEN, COUNT, TYPE):
        assert found(approach("a1"), approach("a2", entity="FAO", visibility=visibility)) == ()
        assert found(approach("a1"), running=(engagement("e", visibility=visibility),)) == ()


def test_a_pair_is_counted_once_whoever_stands_first() -> None:
    assert len(found(approach("a2", entity="FAO"), approach("a1"), approach("a3", entity="ILO"))) == 3
