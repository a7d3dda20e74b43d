"""A good coalition without a solver: the member who adds most, again and again, then exchanges that improve it.

Under a size cap alone the greedy part is within 1 - 1/e of the best coverage (Nemhauser, Wolsey and Fisher 1978); with
composition rules, vetoes or costs that bound does not hold, so the answer is always reported with its gap.
"""

from __future__ import annotations

import numpy as np

from matching.coalitions.choice import Choice, chosen
from matching.coalitions.coverage import Array, Coverage
from matching.coalitions.exact import TIE
from matching.coalitions.terms import AT_MOST, Terms, keeps

# Each round tries every swap; a coalition has at most ten members, so a few rounds reach a local optimum.
ROUNDS = 10


def greedy(coverage: Coverage, terms: Terms) -> Choice | None:
    """Return a coalition grown by marginal gain and improved by exchange, or None when it could not keep the terms."""
    members = set(terms.forced)
    if not members <= set(coverage.candidates):
        return None
    _grow(coverage, terms, members)
    if not _repair(coverage, terms, members):
        return None
    _exchange(coverage, terms, members)
    return chosen(coverage, terms, sorted(members)) if members and not terms.broken(members) else None


def _grow(coverage: Coverage, terms: Terms, members: set[str]) -> None:
    while len(members) < terms.max_members:
        gains = _gains(coverage, members)
        for row in np.argsort(-gains, kind="stable"):
            if gains[row] <= terms.member_cost + TIE and members:
                return
            name = coverage.candidates[row]
            if name not in members and _may_join(terms, members, name):
                members.add(name)
                break
        else:
            return


def _repair(coverage: Coverage, terms: Terms, members: set[str]) -> bool:
    """Seat the best allowed candidate for each rule that lacks one, giving up the member who adds least when full."""
    for rule in terms.rules:
        while len(members & rule.members) < rule.bound and rule.comparator != AT_MOST:
            if len(members) >= terms.max_members and not _give_up(coverage, terms, members, rule.members):
                return False
            gains = _gains(coverage, members)
            options = [
                row
                for row, name in enumerate(coverage.candidates)
                if name in rule.members and name not in members and _may_join(terms, members, name)
            ]
            if not options:
                return False
            members.add(coverage.candidates[max(options, key=lambda row: (gains[row], -row))])
    return True


def _give_up(coverage: Coverage, terms: Terms, members: set[str], needed: frozenset[str]) -> bool:
    loose = [
        name
        for name in sorted(members - terms.forced - needed)
        if all(keeps(r, len((members - {name}) & r.members)) or name not in r.members for r in terms.rules)
    ]
    if not loose:
        return False
    members.remove(min(loose, key=lambda name: -coverage.of_members(members - {name})))
    return True


def _exchange(coverage: Coverage, terms: Terms, members: set[str]) -> None:
    """Drop, add or swap single members while that raises the value and keeps the terms."""
    for _ in range(ROUNDS):
        value = _value(coverage, terms, members)
        best = max(
            (change for change in _changes(coverage, terms, members) if not terms.broken(change)),
            key=lambda change: (_value(coverage, terms, change), sorted(change)),
            default=None,
        )
        if best is None or _value(coverage, terms, best) <= value + TIE:
            return
        members.clear()
        members.update(best)


def _changes(coverage: Coverage, terms: Terms, members: set[str]) -> list[set[str]]:
    """Return the sets one step away: without a member, or with a promising newcomer in place of one."""
    without = [members - {name} for name in sorted(members - terms.forced) if len(members) > 1]
    found: list[set[str]] = list(without)
    for start in [*without, members]:
        gains = _gains(coverage, start)
        # Only the ten best newcomers can be the best swap unless rules forbid them all.
        for row in np.argsort(-gains, kind="stable")[:10]:
            name = coverage.candidates[row]
            if name not in members and len(start) < terms.max_members:
                found.append(start | {name})
    return found


def _may_join(terms: Terms, members: set[str], name: str) -> bool:
    if name in terms.forbidden:
        return False
    if any({veto.left, veto.right} <= members | {name} and name in (veto.left, veto.right) for veto in terms.vetoes):
        return False
    upper = [rule for rule in terms.rules if rule.comparator != "at least" and name in rule.members]
    return all(len(members & rule.members) < rule.bound for rule in upper)


def _gains(coverage: Coverage, members: set[str]) -> Array:
    """What each candidate would add to the coverage of `members`."""
    rows = coverage.rows_of(sorted(members))
    covered = coverage.weighted[rows].max(axis=0) if rows else np.zeros(len(coverage.facets))
    return np.asarray(np.maximum(coverage.weighted - covered, 0).sum(axis=1))


def _value(coverage: Coverage, terms: Terms, members: set[str]) -> float:
    return chosen(coverage, terms, sorted(members)).value
