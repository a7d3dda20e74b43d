"""The best coalition by mixed-integer programming, solved by HiGHS.

HiGHS proves pools of 60 in about 10 ms because the relaxation of facility location is tight; CP-SAT took 0.04 to 55 s
on the same cases (docs/decisions.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import Bounds, milp

from matching.coalitions.choice import Choice, chosen
from matching.coalitions.coverage import Array, Coverage
from matching.coalitions.model import Model
from matching.coalitions.terms import Terms
from matching.linear_rows import LinearRows

# Values closer than this are the same; far below one member's cost.
TIE = 1e-9
# A pool that is not proven by then answers with its gap.
SECONDS = 20.0


def solve(coverage: Coverage, terms: Terms, other_than: Sequence[Sequence[str]] = (), differ: int = 1) -> Choice | None:
    """Return the coalition of highest value, or None when no set keeps the terms.

    With `other_than`, at least `differ` members of each of those coalitions are missing from the answer.
    """
    if not coverage.candidates:
        return None
    model = Model.of(coverage, terms)
    rows = model.rows()
    for members in other_than:
        columns = coverage.rows_of(members)
        rows.add(columns, [1.0] * len(columns), -np.inf, len(columns) - min(differ, len(columns)))
    found = _optimum(model, rows, -model.profit)
    if found is None:
        return None
    taken = [(frozenset(members), len(members) - min(differ, len(members))) for members in other_than]
    return chosen(coverage, terms, _apt(coverage, terms, _lean(coverage, terms, found[0]), taken), bound=-found[1])


def solve_smallest(coverage: Coverage, terms: Terms, at_least: float) -> Choice | None:
    """Return the coalition with the fewest members whose coverage is at least `at_least`, the best of that size.

    Size by size: each maximum coverage of a given size is quick, the cover problem itself took 25 x longer.
    """
    for size in range(max(1, len(terms.forced)), terms.max_members + 1):
        found = solve(coverage, replace(terms, max_members=size, member_cost=0.0))
        if found is not None and found.coverage >= at_least - TIE:
            return chosen(coverage, terms, found.members)
    return None


def relaxed_bound(coverage: Coverage, terms: Terms) -> float:
    """Return a value that no coalition can exceed: the optimum when members may be fractions."""
    model = Model.of(coverage, terms)
    solution = milp(-model.profit, constraints=model.rows().constraint(model.width), bounds=Bounds(0, 1))
    return -float(solution.fun) if solution.x is not None else -np.inf


def _lean(coverage: Coverage, terms: Terms, members: Sequence[str]) -> list[str]:
    """Drop members who add nothing and whom no term needs; where members cost nothing the solver keeps such."""
    kept = list(members)
    for name in members:
        rest = [other for other in kept if other != name]
        if rest and not terms.broken(rest) and coverage.of_members(rest) >= coverage.of_members(kept) - TIE:
            worth = chosen(coverage, terms, rest).value >= chosen(coverage, terms, kept).value - TIE
            kept = rest if worth else kept
    return kept


def _apt(
    coverage: Coverage, terms: Terms, members: Sequence[str], taken: Sequence[tuple[frozenset[str], int]]
) -> list[str]:
    """Give each seat that only a term needs to whoever covers most by itself; to the solver all of them are one.

    `taken` holds earlier coalitions and how many of their members may come again.
    """
    total = dict(zip(coverage.candidates, coverage.weighted.sum(axis=1).tolist(), strict=True))
    order = sorted(coverage.candidates, key=lambda name: (-total[name], name))
    kept = list(members)
    for name in sorted(members):
        rest = [other for other in kept if other != name]
        if not rest or coverage.of_members(rest) < coverage.of_members(kept) - TIE:
            continue
        for other in order:
            if total[other] <= total[name] + TIE:
                break
            swapped = [*rest, other]
            if other in kept or terms.broken(swapped) or any(len(one & set(swapped)) > most for one, most in taken):
                continue
            if chosen(coverage, terms, swapped).value >= chosen(coverage, terms, kept).value - TIE:
                kept = swapped
                break
    return kept


def _optimum(model: Model, rows: LinearRows, minimise: Array) -> tuple[tuple[str, ...], float] | None:
    """Return the members of the best solution and the proven lower bound of what was minimised."""
    count = len(model.coverage.candidates)
    # Service is integral by itself once the members are, also under capacities: what is left is an assignment.
    integral = np.concatenate([np.ones(count), np.zeros(model.width - count)])
    solution = milp(
        minimise,
        constraints=rows.constraint(model.width),
        integrality=integral,
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "time_limit": SECONDS},
    )
    if solution.x is None:
        return None
    members = tuple(name for name, x in zip(model.coverage.candidates, solution.x, strict=False) if x > 0.5)
    return members, float(solution.mip_dual_bound)
