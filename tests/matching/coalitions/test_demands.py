"""Rules, vetoes and alliances are built from what partners are."""

from __future__ import annotations

import pytest

from matching.coalitions import Coverage, Terms, Veto, propose
from matching.coalitions.alliances import Alliance, seated, suggested
from matching.coalitions.demands import Demand, Wish, affiliate_vetoes, incompatible_vetoes, rival_rules, rule, rules
from matching.records import Affiliate, Facet, FacetKind, Kind, Rule, Size
from tests.matching.coalitions.parties import need, profile

COMPANY = {"kind": Kind.NATIONAL_COMPANY, "size": Size.NATIONAL}
POOL = [
    profile("big", kind=Kind.MULTINATIONAL, size=Size.MULTINATIONAL, country="DEU", countries=("MLI",)),
    profile("home", country="MLI", **COMPANY),
    profile("abroad", country="DEU", **COMPANY),
    profile("small", kind=Kind.NATIONAL_COMPANY, size=Size.MSME, country="MLI", women_led=True),
    profile("ngo", country="MLI", women_led=True),
    profile("state", kind=Kind.GOVERNMENT, country="MLI"),
    profile("fund", kind=Kind.FOUNDATION, country="CHE"),
]


@pytest.mark.parametrize(
    ("wish", "fits"),
    [
        (Wish.LOCAL_COMPANY, {"home", "small"}),
        (Wish.SMALL_COMPANY, {"small"}),
        (Wish.NGO, {"ngo"}),
        (Wish.WOMEN_LED, {"small"}),  # a supplier: the women-led NGO is none
        (Wish.GOVERNMENT, {"state"}),
        (Wish.ACADEMIA, set()),
        (Wish.ASSOCIATION, set()),
        (Wish.FUNDER, {"fund"}),
        (Wish.MULTINATIONALS, {"big"}),
    ],
)
def test_a_wish_names_who_fits(wish: Wish, fits: set[str]) -> None:
    built = rule(Demand(wish, 2), need(countries=("MLI",)), POOL)
    assert (built.members, built.bound) == (fits, 2)
    assert built.comparator == ("at most" if wish is Wish.MULTINATIONALS else "at least")


@pytest.mark.parametrize(
    ("fields", "local"),
    [
        ({"kind": Kind.OTHER, "size": Size.MSME}, True),  # a cooperative
        ({"kind": Kind.NATIONAL_COMPANY, "size": None}, True),
        ({"kind": Kind.MULTINATIONAL, "size": Size.MULTINATIONAL}, False),
        ({"kind": Kind.NGO, "size": None}, False),
    ],
)
def test_local_is_who_is_small_or_national_by_size_or_by_kind(fields: dict[str, object], local: bool) -> None:
    pool = [profile("p", country="MLI", **fields)]
    built = rule(Demand(Wish.LOCAL_COMPANY), need(countries=("MLI",)), pool)
    assert (built.members == {"p"}) is local
    assert built.bound == 1  # unless more are asked for


def test_where_a_need_names_no_country_every_national_company_is_local() -> None:
    assert rule(Demand(Wish.LOCAL_COMPANY), need(), POOL).members == {"home", "abroad", "small"}


def test_the_needs_own_rules_stay_and_a_wish_counts_once() -> None:
    own = Rule("mine", "at most", 1, frozenset({"ngo"}))
    built = rules([Demand(Wish.NGO, 1), Demand(Wish.NGO, 2)], need(rules=(own,)), POOL)
    assert [(each.name, each.bound) for each in built] == [("mine", 1), ("a non-governmental organisation", 2)]


def test_parent_affiliate_and_sisters_are_kept_apart_but_not_a_company_and_its_foundation() -> None:
    parent = profile("p", affiliates=(Affiliate("a", 0.6), Affiliate("b"), Affiliate("f"), Affiliate("elsewhere")))
    others = [profile("a"), profile("b"), profile("f", kind=Kind.CORPORATE_FOUNDATION)]
    assert affiliate_vetoes([*others, parent]) == (
        Veto("a", "b", "both belong to Name of p"),
        Veto("a", "p", "Name of p holds 60% of Name of a"),
        Veto("b", "p", "Name of p holds a share of Name of b"),
    )


def test_rivals_are_large_companies_of_one_narrow_field_and_size() -> None:
    def firm(id: str, size: Size, *sectors: str) -> object:
        return profile(id, kind=Kind.NATIONAL_COMPANY, size=size, sectors=sectors)

    pool = [
        firm("a", Size.NATIONAL, "C", "cold rooms"),
        firm("b", Size.NATIONAL, "C", "cold rooms"),
        firm("c", Size.NATIONAL, "C", "pumps"),
        firm("d", Size.MULTINATIONAL, "C", "cold rooms"),
        firm("e", Size.MSME, "cold rooms"),
        firm("f", Size.MSME, "cold rooms"),
    ]
    (found,) = rival_rules(pool)  # type: ignore[arg-type]
    assert (found.members, found.comparator, found.bound) == ({"a", "b"}, "at most", 1)


def test_a_pair_can_be_kept_apart_for_any_reason() -> None:
    assert incompatible_vetoes([("z", "a", "excluded by UNICEF")]) == (Veto("a", "z", "excluded by UNICEF"),)


FACETS = [Facet("n", FacetKind.CAPABILITY, text, 1.0) for text in ("ice", "doors", "lamps")]
ROWS = {"s1": [0.9, 0.0, 0.0], "s2": [0.0, 0.8, 0.0], "s3": [0.0, 0.0, 0.3], "big": [0.7, 0.7, 0.0]}
FIRMS = [profile(name, kind=Kind.NATIONAL_COMPANY, size=Size.MSME, country="MLI") for name in ("s1", "s2", "s3")]


def test_an_alliance_can_what_its_firms_can_and_carries_what_they_carry() -> None:
    pair = Alliance(("s2", "s1"))
    terms = Terms(rules=(Rule("r", "at least", 1, frozenset({"s1"})),), capacity={"s1": 1, "s2": 2})
    coverage, allied = seated(Coverage.of(FACETS, ROWS), terms, [pair])
    assert coverage.cells[coverage.rows_of([pair.id])[0]].tolist() == [0.9, 0.8, 0.0]
    assert allied.capacity[pair.id] == 1 + 2
    assert pair.id in allied.rules[0].members
    assert allied.broken([pair.id, "s1"]) != ()  # no firm sits twice


def test_what_holds_for_a_firm_holds_for_every_alliance_in_which_it_sits() -> None:
    one, other, apart = Alliance(("a", "b")), Alliance(("b", "c")), Alliance(("d", "e"))
    coverage = Coverage.of(FACETS[:1], {name: [0.5] for name in "abcdef"})
    terms = Terms(
        rules=(Rule("r", "at least", 1, frozenset("a")),),
        vetoes=(Veto("a", "f", "rivals"), Veto("f", "c", "affiliates"), Veto("d", "e", "inside an alliance")),
        capacity={"a": 1, "b": 2},
        forbidden=frozenset("c"),
    )
    _, allied = seated(coverage, terms, [one, other, apart])
    assert allied.rules[0].members == {"a", one.id}
    assert allied.forbidden == {"c", other.id}
    assert allied.capacity == {"a": 1, "b": 2, one.id: 1 + 2}  # c has no limit, so the alliance with it has none
    pairs = {frozenset((veto.left, veto.right)): veto.reason for veto in allied.vetoes}
    seats = {
        frozenset((firm, each.id)): "the firm sits in this alliance"
        for each in (one, other, apart)
        for firm in each.members
    }
    assert pairs == seats | {
        frozenset("af"): "rivals",
        frozenset("fc"): "affiliates",
        frozenset("de"): "inside an alliance",
        frozenset((one.id, other.id)): "they share a firm",
        frozenset((one.id, "f")): "rivals",
        frozenset((other.id, "f")): "affiliates",
    }


def test_a_firm_that_is_alone_in_its_country_is_no_alliance() -> None:
    coverage = Coverage.of(FACETS, ROWS)
    assert suggested(coverage, FIRMS[:1], need(countries=("MLI",))) == ()


def test_small_firms_of_the_country_that_complete_each_other_are_suggested_as_one_seat() -> None:
    coverage = Coverage.of(FACETS, ROWS)
    pool = [*FIRMS, profile("big", kind=Kind.MULTINATIONAL, country="MLI")]
    assert suggested(coverage, pool, need(countries=("MLI",))) == (Alliance(("s1", "s2")),)  # s3 covers no lamp well
    assert suggested(coverage, pool, need(countries=("FRA",))) == ()
    whole, terms = seated(coverage, Terms(member_cost=0.2), [Alliance(("s1", "s2"))])
    assert propose(whole, terms).choices[0].members == ("alliance:s1+s2",)


@pytest.mark.parametrize("members", [("a",), ("a", "a"), tuple("abcdef"), ()])
def test_an_alliance_has_two_to_five_different_firms(members: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="2 to 5 different firms"):
        Alliance(members)
