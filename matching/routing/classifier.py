"""A linear classifier over vectors, in closed form: linear discriminant analysis with shrinkage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from matching.ports import Vectors

Numbers = npt.NDArray[np.float64]

# Share of the covariance replaced by its mean variance: a few thousand short texts don't fill 384 dimensions.
SHRINKAGE = 0.5


@dataclass(frozen=True)
class Head:
    """Log-odds of each entity for a vector: `vectors @ slopes + offsets`; before it is read, all are equally likely."""

    slopes: Numbers
    offsets: Numbers

    @classmethod
    def of(cls, vectors: Vectors, owners: npt.NDArray[np.intp], sources: Sequence[str], entities: int) -> Self:
        """Return the head fitted to reference vectors, the places of their entities and what each was taken from.

        All sources of an entity weigh the same: two hundred phrases must not silence the five sentences of a mandate.

        :raises ValueError: If an entity has no vector.
        """
        weights = _balanced(owners, sources)
        totals = np.bincount(owners, weights, minlength=entities)
        if not totals.all():
            raise ValueError(f"each entity needs at least one reference text, number {int(totals.argmin())} has none.")
        given = vectors.astype(np.float64)
        means = np.zeros((entities, given.shape[1]))
        np.add.at(means, owners, given * weights[:, None])
        means /= totals[:, None]
        within = (given - means[owners]) * np.sqrt(weights / weights.sum())[:, None]
        covariance = within.T @ within
        size = len(covariance)
        level = max(np.trace(covariance) / size, 1e-6)
        shrunk = (1 - SHRINKAGE) * covariance + SHRINKAGE * level * np.eye(size)
        slopes = np.linalg.solve(shrunk, means.T)
        return cls(slopes, -0.5 * np.einsum("ed,de->e", means, slopes))

    def scores(self, vectors: Vectors) -> Numbers:
        """Return log-odds, shape (vectors, entities)."""
        return np.asarray(vectors.astype(np.float64) @ self.slopes + self.offsets, dtype=np.float64)


def _balanced(owners: npt.NDArray[np.intp], sources: Sequence[str]) -> Numbers:
    """Weights that add up to 1 for each entity and source."""
    named, kinds = np.unique(np.array(sources, dtype=str), return_inverse=True)
    cells = owners * len(named) + kinds
    return np.asarray(1 / np.bincount(cells)[cells], dtype=np.float64)
