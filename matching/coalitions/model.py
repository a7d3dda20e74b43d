"""The program of a coalition: facility location with side constraints, written as sparse rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.coalitions.coverage import Array, Coverage
from matching.coalitions.terms import AT_LEAST, AT_MOST, Terms
from matching.linear_rows import LinearRows

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Model:
    """The program of one coverage under terms: columns are candidates first, then (candidate, facet) pairs."""

    coverage: Coverage
    terms: Terms
    pairs: tuple[Rows, Rows]

    @classmethod
    def of(cls, coverage: Coverage, terms: Terms) -> Model:
        """Return the program; pairs without coverage are left out."""
        candidate, facet = np.nonzero(coverage.cells > 0)
        return cls(coverage, terms, (candidate.astype(np.intp), facet.astype(np.intp)))

    @property
    def width(self) -> int:
        return len(self.coverage.candidates) + len(self.pairs[0])

    @property
    def profit(self) -> Array:
        """What each column adds to the value."""
        candidate, facet = self.pairs
        members = np.full(len(self.coverage.candidates), -self.terms.member_cost)
        return np.concatenate([members, self.coverage.weighted[candidate, facet]])

    def rows(self) -> LinearRows:
        """Return the constraints that every solution keeps."""
        rows = LinearRows()
        self._serve(rows)
        everyone = list(range(len(self.coverage.candidates)))
        rows.count(everyone, 1, self.terms.max_members)
        for low, high, members in self.bounds():
            rows.count(members, low, high)
        return rows

    def _serve(self, rows: LinearRows) -> None:
        """Only members serve, a facet is served once, and nobody serves more facets than its capacity."""
        count = len(self.coverage.candidates)
        candidate, facet = self.pairs
        for pair, row in enumerate(candidate):
            rows.add([count + pair, int(row)], [1.0, -1.0], -np.inf, 0)
        for number in range(len(self.coverage.facets)):
            columns = [count + int(pair) for pair in np.nonzero(facet == number)[0]]
            rows.count(columns, -np.inf, 1)
        index = {name: row for row, name in enumerate(self.coverage.candidates)}
        for name, cap in sorted(self.terms.capacity.items()):
            if name in index:
                columns = [count + int(pair) for pair in np.nonzero(candidate == index[name])[0]]
                rows.count(columns, -np.inf, cap)

    def bounds(self) -> list[tuple[float, float, list[int]]]:
        """Return the composition rules, vetoes, forced and forbidden partners as (low, high, rows of candidates)."""
        index = {name: row for row, name in enumerate(self.coverage.candidates)}
        found: list[tuple[float, float, list[int]]] = []
        for rule in self.terms.rules:
            low = -np.inf if rule.comparator == AT_MOST else rule.bound
            high = np.inf if rule.comparator == AT_LEAST else rule.bound
            found.append((low, high, [index[name] for name in sorted(rule.members) if name in index]))
        for veto in self.terms.vetoes:
            if veto.left in index and veto.right in index:
                found.append((-np.inf, 1, [index[veto.left], index[veto.right]]))
        found += [(1, np.inf, [index[name]] if name in index else []) for name in sorted(self.terms.forced)]
        found += [(-np.inf, 0, [index[name]]) for name in sorted(self.terms.forbidden) if name in index]
        return found
