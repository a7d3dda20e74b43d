"""Why no coalition exists: the smallest set of terms that would have to give way."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, milp

from matching.coalitions.choice import Infeasible
from matching.coalitions.coverage import Coverage
from matching.coalitions.terms import AT_LEAST, AT_MOST, Breach, Clause, Terms
from matching.linear_rows import LinearRows

# Terms that a person set by hand on this coalition give way after general rules when the count is equal.
_RULE, _SIZE, _VETO, _FORCED, _FORBIDDEN = 1.0, 1.001, 1.002, 1.003, 1.004


def explain_infeasible(coverage: Coverage, terms: Terms) -> Infeasible:
    """Return the fewest terms to relax so that some coalition becomes possible."""
    if not coverage.candidates:
        return Infeasible(())
    count = len(coverage.candidates)
    bounds = _terms_as_bounds(coverage, terms)
    rows = LinearRows()
    rows.count(range(count), 1, np.inf)
    for number, (_, _, low, high, members) in enumerate(bounds):
        slack = count + number
        # A slack of the whole pool lets any bound go; only whether it is used counts.
        if np.isfinite(low):
            rows.add([*members, slack], [1.0] * len(members) + [float(count + low)], low, np.inf)
        if np.isfinite(high):
            rows.add([*members, slack], [1.0] * len(members) + [-float(count)], -np.inf, high)
    price = np.concatenate([np.full(count, 1e-6), [weight for weight, *_ in bounds]])
    solution = milp(
        price,
        constraints=rows.constraint(len(price)),
        integrality=np.ones(len(price), dtype=np.int8),
        bounds=Bounds(0, 1),
    )
    if solution.x is None:  # every bound has its slack, so only a broken solver comes here
        raise RuntimeError(f"the solver gave no answer: {solution.message}")
    return Infeasible(tuple(term for x, (_, term, *_) in zip(solution.x[count:], bounds, strict=True) if x > 0.5))


def _terms_as_bounds(coverage: Coverage, terms: Terms) -> list[tuple[float, Breach, float, float, list[int]]]:
    """Return each term as (price, term, low, high, rows of candidates)."""
    index = {name: row for row, name in enumerate(coverage.candidates)}
    everyone = list(range(len(index)))
    cap = Breach(Clause.SIZE, bound=terms.max_members, count=len(index))
    found: list[tuple[float, Breach, float, float, list[int]]] = [(_SIZE, cap, -np.inf, terms.max_members, everyone)]
    for rule in terms.rules:
        members = [index[name] for name in sorted(rule.members) if name in index]
        low = -np.inf if rule.comparator == AT_MOST else rule.bound
        high = np.inf if rule.comparator == AT_LEAST else rule.bound
        term = Breach(Clause.RULE, (rule.name,), rule.comparator, rule.bound, len(members))
        found.append((_RULE, term, low, high, members))
    for veto in terms.vetoes:
        if veto.left in index and veto.right in index:
            term = Breach(Clause.VETO, (veto.left, veto.right), reason=veto.reason)
            found.append((_VETO, term, -np.inf, 1, [index[veto.left], index[veto.right]]))
    for name in sorted(terms.forced):
        term = Breach(Clause.FORCED, (name,), count=int(name in index))
        found.append((_FORCED, term, 1, np.inf, [index[name]] if name in index else []))
    for name in sorted(terms.forbidden & index.keys()):
        found.append((_FORBIDDEN, Breach(Clause.FORBIDDEN, (name,)), -np.inf, 0, [index[name]]))
    return found
