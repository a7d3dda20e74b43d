"""Vectors without what all texts of one language and length have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from matching.ports import Vectors
from matching.text import Language

# A mean of fewer texts would carry their subjects away with their language.
_LEAST = 20


@dataclass(frozen=True)
class Centre:
    """Means of reference vectors by source and language.

    Multilingual encoders put every language in a corner of its own, and short phrases apart from long texts.
    Subtracting the mean of the corner leaves the subject, so that texts of different languages can be compared.
    """

    means: dict[tuple[str, Language], Vectors]

    @classmethod
    def of(cls, vectors: Vectors, sources: Sequence[str], languages: Sequence[Language]) -> Self:
        """Return the means of all corners with at least `_LEAST` vectors; `("", UNKNOWN)` holds the mean of all."""
        corners = np.array([f"{source} {language}" for source, language in zip(sources, languages, strict=True)])
        means: dict[tuple[str, Language], Vectors] = {("", Language.UNKNOWN): vectors.mean(axis=0)}
        for source, language in sorted(set(zip(sources, languages, strict=True))):
            members = corners == f"{source} {language}"
            if members.sum() >= _LEAST:
                means[source, language] = vectors[members].mean(axis=0)
        return cls(means)

    def references(self, vectors: Vectors, sources: Sequence[str], languages: Sequence[Language]) -> Vectors:
        """Return the reference vectors without the mean of their corner, unit length."""
        shift = np.stack([self._mean((source,), language) for source, language in zip(sources, languages, strict=True)])
        return unit(vectors - shift)

    def asked(self, vectors: Vectors, sources: Sequence[str], language: Language) -> Vectors:
        """Return vectors of a question without the mean of the first of `sources` that is known in its language."""
        return unit(vectors - self._mean(sources, language))

    def _mean(self, sources: Sequence[str], language: Language) -> Vectors:
        known = (self.means[source, language] for source in sources if (source, language) in self.means)
        return next(known, self.means["", Language.UNKNOWN])


def unit(vectors: Vectors) -> Vectors:
    """Return the vectors in unit length; a vector of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)
