"""Who takes which seat, and what the UN side does beside them."""

from __future__ import annotations

import pytest

from matching.coalitions import Coverage, Terms, chosen
from matching.coalitions.seats import Why, places, un_places
from matching.records import Facet, FacetKind, Kind, Resource, Role, Size
from tests.matching.coalitions.parties import need, profile

FACETS = [Facet("n", FacetKind.CAPABILITY, text, 1.0) for text in ("ice", "doors", "lamps")]
MALI = need(countries=("MLI",), resources=(Resource.TECHNOLOGY, Resource.INNOVATIVE_FINANCE))


def role_of(**fields: object) -> tuple[Role, Why]:
    """The seat of a member beside a leader who covers most."""
    member = profile("m", resources=fields.pop("resources", ()), **fields)  # type: ignore[arg-type]
    coverage = Coverage.of(FACETS, {"m": [0.6, 0, 0], "z": [0, 0.9, 0.9]})
    found = places(coverage, chosen(coverage, Terms(), ["m", "z"]), {"m": member, "z": profile("z")}, MALI)
    assert found[1].role is Role.LEAD
    return found[0].role, found[0].why


@pytest.mark.parametrize(
    ("fields", "role"),
    [
        ({"kind": Kind.FOUNDATION, "resources": (Resource.INNOVATIVE_FINANCE,)}, Role.OUTCOME_PAYER),
        ({"kind": Kind.FOUNDATION, "resources": (Resource.FINANCE, Resource.EXPERTISE)}, Role.FUNDER),
        ({"kind": Kind.MULTINATIONAL, "resources": (Resource.FINANCE,)}, Role.FUNDER),
        ({"kind": Kind.BUSINESS_ASSOCIATION, "resources": (Resource.COMMUNICATION,)}, Role.CONVENOR),
        ({"kind": Kind.MULTINATIONAL, "country": "DEU", "resources": (Resource.MARKET_ACCESS,)}, Role.BUYER),
        ({"kind": Kind.OTHER, "country": "MLI", "resources": (Resource.IN_KIND,)}, Role.PRODUCER),
        ({"kind": Kind.NGO, "country": "MLI"}, Role.LOCAL_ANCHOR),
        ({"kind": Kind.ACADEMIA, "country": "FRA", "resources": (Resource.DATA,)}, Role.TECHNICAL),
        (
            {
                "kind": Kind.NATIONAL_COMPANY,
                "size": Size.NATIONAL,
                "country": "MLI",
                "resources": (Resource.TECHNOLOGY,),
            },
            Role.IMPLEMENTER,
        ),
        ({"kind": Kind.NGO, "country": "FRA"}, Role.IMPLEMENTER),
    ],
)
def test_a_seat_follows_from_kind_home_and_resources(fields: dict[str, object], role: Role) -> None:
    assert role_of(**fields)[0] is role


def test_only_one_convenes() -> None:
    coverage = Coverage.of(FACETS, {name: [0.1, 0.1, 0.1] for name in "ab"})
    chambers = {name: profile(name, kind=Kind.BUSINESS_ASSOCIATION) for name in "ab"}
    found = places(coverage, chosen(coverage, Terms(), ["a", "b"]), chambers, MALI)
    assert [seat.role is Role.CONVENOR for seat in found] == [True, False]


def test_the_un_side_leads_only_where_nobody_else_does() -> None:
    coverage = Coverage.of(FACETS, {"a": [0.9, 0.9, 0], "b": [0, 0, 0.9], "c": [0.1, 0.1, 0.1]})
    known = {name: profile(name) for name in "abc"}
    led = places(coverage, chosen(coverage, Terms(), ["a", "b", "c"]), known, MALI)
    assert [(seat.role, seat.why) for seat in un_places(["UNICEF", "WHO"], led)] == [
        (Role.CONVENOR, Why.MANY_TO_CONVENE),
        (Role.TECHNICAL, Why.STANDS_BACK),
    ]
    alone = places(coverage, chosen(coverage, Terms(), ["c"]), known, MALI)
    assert un_places(["UNICEF"], alone)[0].role is Role.LEAD


def test_a_seat_says_how_many_facets_it_serves() -> None:
    coverage = Coverage.of(FACETS, {"a": [0.9, 0.8, 0.1], "b": [0.2, 0.1, 0.7]})
    found = places(coverage, chosen(coverage, Terms(), ["a", "b"]), {n: profile(n) for n in "ab"}, MALI)
    assert [(seat.holder, seat.serves) for seat in found] == [("a", 2), ("b", 1)]
