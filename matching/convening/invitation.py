"""Whom to convene: the list that covers most of what a country needs, within its seats and rules. The door."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matching.coalitions import Choice, Coverage, Infeasible, Terms, chosen
from matching.coalitions.relaxing import explain_infeasible
from matching.convening.bound import ceiling
from matching.convening.exact import CLOSE, proven
from matching.convening.greedy import Bounds, exchanged, grown


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
