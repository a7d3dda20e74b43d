"""How two claims on the same partner are classed, and by which rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.overlaps import Claim, Groups, by_words, classify, find_overlaps, overlaps_with
from matching.records import Affiliate, Kind, Origin, OverlapClass, Partner, Period, Resource

ALONE = Groups({})
SPRING = Period(date(2026, 3, 1), date(2026, 5, 31))
AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 30))

ONE = Claim(
    id="a1",
    entities=frozenset({"WFP"}),
    partner="firm",
    resources=frozenset({Resource.LOGISTICS}),
    window=SPRING,
    countries=frozenset({"MLI"}),
    sdgs=frozenset({2}),
)
OTHER = replace(ONE, id="a2", entities=frozenset({"UNICEF"}))


def decided(left: Claim, right: Claim) -> tuple[OverlapClass, str]:
    overlap = classify(left, right, ALONE)
    assert overlap is not None
    return overlap.kind, overlap.rule


@pytest.mark.parametrize(
    ("change", "kind", "rule"),
    [
        ({}, OverlapClass.COLLISION, "same resource, scope and topic"),
        ({"entities": frozenset({"WFP"})}, OverlapClass.INDEPENDENT, "same entity"),
        ({"window": AUTUMN}, OverlapClass.INDEPENDENT, "windows apart"),
        ({"resources": frozenset({Resource.DATA})}, OverlapClass.COMPLEMENTARY, "other resource for the same topic"),
        ({"sdgs": frozenset({7})}, OverlapClass.COMPLEMENTARY, "same resource and scope, other topic"),
        ({"countries": frozenset({"KEN"})}, OverlapClass.COMPLEMENTARY, "same resource and topic, other place"),
        (
            {"countries": frozenset({"KEN"}), "sdgs": frozenset({7})},
            OverlapClass.INDEPENDENT,
            "nothing to join",
        ),
    ],
)
def test_one_difference_decides_the_class(change: dict[str, object], kind: OverlapClass, rule: str) -> None:
    assert decided(ONE, replace(OTHER, **change)) == (kind, rule)


def test_a_global_claim_meets_every_country() -> None:
    overlap = classify(ONE, replace(OTHER, countries=frozenset()), ALONE)
    assert overlap is not None
    assert overlap.kind is OverlapClass.COLLISION
    assert "global and country level" in overlap.reasons


def test_texts_decide_when_no_goal_does() -> None:
    left, right = (
        replace(ONE, sdgs=frozenset(), topic="cold rooms"),
        replace(OTHER, sdgs=frozenset(), topic="cold chain"),
    )
    near = classify(left, right, ALONE, lambda _, __: 0.95)
    far = classify(left, right, ALONE, lambda _, __: 0.40)
    assert near is not None
    assert far is not None
    assert (near.kind, far.kind) == (OverlapClass.COLLISION, OverlapClass.COMPLEMENTARY)


@pytest.mark.parametrize(
    ("left", "right", "value"),
    [
        ("cold rooms", "cold chain", 2 * 1 / (2 + 2)),
        ("Cold room", "rooms, cold", 2 * 2 / (2 + 2)),
        ("cold rooms for vaccines", "cold chain", 2 * 1 / (3 + 2)),
        ("cold rooms", "pumps", 0),
        ("cold rooms", "", 0),
    ],
)
def test_closeness_is_the_share_of_terms_that_two_topics_have_in_common(left: str, right: str, value: float) -> None:
    assert by_words(left, right) == by_words(right, left) == value


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (ONE, OTHER, ("same resource: logistics", "both in MLI")),
        (ONE, replace(OTHER, resources=frozenset({Resource.DATA})), ("different resources", "both in MLI")),
        (ONE, replace(OTHER, countries=frozenset({"KEN"})), ("same resource: logistics", "different countries")),
        (ONE, replace(OTHER, countries=frozenset()), ("same resource: logistics", "global and country level")),
        (
            replace(ONE, countries=frozenset()),
            replace(OTHER, countries=frozenset(), resources=ONE.resources | {Resource.DATA}),
            ("same resource: logistics", "both at global level"),
        ),
    ],
)
def test_the_reasons_name_what_two_claims_have_in_common(left: Claim, right: Claim, told: tuple[str, str]) -> None:
    overlap = classify(left, right, ALONE)
    assert overlap is not None
    assert overlap.reasons[:2] == told


def test_two_engagements_that_meet_through_several_members_stand_as_their_gravest_meeting() -> None:
    """At one firm they want the same, at the second another resource, at the third at another time."""
    at = [replace(ONE, partner=f"firm {number}") for number in range(3)]
    meets = [OTHER, replace(OTHER, resources=frozenset({Resource.DATA})), replace(OTHER, window=AUTUMN)]
    others = [replace(claim, partner=f"firm {number}") for number, claim in enumerate(meets)]
    kinds = [OverlapClass.COLLISION, OverlapClass.COMPLEMENTARY, OverlapClass.INDEPENDENT]
    for first, gravest in enumerate(kinds):
        for order in (1, -1):
            claims = [*at[first:], *others[first:]][::order]
            (found,) = find_overlaps(claims, ALONE, independent=True)
            assert found.kind is gravest
    told = overlaps_with(ONE, [replace(claim, id=f"b{number}") for number, claim in enumerate(reversed(meets))], ALONE)
    assert [each.kind for each in told] == kinds


@pytest.mark.parametrize(("value", "kind"), [(0.5, OverlapClass.COLLISION), (0.499, OverlapClass.COMPLEMENTARY)])
def test_two_topics_are_close_when_half_of_what_they_say_is_the_same(value: float, kind: OverlapClass) -> None:
    left, right = (replace(each, sdgs=frozenset(), topic="cold rooms") for each in (ONE, OTHER))
    found = classify(left, right, ALONE, lambda _, __: value)
    assert found is not None
    assert found.kind is kind


def test_an_unknown_topic_counts_as_close() -> None:
    assert decided(ONE, replace(OTHER, sdgs=frozenset()))[0] is OverlapClass.COLLISION


def test_other_partners_have_no_overlap_unless_they_are_affiliates() -> None:
    elsewhere = replace(OTHER, partner="branch")
    assert classify(ONE, elsewhere, ALONE) is None
    parent = Partner("firm", "Firm", Kind.MULTINATIONAL, Origin("test"), affiliates=(Affiliate("branch", 0.8),))
    overlap = classify(ONE, elsewhere, Groups.of([parent]))
    assert overlap is not None
    assert overlap.path == ("firm", "branch")


@pytest.mark.parametrize(("share", "path"), [(0.5, ("firm", "branch")), (0.499, ())])
def test_half_of_the_shares_is_control_and_less_is_none(share: float, path: tuple[str, ...]) -> None:
    parent = Partner("firm", "Firm", Kind.MULTINATIONAL, Origin("test"), affiliates=(Affiliate("branch", share),))
    groups = Groups.of([parent])
    assert groups.path("firm", "branch") == path
    assert (classify(ONE, replace(OTHER, partner="branch"), groups) is not None) is bool(path)


def test_two_sisters_meet_through_their_parent_and_cousins_do_not() -> None:
    parent = Partner(
        "p", "P", Kind.MULTINATIONAL, Origin("test"), affiliates=(Affiliate("s1", 1.0), Affiliate("s2", 0.6))
    )
    child = Partner("s2", "S2", Kind.NATIONAL_COMPANY, Origin("test"), affiliates=(Affiliate("c", 0.9),))
    groups = Groups.of([parent, child])
    assert groups.path("s1", "s2") == ("s1", "p", "s2")
    assert groups.path("s1", "c") == ()  # three links away


dates = st.dates(date(2026, 1, 1), date(2026, 12, 31))
periods = st.tuples(dates, dates).map(lambda pair: Period(min(pair), max(pair)))
claims = st.builds(
    Claim,
    id=st.uuids().map(str),
    entities=st.frozensets(st.sampled_from(["WFP", "UNHCR", "FAO"]), min_size=1),
    partner=st.sampled_from(["firm", "branch", "stranger"]),
    resources=st.frozensets(st.sampled_from([Resource.DATA, Resource.FINANCE]), min_size=1),
    window=periods,
    countries=st.frozensets(st.sampled_from(["MLI", "KEN"])),
    sdgs=st.frozensets(st.sampled_from([2, 3, 7])),
)
GROUPS = Groups.of([Partner("firm", "Firm", Kind.OTHER, Origin("test"), affiliates=(Affiliate("branch"),))])


@given(claims, claims)
def test_the_class_is_symmetric(left: Claim, right: Claim) -> None:
    assert classify(left, right, GROUPS) == classify(right, left, GROUPS)


@given(st.lists(claims, max_size=8, unique_by=lambda claim: claim.id))
def test_the_search_by_groups_finds_what_comparing_all_pairs_finds(found: list[Claim]) -> None:
    every = {
        (overlap.left, overlap.right)
        for number, left in enumerate(found)
        for right in found[number + 1 :]
        if (overlap := classify(left, right, GROUPS)) and overlap.kind is not OverlapClass.INDEPENDENT
    }
    assert {(overlap.left, overlap.right) for overlap in find_overlaps(found, GROUPS)} == every
