"""Records that may not be named change nothing that leadership's page shows but how many are withheld."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.coordination import overview
from matching.coordination.situation import Register, Situation
from matching.coordination.unnamed import Unnamed
from matching.disclosure import Viewpoint
from matching.records import Approach, Circle, Disclosure, Profile, Resource, Stage, Visibility
from tests.dashboard.coordination.conftest import FIRST
from tests.dashboard.sample import NEEDS, PARTNERS

PROFILES = tuple(Profile(partner) for partner in PARTNERS)
VIEW = Viewpoint(FIRST.registered + timedelta(days=20))  # type: ignore[operator]


@st.composite
def approaches(draw: st.DrawFn) -> tuple[Approach, ...]:
    """Up to twelve live approaches of five entities to three partners, of every visibility."""
    drawn = st.tuples(
        st.sampled_from(("UNICEF", "WHO", "WFP", "FAO", "UNFPA")),
        st.sampled_from(("p-froid", "p-kelvin", "p-trans")),
        st.sampled_from((Resource.TECHNOLOGY, Resource.FINANCE)),
        st.sampled_from(list(Visibility)),
    )
    return tuple(
        replace(
            FIRST,
            id=f"a-{n:02}",
            entity=entity,
            partner=partner,
            resource=resource,
            need="",
            stage=Stage.CLEARED,
            disclosure=Disclosure(entity, told, "embargo"),
        )
        for n, (entity, partner, resource, told) in enumerate(draw(st.lists(drawn, min_size=1, max_size=12)))
    )


def shown(register: tuple[Approach, ...]) -> list[object]:
    """Return all that the page shows of a register but what is withheld."""
    needs = {need.id: need for need in NEEDS}
    situation = Situation.of(Register(register, (), (), Circle()), PROFILES, needs, VIEW)
    plan = situation.plan(2)
    return [
        overview.pairs(situation),
        overview.contested(situation),
        overview.by_country(situation),
        overview.by_goal(situation),
        overview.by_resource(situation),
        overview.unserved(situation),
        overview.unapproached(situation),
        overview.asks_of_a_year(situation),
        situation.history,
        getattr(plan, "moves", plan),
    ]


@settings(max_examples=60)
@given(approaches())
def test_unnamed_records_are_in_no_figure(register: tuple[Approach, ...]) -> None:
    named = tuple(each for each in register if each.disclosure.visibility is Visibility.NAMED)
    assert shown(register) == shown(named)


@given(approaches())
def test_what_is_withheld_and_what_is_shown_are_all(register: tuple[Approach, ...]) -> None:
    partners = {partner.id: partner for partner in PARTNERS}
    unnamed = Unnamed.of(register, partners, VIEW)
    named = sum(each.disclosure.visibility is Visibility.NAMED for each in register)
    assert named + sum(unnamed.withheld.values()) == len(register)


@given(approaches())
def test_an_entitys_words_beside_a_count_never_stand_alone(register: tuple[Approach, ...]) -> None:
    """Each published count of unnamed records stands on three entities, by whatever attribute."""
    partners = {partner.id: partner for partner in PARTNERS}
    typed = [each for each in register if each.disclosure.visibility is Visibility.TYPE]
    for published in Unnamed.of(register, partners, VIEW).by.values():
        assert published.total in (0, *range(3, len(typed) + 1))
        assert published.total + published.withheld == len(typed)
