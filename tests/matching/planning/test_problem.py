"""From the register to the plan: values, joint approaches, spent asks, and what the plan keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from matching.planning import Lock, Move, NoPlan, Offers, Plan, problem_of
from matching.planning.values import COUNTRY, GOALS, RESOURCE, UNKNOWN
from matching.records import Affiliate, Approach, Disclosure, Kind, Level, Origin, Period, QuietPeriod, Resource, Stage
from tests.matching.builders import HERE, profile

TODAY = date(2026, 11, 4)
PROFILES = [
    profile("firm", "x", kind=Kind.MULTINATIONAL, countries=("KEN",), sdgs=(2,), resources=(Resource.LOGISTICS,)),
    profile("near", "x", countries=("KEN",), sdgs=(3,), resources=(Resource.LOGISTICS,)),
    profile("silent", "x"),
]
ONE = Approach(
    id="a1",
    entity="WFP",
    partner="firm",
    level=Level.COUNTRY,
    country="KEN",
    resource=Resource.LOGISTICS,
    window=Period(date(2026, 11, 1), date(2026, 12, 31)),
    origin=Origin("test"),
    disclosure=Disclosure("WFP"),
    sdgs=(2,),
    stage=Stage.CLEARED,
    registered=datetime(2026, 10, 20, tzinfo=UTC),
)
TWO = replace(ONE, id="a2", entity="FAO", stage=Stage.CONTESTED)
PAST = replace(ONE, id="a0", entity="ILO", stage=Stage.EXPIRED, window=Period(date(2026, 1, 1), date(2026, 2, 1)))


def solved(approaches: list[Approach], cap: int, quiet: tuple[QuietPeriod, ...] = (), **locks: Lock) -> Plan:
    found = problem_of(approaches, PROFILES, quiet, TODAY).solve(cap, locks)
    assert isinstance(found, Plan)
    return found


def moves(found: Plan) -> dict[str, tuple[Move, str]]:
    return {each.intent: (each.move, each.partner) for each in found.decisions}


def test_the_fit_of_facts_is_the_sum_of_its_parts() -> None:
    worth = Offers.of(PROFILES)
    assert worth.worth([ONE]) == {"a1": RESOURCE + COUNTRY + GOALS}
    assert worth.worth([replace(ONE, partner="silent")]) == {"a1": UNKNOWN}
    assert worth.worth([replace(ONE, partner="nobody")]) == {"a1": UNKNOWN}


def test_alternates_leave_out_the_own_partner_and_closed_ones() -> None:
    offers = Offers.of(PROFILES)
    assert [name for name, _ in offers.alternates([ONE], {}, ())["a1"]] == ["near", "silent"]
    assert [name for name, _ in offers.alternates([ONE], {}, {"near"})["a1"]] == ["silent"]


def test_two_that_collide_become_one() -> None:
    assert moves(solved([ONE, TWO], 1)) == {"a1": (Move.LEAD, "firm"), "a2": (Move.JOIN, "firm")}


def test_asks_of_the_year_before_use_up_the_cap() -> None:
    found = solved([PAST, ONE], 1)
    assert moves(found) == {"a1": (Move.REDIRECT, "near")}
    assert moves(solved([replace(PAST, window=Period(date(2025, 1, 1), date(2025, 2, 1))), ONE], 1)) == {
        "a1": (Move.KEEP, "firm")
    }


def test_a_firm_its_branch_and_the_branch_of_that_share_one_cap() -> None:
    """Over three links of control: longer than what makes two approaches collide."""
    chain = (("firm", "branch"), ("branch", "near"), ("near", "shop"))
    owned = {owner: (Affiliate(firm, 0.6),) for owner, firm in chain}
    pool = [profile(name, "x", affiliates=owned.get(name, ())) for name in ("branch", "firm", "near", "shop")]
    asks = [ONE, replace(TWO, partner="shop", resource=Resource.DATA)]
    found = problem_of(asks, pool, (), TODAY).solve(1, {})
    assert isinstance(found, Plan)
    assert sorted(move for move, _ in moves(found).values()) == [Move.KEEP, Move.WAIT]
    apart = problem_of(asks, [profile(each.id, "x") for each in pool], (), TODAY).solve(1, {})
    assert isinstance(apart, Plan)
    assert [move for move, _ in moves(apart).values()] == [Move.KEEP, Move.KEEP]


def test_nobody_is_sent_to_a_partner_that_wants_quiet() -> None:
    quiet = QuietPeriod("q1", "near", Period(TODAY, date(2026, 12, 1)), "merger", HERE)
    assert moves(solved([PAST, ONE], 1, (quiet,))) == {"a1": (Move.WAIT, "firm")}


def test_what_was_agreed_stays_even_above_the_cap_and_counts_once() -> None:
    joint = [replace(each, stage=Stage.JOINT, joint="t1") for each in (ONE, TWO)]
    found = solved([PAST, *joint], 1)
    assert moves(found) == {"a1": (Move.KEEP, "firm")}
    assert (found.before.live, found.before.index) == (1, 0.0)


def test_a_decision_taken_since_is_kept() -> None:
    assert moves(solved([PAST, ONE], 1, a1=Lock.STAY)) == {"a1": (Move.KEEP, "firm")}
    assert moves(solved([ONE], 1, a1=Lock.WAIT)) == {"a1": (Move.WAIT, "firm")}


def test_locks_that_contradict_each_other_make_no_plan() -> None:
    found = problem_of([ONE, TWO], PROFILES, (), TODAY).solve(1, {"a1": Lock.STAY, "a2": Lock.WAIT})
    assert isinstance(found, NoPlan)
    assert "a1, a2 collide, but one is locked to stay and one to wait" in found.advice[0]


def test_a_joint_approach_collides_where_any_of_its_approaches_does() -> None:
    joint = [replace(each, stage=Stage.JOINT, joint="t1") for each in (ONE, replace(TWO, country="UGA"))]
    third = replace(ONE, id="a3", entity="ILO", country="UGA")  # asks what the second of the two asks
    found = problem_of([*joint, third], PROFILES, (), TODAY).competition
    assert (found.live, found.colliding, found.share) == (2, 2, 2 / 2)


def asks(chosen: Sequence[tuple[str, str, str, bool]]) -> list[Approach]:
    """Return approaches of entities at partners in countries, some of them joint."""
    return [
        replace(
            ONE,
            id=f"a{place}",
            entity=entity,
            partner=partner,
            country=country,
            stage=Stage.JOINT if joint else Stage.CLEARED,
            joint=f"at {partner}" if joint else "",
        )
        for place, (entity, partner, country, joint) in enumerate(chosen)
    ]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("FAO", "ILO", "WFP")),
            st.sampled_from(("firm", "near")),
            st.sampled_from(("KEN", "UGA")),
            st.booleans(),
        ),
        max_size=8,
    )
)
def test_how_many_collide_is_a_recount_of_the_register(chosen: list[tuple[str, str, str, bool]]) -> None:
    register = asks(chosen)
    counted = {each.id: each.joint or each.id for each in register}
    colliding = {
        counted[each.id]
        for each in register
        for other in register
        if counted[each.id] != counted[other.id]
        and (each.partner, each.country) == (other.partner, other.country)
        and each.entity != other.entity
    }
    found = problem_of(register, PROFILES, (), TODAY).competition
    assert (found.live, found.colliding) == (len(set(counted.values())), len(colliding))
