"""Whom to convene: the list that covers most of what a country needs, within its seats and rules. The door."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds as Interval
from scipy.optimize import milp

from matching.coalitions import Choice, Infeasible, chosen
from matching.coalitions.coverage import Array, Coverage
from matching.coalitions.model import Model
from matching.coalitions.relaxing import explain_infeasible
from matching.coalitions.terms import Terms
from matching.convening.greedy import Bounds, Mask, exchanged, grown

ROUNDS = 250
# Rounds without a lower bound after which steps are halved.
PATIENCE = 12


@dataclass(frozen=True)
class Ceiling:
    """`bound` is what no list can exceed; `worth` each candidate's worth at the prices that gave it, `top` the list."""

    bound: float
    worth: Array
    top: tuple[int, ...]

    def may_matter(self, known: float) -> Mask:
        """Return who can be in a list that covers more than `known`: without the others nothing is lost."""
        last = self.worth[list(self.top)].min() if self.top else 0.0
        loss = np.maximum(last - self.worth, 0)
        matters = self.bound - loss >= known
        matters[list(self.top)] = True
        return np.asarray(matters)


def ceiling(weighted: Array, bounds: Bounds, known: float, rounds: int = ROUNDS) -> Ceiling:
    """Return the lowest bound that was found, given that a list which covers `known` exists."""
    finite = np.isfinite(bounds.high)
    sets = np.vstack([bounds.sets, bounds.sets[finite]]).astype(np.float64)
    sign = np.concatenate([np.ones(len(bounds.low)), -np.ones(int(finite.sum()))])
    limit = np.concatenate([bounds.low, bounds.high[finite]])
    prices = 0.5 * weighted.max(axis=0)
    fines = np.zeros(len(limit))
    best, stale, scale = Ceiling(np.inf, np.zeros(len(weighted)), ()), 0, 1.0
    for _ in range(rounds):
        over = weighted > prices
        worth = np.where(over, weighted - prices, 0).sum(axis=1) + (sign * fines) @ sets
        top = _top(worth, bounds)
        value = float(prices.sum() + worth[top].sum() - (sign * fines) @ limit)
        if value < best.bound - 1e-9:
            best, stale = Ceiling(value, worth, tuple(top)), 0
        else:
            stale += 1
        if stale >= PATIENCE:
            scale, stale = scale / 2, 0
        slope = 1.0 - over[top].sum(axis=0)
        excess = sign * (sets[:, top].sum(axis=1) - limit)
        length = float((slope**2).sum() + (excess**2).sum())
        if best.bound - known < 1e-9 or length == 0 or scale < 1e-3:
            break
        step = scale * max(value - known, 1e-6) / length
        prices = np.maximum(prices - step * slope, 0)
        fines = np.maximum(fines - step * excess, 0)
    return best


def _top(worth: Array, bounds: Bounds) -> list[int]:
    """The candidates of highest worth above 0 for the seats, the forced among them."""
    forced = list(bounds.forced)
    free = np.where(bounds.allowed, worth, -np.inf)
    free[forced] = -np.inf
    left = max(bounds.seats - len(forced), 0)
    order = np.argsort(-free, kind="stable")[:left]
    return forced + [int(row) for row in order if free[row] > 0]


# A page waits for it: what is not proven by then keeps its gap.
SECONDS = 0.8
# Pairs of a candidate and a facet beyond which the solver would not come far in that time.
MOST_PAIRS = 8_000
# Closer than this to the bound nothing is left to gain: a thousandth of what is covered.
CLOSE = 1e-3


def proven(coverage: Coverage, terms: Terms, seconds: float = SECONDS) -> tuple[tuple[str, ...], float] | None:
    """Return the best list that HiGHS finds in time, and what no list of these candidates can exceed; None for none."""
    model = Model.of(coverage, terms)
    if len(model.pairs[0]) > MOST_PAIRS:
        return None
    count = len(coverage.candidates)
    # Which facet is served by whom is integral by itself once the list is.
    integral = np.concatenate([np.ones(count), np.zeros(model.width - count)])
    solution = milp(
        -model.profit,
        constraints=model.rows().constraint(model.width),
        integrality=integral,
        bounds=Interval(0, 1),
        options={"mip_rel_gap": CLOSE / 10, "time_limit": seconds},
    )
    if solution.x is None:
        return None
    members = tuple(name for name, x in zip(coverage.candidates, solution.x, strict=False) if x > 0.5)
    return members, -float(solution.mip_dual_bound)


@dataclass(frozen=True)
class Invitation:
    """The list with its proof, or why there is none; `pool` is how many candidates were weighed."""

    coverage: Coverage
    terms: Terms
    choice: Choice | None
    infeasible: Infeasible | None = None

    @property
    def pool(self) -> int:
        """The number of candidates."""
        return len(self.coverage.candidates)

    @property
    def gap(self) -> float:
        """By what share the best list could cover more at most; 0 is proven best."""
        if self.choice is None or not self.choice.coverage:
            return 0.0
        return self.choice.gap / self.choice.coverage


def invite(coverage: Coverage, terms: Terms) -> Invitation:
    """Return the list of at most `terms.max_members` candidates that covers most and keeps the terms.

    A seat stays free when nobody would add anything. Costs and capacities of the terms are not used: a meeting has
    seats, and who speaks to a subject does not use it up.
    """
    if not coverage.candidates or not terms.forced <= set(coverage.candidates):
        return Invitation(coverage, terms, None, explain_infeasible(coverage, terms))
    bounds = Bounds.of(coverage, terms)
    rows = grown(coverage.weighted, bounds)
    if rows is None:
        return _by_solver(coverage, terms)
    if not rows:  # nobody covers anything
        return Invitation(coverage, terms, None, Infeasible(()))
    rows = exchanged(coverage.weighted, bounds, rows)
    known = coverage.of_members([coverage.candidates[row] for row in rows])
    above = ceiling(coverage.weighted, bounds, known)
    bound, members = max(above.bound, known), [coverage.candidates[row] for row in rows]
    if bound - known > CLOSE * known:
        matters = above.may_matter(known)
        few = coverage.only([coverage.candidates[row] for row in np.nonzero(matters)[0]] + members)
        found = proven(few, terms)
        if found is not None:
            bound = min(bound, max(found[1], known))
            if coverage.of_members(found[0]) > known:
                members = list(found[0])
    return Invitation(coverage, terms, chosen(coverage, terms, members, max(bound, coverage.of_members(members))))


def _by_solver(coverage: Coverage, terms: Terms) -> Invitation:
    """Seat by solver what taking one after the other could not: rules that cross each other."""
    infeasible = explain_infeasible(coverage, terms)
    if infeasible.breaches:
        return Invitation(coverage, terms, None, infeasible)
    total = coverage.weighted.sum(axis=1)
    best = [coverage.candidates[row] for row in np.argsort(-total, kind="stable")]
    wanted = [name for rule in terms.rules for name in best if name in rule.members]
    for size in (40, 120):
        few = coverage.only({*best[:size], *_first_of_each(best, terms, size), *wanted[:size], *terms.forced})
        found = proven(few, terms, seconds=5.0)
        if found is not None:
            bounds = Bounds.of(coverage, terms)
            rows = exchanged(coverage.weighted, bounds, coverage.rows_of(found[0]))
            members = [coverage.candidates[row] for row in rows]
            known = coverage.of_members(members)
            above = ceiling(coverage.weighted, bounds, known)
            return Invitation(coverage, terms, chosen(coverage, terms, members, max(above.bound, known)))
    return Invitation(coverage, terms, None, Infeasible(()))


def _first_of_each(best: list[str], terms: Terms, size: int) -> set[str]:
    each = max(1, size // max(1, len(terms.rules)))
    return {name for rule in terms.rules for name in [who for who in best if who in rule.members][: each + rule.bound]}
