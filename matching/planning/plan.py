"""Who leads, who joins, who waits, who goes to the next best partner: the coordination plan (R17 ¶28, R11 ¶82)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from matching.planning.history import Competition, competition
from matching.planning.intents import WAITING, Bundle, Intent, Limits, Lock, bundles
from matching.planning.program import Collides, Option, program


class Move(StrEnum):
    """What the plan asks of an approach."""

    KEEP = "keep"
    LEAD = "lead"
    JOIN = "join"
    WAIT = "wait"
    REDIRECT = "redirect"


@dataclass(frozen=True, slots=True)
class Decision:
    """The move of one intent, to which partner and with whom, what it is worth then, and why."""

    intent: str
    entity: str
    move: Move
    partner: str
    value: float
    reason: str
    led_by: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All decisions in order of intent id, the competition before and after, and how much match value is kept.

    `floor` is the number of approaches to large partners that small entities keep in it.
    """

    decisions: tuple[Decision, ...]
    before: Competition
    after: Competition
    value_before: float
    value_after: float
    bound: float
    floor: int = 0

    @property
    def kept(self) -> float:
        """Share of the match value that the plan keeps, 0..1 or above when better partners were found."""
        return self.value_after / self.value_before if self.value_before else 1.0

    @property
    def gap(self) -> float:
        """How much more value the best plan could keep at most; 0 is proven optimal."""
        return max(0.0, self.bound - self.value_after)

    @property
    def moves(self) -> tuple[Decision, ...]:
        """The decisions that change something."""
        return tuple(decision for decision in self.decisions if decision.move is not Move.KEEP)


@dataclass(frozen=True, slots=True)
class NoPlan:
    """The limits contradict each other; `advice` names what to change."""

    advice: tuple[str, ...]


def plan(
    intents: Sequence[Intent],
    collisions: Collection[tuple[str, str]],
    limits: Limits,
    collides: Collides = lambda left, right: False,
) -> Plan | NoPlan:
    """Return the plan of highest match value within the limits.

    `collisions` are pairs of ids; an intent that collides with something outside the plan keeps that collision.
    `collides` says whether two intents would collide if both went to the same partner.
    """
    ordered = sorted(intents, key=lambda intent: intent.id)
    values = {intent.id: intent.value for intent in ordered}
    before = competition(values, collisions)
    if not ordered:
        return Plan((), before, before, 0.0, 0.0, 0.0)
    # Who is excluded goes anyway, so that the others of its collision may stay together.
    gone = {intent.id for intent in ordered if (intent.entity, intent.partner) in limits.blocked and not intent.lock}
    found = bundles(ordered, [pair for pair in collisions if not gone & set(pair)], limits)
    solved = program(found, limits, collides).solve()
    if solved is None:
        return NoPlan(_advice(found, limits))
    chosen, bound = solved
    decisions = sorted((d for option in chosen for d in _decide(option, limits)), key=lambda decision: decision.intent)
    staying = {d.intent for d in decisions if d.move in (Move.KEEP, Move.LEAD, Move.JOIN)}
    together = {intent.id: number for number, bundle in enumerate(found) for intent in bundle.intents}
    # Members of a bundle stand together or apart; only collisions with records outside the plan can be left.
    left = [
        (a, b)
        for a, b in collisions
        if {a, b} & values.keys() <= staying and not (a in together and together[a] == together.get(b))
    ]
    after = competition(values, left)
    total = sum(decision.value for decision in decisions)
    return Plan(tuple(decisions), before, after, before.value, total, bound, limits.floor)


def under_caps(
    intents: Sequence[Intent],
    collisions: Collection[tuple[str, str]],
    limits: Limits,
    caps: Sequence[int],
    collides: Collides = lambda left, right: False,
) -> dict[int, Plan | NoPlan]:
    """Return the plan under each cap: how much coordination costs when partners bear more or fewer approaches."""
    return {cap: plan(intents, collisions, replace(limits, cap=cap), collides) for cap in caps}


def _decide(option: Option, limits: Limits) -> list[Decision]:
    if not option.stays:
        (intent,) = option.intents
        excluded = (intent.entity, intent.partner) in limits.blocked
        if option.partner is None:
            reason = (
                f"the due diligence of {intent.entity} excludes {intent.partner}"
                if excluded
                else "decided before"
                if intent.lock is Lock.WAIT
                else "no room at this partner, no better one elsewhere"
            )
            return [Decision(intent.id, intent.entity, Move.WAIT, intent.partner, WAITING * intent.value, reason)]
        cause = f"is excluded by the due diligence of {intent.entity}" if excluded else "has no room"
        reason = f"{intent.partner} {cause}; {option.partner} is the next best match with room"
        return [Decision(intent.id, intent.entity, Move.REDIRECT, option.partner, option.value, reason)]
    if len(option.intents) == 1:
        (intent,) = option.intents
        return [Decision(intent.id, intent.entity, Move.KEEP, intent.partner, intent.value, "no change needed")]
    leader = Bundle(option.intents, "").leader
    others = len(option.intents) - 1
    return [
        Decision(
            intent.id,
            intent.entity,
            Move.LEAD if intent is leader else Move.JOIN,
            leader.partner,
            intent.value,
            f"best match of {others + 1} that ask the same"
            if intent is leader
            else f"asks the same as {leader.entity}"
            if intent.entity != leader.entity
            else f"a second ask of {leader.entity}; {leader.id} is enough",
            led_by=leader.id,
        )
        for intent in option.intents
    ]


def _advice(found: Sequence[Bundle], limits: Limits) -> tuple[str, ...]:
    """Name the locks, capacities and floors that cannot all hold."""
    locked: Counter[str] = Counter()
    for bundle in found:
        if any(intent.lock is Lock.STAY for intent in bundle.intents):
            locked[bundle.group] += 1
    advice = [
        f"{count} decisions are locked at {group}, which has room for {limits.room(group)}: unlock one or raise the cap"
        for group, count in sorted(locked.items())
        if count > limits.room(group)
    ]
    for bundle in found:
        kinds = {intent.lock for intent in bundle.intents}
        names = ", ".join(intent.id for intent in bundle.intents)
        if {Lock.STAY, Lock.WAIT} <= kinds:
            advice.append(f"{names} collide, but one is locked to stay and one to wait: release one lock")
        blocked = [i for i in bundle.intents if i.lock is Lock.STAY and (i.entity, i.partner) in limits.blocked]
        advice += [
            f"{i.id} is locked at {i.partner}, which {i.entity} may not approach: release the lock" for i in blocked
        ]
    return tuple(advice) or ("the floor for small entities cannot be met: lower it or raise the cap",)
