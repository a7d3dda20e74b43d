"""How much any list could cover at most: a Lagrangian bound, and who can be left out because of it.

That each facet counts once, and the rules, are priced instead of demanded. At any prices the best list is then just the
candidates with the highest worth, and what it is worth is a bound; a subgradient search looks for prices at which the
bound is low (Held and Karp 1971; for facility location Cornuéjols, Fisher and Nemhauser 1977).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.coalitions.coverage import Array
from matching.convening.greedy import Bounds, Mask

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
