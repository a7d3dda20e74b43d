"""A good list without a solver: whoever adds most, again and again, then exchanges of one for another.

Built for 40 seats among 2,000 candidates: whole columns at a time, where `matching.coalitions.greedy` goes one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.coalitions.coverage import Array, Coverage
from matching.coalitions.exact import TIE
from matching.coalitions.terms import AT_LEAST, AT_MOST, Terms

Mask = npt.NDArray[np.bool_]
# Each round makes the best exchange there is; lists of 40 seldom allow more than a dozen.
ROUNDS = 60


@dataclass(frozen=True)
class Bounds:
    """The rules of the terms as numbers: `sets[rule, candidate]` says who belongs, `low` and `high` how many may.

    Each veto is a rule of its own: at most one of two.
    """

    sets: Mask
    low: Array
    high: Array
    allowed: Mask
    forced: tuple[int, ...]
    seats: int

    @classmethod
    def of(cls, coverage: Coverage, terms: Terms) -> Bounds:
        """Return the terms for the candidates of a coverage, in its order."""
        place = {name: row for row, name in enumerate(coverage.candidates)}
        groups: list[tuple[Iterable[str], float, float]] = [
            (
                rule.members,
                0.0 if rule.comparator == AT_MOST else float(rule.bound),
                np.inf if rule.comparator == AT_LEAST else float(rule.bound),
            )
            for rule in terms.rules
        ]
        groups += [
            ((veto.left, veto.right), 0.0, 1.0) for veto in terms.vetoes if {veto.left, veto.right} <= set(place)
        ]
        sets = np.zeros((len(groups), len(place)), dtype=bool)
        for number, (members, _, _) in enumerate(groups):
            sets[number, [place[name] for name in members if name in place]] = True
        allowed = np.array([name not in terms.forbidden for name in coverage.candidates], dtype=bool)
        return cls(
            sets,
            np.array([low for _, low, _ in groups]),
            np.array([high for _, _, high in groups]),
            allowed,
            tuple(sorted(place[name] for name in terms.forced)),
            terms.max_members,
        )

    def counts(self, rows: Sequence[int]) -> Array:
        """Return how many of the rows belong to each rule."""
        return np.asarray(self.sets[:, list(rows)].sum(axis=1), dtype=np.float64)

    def may_join(self, rows: Sequence[int]) -> Mask:
        """Return who could be added to the rows without one too many for a rule."""
        full = self.counts(rows) >= self.high
        free = self.allowed & ~self.sets[full].any(axis=0)
        free[list(rows)] = False
        return free

    def kept(self, rows: Sequence[int]) -> bool:
        """Return whether the rows keep every rule."""
        counts = self.counts(rows)
        fits = bool((counts >= self.low).all() and (counts <= self.high).all()) and len(rows) <= self.seats
        return fits and bool(self.allowed[list(rows)].all()) and set(self.forced) <= set(rows)


def grown(weighted: Array, bounds: Bounds, start: Sequence[int] = ()) -> list[int] | None:
    """Return rows that keep the rules, or None when none were found.

    What rules still lack is seated first, each time whoever adds most among those who serve a lacking rule.
    """
    rows = sorted(set(bounds.forced) | set(start))
    lacking = bounds.low - bounds.counts(rows)
    while len(rows) < bounds.seats and (lacking > 0).any():
        wanted = bounds.may_join(rows) & bounds.sets[lacking > 0].any(axis=0)
        if not wanted.any():
            return None
        # One person may serve several lacking rules: worth more where seats are short.
        helps = bounds.sets[lacking > 0].sum(axis=0)
        tight = lacking[lacking > 0].sum() > bounds.seats - len(rows)
        gain = _gains(weighted, rows) + (helps if tight else 0)
        rows.append(int(np.argmax(np.where(wanted, gain, -np.inf))))
        lacking = bounds.low - bounds.counts(rows)
    if (lacking > 0).any():
        return None
    while len(rows) < bounds.seats:
        gain = np.where(bounds.may_join(rows), _gains(weighted, rows), -np.inf)
        best = int(np.argmax(gain))
        if gain[best] <= TIE:
            break
        rows.append(best)
    return rows if bounds.kept(rows) else None


def exchanged(weighted: Array, bounds: Bounds, rows: Sequence[int], rounds: int = ROUNDS) -> list[int]:
    """Return the rows after the best exchanges of one for another, while the rules hold and coverage rises."""
    kept = list(rows)
    for _ in range(rounds):
        best = _best_swap(weighted, bounds, kept)
        if best is None:
            break
        out, into = best
        kept = [row for row in kept if row != out] + [into]
    return kept


def _best_swap(weighted: Array, bounds: Bounds, rows: Sequence[int]) -> tuple[int, int] | None:
    seated = weighted[list(rows)]
    first = seated.max(axis=0)
    second = np.partition(seated, -2, axis=0)[-2] if len(rows) > 1 else np.zeros_like(first)
    holder = seated.argmax(axis=0)
    value, found, most = float(first.sum()), None, TIE
    for place, out in enumerate(rows):
        if out in bounds.forced:
            continue
        rest = [row for row in rows if row != out]
        left = np.where(holder == place, second, first)
        lost = value - float(left.sum())
        free = bounds.may_join(rest)
        lacking = bounds.counts(rest) < bounds.low
        if lacking.any():
            free &= bounds.sets[lacking].all(axis=0)
        free[out] = False
        gain = np.where(free, np.maximum(weighted - left, 0).sum(axis=1), -np.inf)
        best = int(np.argmax(gain))
        if gain[best] - lost > most:
            found, most = (out, best), float(gain[best] - lost)
    return found


def _gains(weighted: Array, rows: Sequence[int]) -> Array:
    """What each candidate would add to the coverage of the rows."""
    covered = weighted[list(rows)].max(axis=0) if rows else np.zeros(weighted.shape[1])
    return np.asarray(np.maximum(weighted - covered, 0).sum(axis=1))
