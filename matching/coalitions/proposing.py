"""The best different coalitions for a need, the smallest sufficient one first."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from matching.coalitions.choice import Choice, Infeasible
from matching.coalitions.coverage import Coverage
from matching.coalitions.exact import relaxed_bound, solve, solve_smallest
from matching.coalitions.greedy import greedy
from matching.coalitions.relaxing import explain_infeasible
from matching.coalitions.terms import AT_MOST, Terms

# Pools up to this size are solved whole; larger ones by a shortlist of this size, with the gap to the whole.
EXACT_POOL = 60
# A smaller coalition that covers so much of what the best covers is offered first (R11 ¶45).
SUFFICIENT = 0.95
# Coalitions count as different when at least a third of the members changes.
DIFFERENCE = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """Different coalitions, the one to read first at the front; or why there is none.

    `pool` is how many candidates were considered, `solved` how many of them the solver saw.
    """

    choices: tuple[Choice, ...]
    infeasible: Infeasible | None
    pool: int
    solved: int


def propose(coverage: Coverage, terms: Terms, count: int = 5) -> Proposal:
    """Return up to `count` different coalitions: the smallest sufficient one first, then by value.

    :raises ValueError: If `count` is below 1.
    """
    if count < 1:
        raise ValueError(f"count must be at least 1, got {count}")
    small = shortlist(coverage, terms)
    best = solve(small, terms)
    if best is None and len(small.candidates) < len(coverage.candidates):
        small = coverage  # the shortlist may lack what a rule needs; the whole pool decides
        best = solve(small, terms)
    pool = len(coverage.candidates)
    if best is None:
        return Proposal((), explain_infeasible(coverage, terms), pool, len(small.candidates))
    ceiling = best.bound if len(small.candidates) == pool else max(best.value, relaxed_bound(coverage, terms))
    first = solve_smallest(small, terms, SUFFICIENT * best.coverage)
    found = [best] if first is None or first.members == best.members else [first, best]
    while len(found) < count:
        differ = max(1, min(len(choice.members) for choice in found) // DIFFERENCE)
        more = solve(small, terms, [choice.members for choice in found], differ)
        if more is None:
            break
        found.append(more)
    bounded = tuple(replace(choice, bound=max(ceiling, choice.value)) for choice in found[:count])
    return Proposal(bounded, None, pool, len(small.candidates))


def shortlist(coverage: Coverage, terms: Terms, size: int = EXACT_POOL) -> Coverage:
    """Return the candidates that can matter most: greedy's members, the forced, then the best by facet and by rule."""
    if len(coverage.candidates) <= size:
        return coverage
    allowed = coverage.only(set(coverage.candidates) - terms.forbidden)
    start = greedy(allowed, terms)
    kept = dict.fromkeys([*sorted(terms.forced & set(allowed.candidates)), *(start.members if start else ())])
    for name in _best_in_turn(allowed, terms):
        if len(kept) >= size:
            break
        kept.setdefault(name)
    return coverage.only(kept)


def _best_in_turn(coverage: Coverage, terms: Terms) -> list[str]:
    """Return candidates round by round: the next best of each facet, of each rule's set, and of the whole."""
    total = coverage.weighted.sum(axis=1)
    orders = [np.argsort(-coverage.weighted[:, facet], kind="stable") for facet in range(len(coverage.facets))]
    orders.append(np.argsort(-total, kind="stable"))
    for rule in terms.rules:
        if rule.comparator != AT_MOST:
            inside = np.array([name in rule.members for name in coverage.candidates])
            orders.append(np.argsort(np.where(inside, -total, np.inf), kind="stable")[: int(inside.sum())])
    depth = max(len(order) for order in orders)
    return [coverage.candidates[order[turn]] for turn in range(depth) for order in orders if turn < len(order)]
