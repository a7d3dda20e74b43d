"""The plan as a mixed-integer program: each bundle stays as one joint approach, or its members move or wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, milp

from matching.linear_rows import LinearRows
from matching.planning.intents import WAITING, Bundle, Intent, Limits, Lock

# A plan that is not proven by then is still a plan; it says how far from the best it may be.
SECONDS = 30.0

Collides = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can happen to the intents of a column, and what it is worth."""

    intents: tuple[Intent, ...]
    partner: str | None
    value: float
    stays: bool


@dataclass(slots=True)
class Program:
    """Columns are options; rows say that every intent has one fate, and that caps, capacities and floors hold."""

    limits: Limits
    options: list[Option] = field(default_factory=list)
    rows: LinearRows = field(default_factory=LinearRows)

    def solve(self) -> tuple[list[Option], float] | None:
        """Return the chosen options and a bound that no plan exceeds, or None when the limits contradict each other."""
        if not self.options:
            return None
        values = np.array([option.value for option in self.options])
        solution = milp(
            -values,
            constraints=self.rows.constraint(len(values)),
            integrality=np.ones(len(values), dtype=np.int8),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0.0, "time_limit": SECONDS},
        )
        if solution.x is None:
            return None
        chosen = [option for option, x in zip(self.options, solution.x, strict=True) if x > 0.5]
        return chosen, -float(solution.mip_dual_bound)


def program(found: Sequence[Bundle], limits: Limits, collides: Collides) -> Program:
    """Return the program; `collides` says whether two intents would collide if they went to the same partner."""
    result = Program(limits)
    fates: dict[str, list[int]] = defaultdict(list)
    for option in _options(found, limits):
        for intent in option.intents:
            fates[intent.id].append(len(result.options))
        result.options.append(option)
    # An intent that is locked where it may not be has no fate; its empty row says that there is no plan.
    for intent in sorted((intent for bundle in found for intent in bundle.intents), key=lambda intent: intent.id):
        result.rows.count(fates[intent.id], 1, 1)
    _caps(result)
    _capacities(result)
    _floors(result)
    _new_collisions(result, collides)
    return result


def _options(found: Sequence[Bundle], limits: Limits) -> list[Option]:
    options = []
    for bundle in found:
        allowed = all((intent.entity, intent.partner) not in limits.blocked for intent in bundle.intents)
        waits = any(intent.lock is Lock.WAIT for intent in bundle.intents)
        if allowed and not waits:
            worth = sum(intent.value for intent in bundle.intents)
            options.append(Option(bundle.intents, bundle.leader.partner, worth, stays=True))
        for intent in bundle.intents:
            options += _moves(intent, limits)
    return options


def _moves(intent: Intent, limits: Limits) -> list[Option]:
    if intent.lock is Lock.STAY:
        return []
    waiting = Option((intent,), None, WAITING * intent.value, stays=False)
    if intent.lock is Lock.WAIT:
        return [waiting]
    elsewhere = [
        Option((intent,), partner, value, stays=False)
        for partner, value in intent.alternates
        if limits.group(partner) != limits.group(intent.partner) and (intent.entity, partner) not in limits.blocked
    ]
    return [waiting, *elsewhere]


def _caps(result: Program) -> None:
    slots: dict[str, list[int]] = defaultdict(list)
    for column, option in enumerate(result.options):
        if option.partner is not None:
            slots[result.limits.group(option.partner)].append(column)
    for group in sorted(slots):
        result.rows.count(slots[group], -np.inf, result.limits.room(group))


def _capacities(result: Program) -> None:
    for entity, most in sorted(result.limits.capacity.items()):
        columns = [
            column
            for column, option in enumerate(result.options)
            if option.partner is not None and any(intent.entity == entity for intent in option.intents)
        ]
        if len(columns) > most:
            result.rows.count(columns, -np.inf, most)


def _floors(result: Program) -> None:
    """Small entities keep some approaches to large partners, as many as they wanted and the caps leave."""
    for entity in sorted(result.limits.small):
        columns = [
            column
            for column, option in enumerate(result.options)
            if option.partner in result.limits.large
            and result.limits.room(result.limits.group(option.partner))
            and any(intent.entity == entity for intent in option.intents)
        ]
        wanted = {
            intent.id
            for column in columns
            for intent in result.options[column].intents
            if intent.entity == entity and intent.partner in result.limits.large
        }
        if wanted:
            result.rows.count(columns, min(result.limits.floor, len(wanted)), np.inf)


def _new_collisions(result: Program, collides: Collides) -> None:
    """Nobody is sent to a partner where another approach would collide with theirs."""
    at: dict[str, list[int]] = defaultdict(list)
    for column, option in enumerate(result.options):
        if option.partner is not None:
            at[result.limits.group(option.partner)].append(column)
    for group in sorted(at):
        arrivals = [column for column in at[group] if not result.options[column].stays]
        for column in arrivals:
            for other in at[group]:
                settled = result.options[other].stays or other > column
                if settled and other != column and _clash(result.options[column], result.options[other], collides):
                    result.rows.count([column, other], -np.inf, 1)


def _clash(left: Option, right: Option, collides: Collides) -> bool:
    return any(a.id != b.id and collides(a.id, b.id) for a in left.intents for b in right.intents)
