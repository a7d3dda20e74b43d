"""How well each candidate covers each facet of a need: ids at both ends, an array in the middle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matching.records import Facet

Array = npt.NDArray[np.float64]

# From here a facet counts as covered; what that means by reading stands in docs/method.md.
COVERED = 0.4


@dataclass(frozen=True)
class Coverage:
    """Candidates x facets, each cell 0..1; rows stand in order of candidate id."""

    candidates: tuple[str, ...]
    facets: tuple[Facet, ...]
    cells: Array

    @classmethod
    def of(cls, facets: Sequence[Facet], rows: Mapping[str, Sequence[float]]) -> Coverage:
        """Return the coverage of `facets` by the candidates in `rows`, whatever their order.

        :raises ValueError: If there is no facet, a row has another length, or a cell lies outside 0..1.
        """
        if not facets:
            raise ValueError("a coalition needs at least 1 facet to cover, got 0; describe the need in more words")
        candidates = tuple(sorted(rows))
        for candidate in candidates:
            if len(rows[candidate]) != len(facets):
                raise ValueError(f"{candidate} has {len(rows[candidate])} cells for {len(facets)} facets")
        cells = np.array([rows[candidate] for candidate in candidates], dtype=np.float64).reshape(-1, len(facets))
        if cells.size and (not np.isfinite(cells).all() or cells.min() < 0 or cells.max() > 1):
            raise ValueError("a cell of the coverage must lie in 0..1")
        return cls(candidates, tuple(facets), cells)

    @cached_property
    def weights(self) -> Array:
        """The weights of the facets, summing to 1."""
        raw = np.array([facet.weight for facet in self.facets], dtype=np.float64)
        return raw / raw.sum() if raw.sum() > 0 else np.full(len(raw), 1 / len(raw))

    @cached_property
    def weighted(self) -> Array:
        """Each cell times the weight of its facet: what one candidate adds to an empty coalition."""
        return self.cells * self.weights

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {candidate: row for row, candidate in enumerate(self.candidates)}

    def rows_of(self, members: Iterable[str]) -> list[int]:
        """Return the row numbers of `members`, in their order.

        :raises KeyError: If one is not a candidate.
        """
        return [self._rows[member] for member in members]

    def of_members(self, members: Iterable[str]) -> float:
        """Return the weighted coverage, 0..1, when each facet is served by the member who covers it best."""
        rows = self.rows_of(members)
        return float(self.weighted[rows].max(axis=0).sum()) if rows else 0.0

    def added_by(self, members: Iterable[str]) -> dict[str, float]:
        """Return what each candidate would add to the weighted coverage of `members`."""
        rows = self.rows_of(members)
        covered = self.weighted[rows].max(axis=0) if rows else np.zeros(len(self.facets))
        added = np.maximum(self.weighted - covered, 0).sum(axis=1)
        return dict(zip(self.candidates, added.tolist(), strict=True))

    def only(self, candidates: Iterable[str]) -> Coverage:
        """Return the same coverage with fewer candidates."""
        kept = tuple(sorted(set(candidates)))
        return Coverage(kept, self.facets, self.cells[self.rows_of(kept)])
