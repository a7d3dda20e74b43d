"""What a plan decides, keeps and never breaks."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.planning import WAITING, Intent, Limits, Lock, Move, NoPlan, Plan, plan, under_caps

WFP = Intent("a1", "WFP", "firm", 0.9, (("other", 0.7),))
UNICEF = Intent("a2", "UNICEF", "firm", 0.8, (("other", 0.75),))
FAO = Intent("a3", "FAO", "firm", 0.6, (("other", 0.5),))


def made(intents: list[Intent], collisions: list[tuple[str, str]], limits: Limits) -> Plan:
    result = plan(intents, collisions, limits)
    assert isinstance(result, Plan)
    return result


def moves(result: Plan) -> dict[str, tuple[Move, str]]:
    return {decision.intent: (decision.move, decision.partner) for decision in result.decisions}


def test_two_that_ask_the_same_become_one_approach_led_by_the_better_match() -> None:
    result = made([WFP, UNICEF], [("a1", "a2")], Limits(cap=1))
    assert moves(result) == {"a1": (Move.LEAD, "firm"), "a2": (Move.JOIN, "firm")}
    assert (result.before.index, result.after.index) == (1.0, 0.0)
    assert result.kept == 1.0


def test_without_room_the_one_who_loses_least_goes_elsewhere() -> None:
    # Keeping 0.9 + 0.75 beats 0.8 + 0.7: the second has the better alternative.
    result = made([WFP, UNICEF], [], Limits(cap=1))
    assert moves(result) == {"a1": (Move.KEEP, "firm"), "a2": (Move.REDIRECT, "other")}
    assert result.value_after == pytest.approx(0.9 + 0.75)
    assert result.gap == pytest.approx(0.0, abs=1e-6)


def test_who_finds_no_room_anywhere_waits_and_keeps_half() -> None:
    result = made([WFP, UNICEF, FAO], [], Limits(cap=1))
    assert moves(result)["a3"] == (Move.WAIT, "firm")
    assert result.value_after == pytest.approx(0.9 + 0.75 + WAITING * 0.6)


def test_spent_approaches_and_corporate_groups_share_one_cap() -> None:
    branch = Intent("a2", "UNICEF", "branch", 0.8)
    limits = Limits(cap=2, used={"firm": 1}, groups={"branch": "firm"})
    assert moves(made([WFP, branch], [], limits)) == {"a1": (Move.REDIRECT, "other"), "a2": (Move.KEEP, "branch")}


def test_a_lock_is_kept() -> None:
    locked = Intent("a2", "UNICEF", "firm", 0.8, (("other", 0.75),), lock=Lock.STAY)
    assert moves(made([WFP, locked], [], Limits(cap=1)))["a2"] == (Move.KEEP, "firm")


def test_nobody_is_sent_to_a_partner_their_verdict_forbids() -> None:
    limits = Limits(cap=1, blocked=frozenset({("UNICEF", "other")}))
    assert moves(made([WFP, UNICEF], [], limits)) == {"a1": (Move.REDIRECT, "other"), "a2": (Move.KEEP, "firm")}


def test_a_small_entity_keeps_its_floor_at_large_partners() -> None:
    small = Intent("a2", "UNITAR", "firm", 0.5, (("other", 0.45),))
    limits = Limits(cap=1, small=frozenset({"UNITAR"}), large=frozenset({"firm"}))
    assert moves(made([WFP, small], [], limits))["a2"] == (Move.KEEP, "firm")


def test_nobody_is_sent_where_another_approach_would_collide() -> None:
    settled, limits = Intent("a4", "FAO", "other", 0.4), Limits(cap=2, used={"firm": 1})
    free = plan([WFP, UNICEF, settled], [], limits)
    bound = plan([WFP, UNICEF, settled], [], limits, lambda a, b: {a, b} == {"a2", "a4"})
    assert isinstance(free, Plan)
    assert isinstance(bound, Plan)
    assert moves(free)["a2"] == (Move.REDIRECT, "other")  # 0.9 + 0.75 + 0.4
    assert moves(bound)["a1"] == (Move.REDIRECT, "other")  # 0.7 + 0.8 + 0.4, as a2 would meet a4 there


def test_two_who_would_collide_where_they_are_sent_are_not_both_sent_there() -> None:
    full = Limits(cap=2, used={"firm": 2})
    free = plan([WFP, UNICEF], [], full)
    bound = plan([WFP, UNICEF], [], full, lambda a, b: {a, b} == {"a1", "a2"})
    assert isinstance(free, Plan)
    assert isinstance(bound, Plan)
    assert free.value_after == pytest.approx(0.7 + 0.75)
    assert bound.value_after == pytest.approx(WAITING * 0.9 + 0.75)  # more than 0.7 and half of 0.8


def test_contradicting_locks_are_named_with_the_way_out() -> None:
    locked = [Intent(f"a{n}", f"E{n}", "firm", 0.5, lock=Lock.STAY) for n in range(3)]
    result = plan(locked, [], Limits(cap=2))
    assert isinstance(result, NoPlan)
    assert result.advice == ("3 decisions are locked at firm, which has room for 2: unlock one or raise the cap",)


def test_a_collision_with_something_outside_the_plan_stays_visible() -> None:
    result = made([WFP], [("a1", "engagement")], Limits(cap=1))
    assert (result.before.colliding, result.after.colliding) == (1, 1)


def test_no_intents_make_an_empty_plan() -> None:
    result = made([], [], Limits())
    assert result.decisions == ()
    assert (result.before.index, result.before.share, result.kept) == (0, 0, 1)


@pytest.mark.parametrize("wrong", [{"cap": -1}, {"floor": -1}])
def test_a_limit_below_nothing_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must not be negative, got"):
        Limits(**wrong)  # type: ignore[arg-type]  # fields by name
    assert Limits(cap=0, floor=0).room("firm") == 0


partners = st.sampled_from(["p1", "p2", "p3"])
values = st.integers(1, 20).map(lambda steps: steps / 20)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Intent], list[tuple[str, str]], Limits]:
    count = draw(st.integers(1, 5))
    intents = [
        Intent(
            f"a{n}",
            draw(st.sampled_from(["WFP", "FAO", "UNDP"])),
            draw(partners),
            draw(values),
            tuple(draw(st.dictionaries(partners, values, max_size=2)).items()),
            draw(st.sampled_from([None, None, None, Lock.STAY, Lock.WAIT])),
        )
        for n in range(count)
    ]
    same = [(a.id, b.id) for n, a in enumerate(intents) for b in intents[n + 1 :] if a.partner == b.partner]
    collisions = draw(st.lists(st.sampled_from(same), unique=True)) if same else []
    blocked = draw(st.frozensets(st.tuples(st.sampled_from(["WFP", "FAO"]), partners), max_size=2))
    return intents, collisions, Limits(cap=draw(st.integers(0, 2)), blocked=blocked)


@settings(max_examples=120)
@given(cases())
def test_a_plan_never_breaks_a_cap_a_lock_or_a_verdict(
    case: tuple[list[Intent], list[tuple[str, str]], Limits],
) -> None:
    intents, collisions, limits = case
    result = plan(intents, collisions, limits)
    if isinstance(result, NoPlan):
        assert result.advice
        return
    asks = [d for d in result.decisions if d.move in (Move.KEEP, Move.LEAD, Move.REDIRECT)]
    for partner in ("p1", "p2", "p3"):
        assert sum(d.partner == partner for d in asks) <= limits.cap
    by_id = {intent.id: intent for intent in intents}
    for decision in result.decisions:
        lock = by_id[decision.intent].lock
        assert lock is not Lock.STAY or decision.move in (Move.KEEP, Move.LEAD, Move.JOIN)
        assert lock is not Lock.WAIT or decision.move is Move.WAIT
        assert decision.move is Move.WAIT or (decision.entity, decision.partner) not in limits.blocked
    assert result.after.colliding == 0


@settings(max_examples=60)
@given(cases())
def test_no_other_choice_of_moves_is_worth_more(case: tuple[list[Intent], list[tuple[str, str]], Limits]) -> None:
    intents, _, limits = case
    result = plan(intents, [], limits)
    best = max(_worths(intents, limits), default=None)
    if isinstance(result, NoPlan):
        assert best is None
    else:
        assert best is not None
        assert result.value_after == pytest.approx(best)


def _worths(intents: list[Intent], limits: Limits) -> list[float]:
    """Return what every allowed combination of moves is worth, by trying all."""
    options = []
    for intent in intents:
        stay = (intent.partner, intent.value)
        wait = (None, WAITING * intent.value)
        away = [(p, v) for p, v in intent.alternates if p != intent.partner]
        options.append({Lock.STAY: [stay], Lock.WAIT: [wait]}.get(intent.lock, [stay, wait, *away]))  # type: ignore[call-overload]  # None is the common case
    found = []
    for fates in product(*options):
        at = [partner for partner, _ in fates if partner]
        pairs = {(intent.entity, partner) for intent, (partner, _) in zip(intents, fates, strict=True) if partner}
        if all(at.count(partner) <= limits.cap for partner in set(at)) and not pairs & set(limits.blocked):
            found.append(sum(value for _, value in fates))
    return found


def test_a_higher_cap_never_costs_value() -> None:
    results = under_caps([WFP, UNICEF, FAO], [], Limits(), [0, 1, 2, 3])
    kept = [result.kept for result in results.values() if isinstance(result, Plan)]
    assert kept == sorted(kept)
    assert kept[-1] == 1.0
