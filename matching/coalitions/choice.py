"""A set of members chosen for a need, with what it is worth and how far from the best it can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.optimize import linear_sum_assignment

from matching.coalitions.coverage import Array, Coverage
from matching.coalitions.terms import Breach, Terms


@dataclass(frozen=True, slots=True)
class Choice:
    """Members in order of id; `serves` names for each facet the member who covers it (None: nobody).

    `coverage` is the weighted share of the need, 0..1; `cost` what the members cost; `bound` the most that any
    coalition under the same terms could be worth.
    """

    members: tuple[str, ...]
    serves: tuple[str | None, ...]
    coverage: float
    cost: float
    bound: float

    @property
    def value(self) -> float:
        """Coverage minus cost: what is maximised."""
        return self.coverage - self.cost

    @property
    def gap(self) -> float:
        """How much better the best could be at most; 0 is proven optimal."""
        return max(0.0, self.bound - self.value)


@dataclass(frozen=True, slots=True)
class Infeasible:
    """No coalition keeps every term; `breaches` is the smallest set of terms whose relaxation would allow one."""

    breaches: tuple[Breach, ...]

    @property
    def relax(self) -> tuple[str, ...]:
        """The terms to relax, in words."""
        return tuple(each.relaxed for each in self.breaches)

    @property
    def advice(self) -> str:
        """What to do, in a sentence."""
        if not self.breaches:
            return "No candidate is left. Loosen a filter, or describe the need in more words."
        return f"No coalition keeps every term. Relax {' and '.join(self.relax)}."


def chosen(coverage: Coverage, terms: Terms, members: Sequence[str], bound: float | None = None) -> Choice:
    """Return these members as a choice, each facet served by the best member that still has capacity."""
    ordered = tuple(sorted(members))
    serves = _served(coverage, terms, ordered)
    row = dict(zip(ordered, coverage.rows_of(ordered), strict=True))
    covered = float(sum(coverage.weighted[row[who], facet] for facet, who in enumerate(serves) if who is not None))
    cost = terms.member_cost * len(ordered)
    return Choice(ordered, serves, covered, cost, max(bound if bound is not None else covered - cost, covered - cost))


def _served(coverage: Coverage, terms: Terms, members: Sequence[str]) -> tuple[str | None, ...]:
    """Assign facets to members: the best cell each, or by a small assignment where capacities bind."""
    rows = coverage.rows_of(members)
    cells = coverage.weighted[rows]
    facets = range(len(coverage.facets))
    free: list[str | None] = [
        members[int(cells[:, f].argmax())] if len(rows) and cells[:, f].max() > 0 else None for f in facets
    ]
    capped = {name: terms.capacity[name] for name in members if name in terms.capacity}
    if all(free.count(name) <= cap for name, cap in capped.items()):
        return tuple(free)
    return _assigned(cells, members, capped)


def _assigned(cells: Array, members: Sequence[str], capped: dict[str, int]) -> tuple[str | None, ...]:
    count = cells.shape[1]
    slots = [row for row, name in enumerate(members) for _ in range(min(capped.get(name, count), count))]
    facet, slot = linear_sum_assignment(cells[slots].T, maximize=True) if slots else ((), ())
    served: list[str | None] = [None] * count
    for f, s in zip(facet, slot, strict=True):
        if cells[slots[s], f] > 0:
            served[int(f)] = members[slots[s]]
    return tuple(served)
