"""Why no coalition exists: the smallest set of terms that would have to give way."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, milp

from matching.coalitions.choice import Infeasible
from matching.coalitions.coverage import Coverage
from matching.coalitions.model import LinearRows
from matching.coalitions.terms import AT_LEAST, AT_MOST, Terms

# Terms that a person set by hand on this coalition give way after general rules when the count is equal.
_RULE, _SIZE, _VETO, _FORCED, _FORBIDDEN = 1.0, 1.001, 1.002, 1.003, 1.004


def explain_infeasible(coverage: Coverage, terms: Terms) -> Infeasible:
    """Return the fewest terms to relax so that some coalition becomes possible, in words."""
    if not coverage.candidates:
        return Infeasible((), "No candidate is left. Loosen a filter, or describe the need in more words.")
    count = len(coverage.candidates)
    bounds = _terms_as_bounds(coverage, terms)
    rows = LinearRows(count + len(bounds))
    rows.add(list(range(count)), [1.0] * count, 1, np.inf)
    for number, (_, _, low, high, members) in enumerate(bounds):
        slack = count + number
        # A slack of the whole pool lets any bound go; only whether it is used counts.
        if np.isfinite(low):
            rows.add([*members, slack], [1.0] * len(members) + [float(count + low)], low, np.inf)
        if np.isfinite(high):
            rows.add([*members, slack], [1.0] * len(members) + [-float(count)], -np.inf, high)
    price = np.concatenate([np.full(count, 1e-6), [weight for weight, *_ in bounds]])
    solution = milp(
        price, constraints=rows.constraint(), integrality=np.ones(len(price), dtype=np.int8), bounds=Bounds(0, 1)
    )
    if solution.x is None:  # every bound has its slack, so only a broken solver comes here
        raise RuntimeError(f"the solver gave no answer: {solution.message}")
    used = [words for x, (_, words, *_) in zip(solution.x[count:], bounds, strict=True) if x > 0.5]
    return Infeasible(tuple(used), f"No coalition keeps every term. Relax {' and '.join(used)}.")


def _terms_as_bounds(coverage: Coverage, terms: Terms) -> list[tuple[float, str, float, float, list[int]]]:
    """Return each term as (price, words, low, high, rows of candidates)."""
    index = {name: row for row, name in enumerate(coverage.candidates)}
    everyone = list(range(len(index)))
    size = f"the cap of {terms.max_members} members"
    found: list[tuple[float, str, float, float, list[int]]] = [(_SIZE, size, -np.inf, terms.max_members, everyone)]
    for rule in terms.rules:
        members = [index[name] for name in sorted(rule.members) if name in index]
        low = -np.inf if rule.comparator == AT_MOST else rule.bound
        high = np.inf if rule.comparator == AT_LEAST else rule.bound
        fit = f"{len(members)} candidate{'s fit' if len(members) != 1 else ' fits'}"
        found.append((_RULE, f"'{rule.name}' ({rule.comparator} {rule.bound}; {fit})", low, high, members))
    for veto in terms.vetoes:
        if veto.left in index and veto.right in index:
            words = f"the veto between {veto.left} and {veto.right} ({veto.reason})"
            found.append((_VETO, words, -np.inf, 1, [index[veto.left], index[veto.right]]))
    for name in sorted(terms.forced):
        words = f"the demand that {name} is a member" if name in index else f"the demand for {name}, no candidate"
        found.append((_FORCED, words, 1, np.inf, [index[name]] if name in index else []))
    for name in sorted(terms.forbidden & index.keys()):
        found.append((_FORBIDDEN, f"the exclusion of {name}", -np.inf, 0, [index[name]]))
    return found
