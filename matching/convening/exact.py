"""The exact finish of a convening: a solver for the few candidates that can still matter once a bound is known."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds as Interval
from scipy.optimize import milp

from matching.coalitions.coverage import Coverage
from matching.coalitions.model import Model
from matching.coalitions.terms import Terms

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
