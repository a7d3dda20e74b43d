"""A linear classifier over vectors, in closed form: linear discriminant analysis with shrinkage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from matching.ports import Vectors

Numbers = npt.NDArray[np.float64]

# Share of the covariance replaced by its mean variance: a few thousand short texts don't fill 384 dimensions.
SHRINKAGE = 0.3


@dataclass(frozen=True)
class Head:
    """Log-odds of each entity for a vector: `vectors @ slopes + offsets`; before it is read, all are equally likely."""

    slopes: Numbers
    offsets: Numbers

    @classmethod
    def of(cls, vectors: Vectors, owners: npt.NDArray[np.intp], entities: int) -> Self:
        """Return the head fitted to reference vectors and the places of their entities, each place at least once.

        :raises ValueError: If an entity has no vector.
        """
        counts = np.bincount(owners, minlength=entities)
        if not counts.all():
            raise ValueError(f"each entity needs at least one reference text, number {int(counts.argmin())} has none.")
        given = vectors.astype(np.float64)
        means = np.zeros((entities, given.shape[1]))
        np.add.at(means, owners, given)
        means /= counts[:, None]
        within = given - means[owners]
        covariance = within.T @ within / len(given)
        size = len(covariance)
        level = max(np.trace(covariance) / size, 1e-6)
        shrunk = (1 - SHRINKAGE) * covariance + SHRINKAGE * level * np.eye(size)
        slopes = np.linalg.solve(shrunk, means.T)
        return cls(slopes, -0.5 * np.einsum("ed,de->e", means, slopes))

    def scores(self, vectors: Vectors) -> Numbers:
        """Return log-odds, shape (vectors, entities)."""
        return np.asarray(vectors.astype(np.float64) @ self.slopes + self.offsets, dtype=np.float64)
