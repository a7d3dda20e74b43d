"""Filters and what they cost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.filters import Available, Filter, ForGoals, InCountries, Offering, OfKind, OfSize, apply
from matching.records import Kind, Period, Profile, Resource, Size
from tests.matching.builders import pools, profile

IN_MALI = InCountries(frozenset({"MLI"}))
WITH_DATA = Offering(frozenset({Resource.DATA}))
SMALL = OfSize(frozenset({Size.MSME}))

FILTERS = (IN_MALI, WITH_DATA, SMALL, ForGoals(frozenset({3, 6})), OfKind(frozenset({Kind.NGO})))


@pytest.mark.parametrize(
    ("one", "yes", "no", "silent"),
    [
        (IN_MALI, profile("p", "", home="MLI"), profile("p", "", countries=("KEN",)), profile("p", "")),
        (
            WITH_DATA,
            profile("p", "", resources=(Resource.DATA,)),
            profile("p", "", resources=(Resource.FINANCE,)),
            profile("p", ""),
        ),
        (SMALL, profile("p", "", size=Size.MSME), profile("p", "", size=Size.NATIONAL), profile("p", "")),
        (FILTERS[3], profile("p", "", sdgs=(6, 7)), profile("p", "", sdgs=(7,)), profile("p", "")),
        (
            Available(Period(date(2026, 5, 1), date(2026, 5, 31))),
            profile("p", "", period=Period(date(2026, 5, 31), None)),
            profile("p", "", period=Period(None, date(2026, 4, 30))),
            profile("p", ""),
        ),
    ],
)
def test_a_filter_tells_no_from_not_said(one: Filter, yes: Profile, no: Profile, silent: Profile) -> None:
    assert (one.answer(yes), one.answer(no), one.answer(silent)) == (True, False, None)


def test_the_kind_is_always_known() -> None:
    assert FILTERS[4].answer(profile("p", "", kind=Kind.NGO)) is True
    assert FILTERS[4].answer(profile("p", "", kind=Kind.ACADEMIA)) is False


def test_each_filter_says_what_it_removes_alone_and_what_only_it_removes() -> None:
    profiles = [
        profile("kept", "", countries=("MLI",), resources=(Resource.DATA,), size=Size.MSME),
        profile("far", "", countries=("KEN",), resources=(Resource.DATA,), size=Size.MSME),
        profile("mute", "", resources=(Resource.DATA,)),
        profile("neither", "", countries=("KEN",), size=Size.MSME),
    ]
    kept = apply([IN_MALI, WITH_DATA], profiles)
    countries, resources = kept.consequences
    assert (kept.ids, kept.of, kept.removed) == ({"kept"}, 4, 3)
    assert (countries.alone, countries.msme, countries.silent, countries.only, countries.only_msme) == (3, 2, 1, 2, 1)
    assert (resources.alone, resources.msme, resources.silent, resources.only, resources.only_msme) == (1, 1, 1, 0, 0)


def test_no_filter_keeps_everybody() -> None:
    assert apply([], [profile("a", ""), profile("b", "")]).ids == {"a", "b"}


@given(pools(), st.permutations(FILTERS))
def test_the_order_of_filters_changes_nothing(profiles: list[Profile], shuffled: list[Filter]) -> None:
    one, other = apply(FILTERS, profiles), apply(shuffled, profiles)
    assert one.ids == other.ids
    assert set(one.consequences) == set(other.consequences)


@given(pools(), st.sets(st.sampled_from(FILTERS), min_size=1))
def test_dropping_a_filter_brings_back_exactly_those_that_only_it_removes(
    profiles: list[Profile], chosen: set[Filter]
) -> None:
    filters = sorted(chosen, key=lambda one: one.name)
    kept = apply(filters, profiles)
    for one, consequence in zip(filters, kept.consequences, strict=True):
        without = apply([other for other in filters if other is not one], profiles)
        assert len(without.ids) - len(kept.ids) == consequence.only <= consequence.alone
        assert consequence.silent <= consequence.alone
        assert consequence.only_msme <= consequence.msme
