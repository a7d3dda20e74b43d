"""Sentence vectors of many texts side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from matching.ports import Encoder, Vectors

Indices = npt.NDArray[np.intp]

# Rows multiplied at once: the product of 64 sentences with 36,000 is 9 MB.
BLOCK = 64
# Vectors that are compared are rounded to multiples of 2^-11. Products are then multiples of 2^-22, and their sums (of
# unit vectors: below 4) are exact in float32 in whatever order a library adds them up. So a score is the same number
# alone and among others, on one core and on many. It costs 0.0002 of a cosine.
GRID = 2048


@dataclass(frozen=True)
class Passages:
    """Sentences of many texts as one matrix: text `i` has the rows `starts[i]:starts[i + 1]` of `vectors`.

    A text without rows has no vectors (yet): its closeness to anything is unknown, not zero. `weights[row]` is how much
    a sentence counts in its text, 0..1.
    """

    vectors: Vectors
    starts: Indices
    weights: Vectors

    @classmethod
    def encoded(
        cls, pieces: Sequence[Sequence[str]], encoder: Encoder, weights: Sequence[Sequence[float]] | None = None
    ) -> Self:
        """Return the passages of the texts' pieces, each with its weight (1 when None); equal ones are encoded once."""
        distinct = sorted({piece for text in pieces for piece in text})
        vectors = encoder.encode(distinct) if distinct else ()
        return cls.known(pieces, dict(zip(distinct, vectors, strict=True)), weights)

    @classmethod
    def known(
        cls,
        pieces: Sequence[Sequence[str]],
        vectors: Mapping[str, Vectors],
        weights: Sequence[Sequence[float]] | None = None,
    ) -> Self:
        """Return the passages of the texts all of whose pieces have a vector; the others get no rows.

        :raises ValueError: If a vector is not finite or differs in length from the others.
        """
        complete = [text if all(piece in vectors for piece in text) else () for text in pieces]
        starts = np.concatenate([[0], np.cumsum([len(text) for text in complete])]).astype(np.intp)
        rows = [np.asarray(vectors[piece], dtype=np.float32) for text in complete for piece in text]
        lengths = sorted({row.shape for row in rows})
        if len(lengths) > 1:
            raise ValueError(f"vectors of one encoder have one length, got {lengths}; build them with one encoder.")
        stacked = np.vstack(rows) if rows else np.zeros((0, 1), dtype=np.float32)
        if not np.isfinite(stacked).all():
            raise ValueError("vectors must be finite numbers, got NaN or infinity; encode these texts again.")
        given = [[1.0] * len(text) for text in pieces] if weights is None else weights
        weighed = [weight for text, own in zip(complete, given, strict=True) if text for weight in own]
        return cls(stacked, starts, np.array(weighed, dtype=np.float32))

    def __len__(self) -> int:
        """Return the number of texts, with or without vectors."""
        return len(self.starts) - 1

    def of(self, text: int) -> Vectors:
        """Return the vectors of the sentences of one text; none while it has no vectors."""
        return self.vectors[self.starts[text] : self.starts[text + 1]]

    @cached_property
    def present(self) -> Indices:
        """The texts that have vectors."""
        return np.flatnonzero(np.diff(self.starts))

    @cached_property
    def counts(self) -> Indices:
        """The number of sentences of each text in `present`."""
        return np.diff(self.starts)[self.present]

    @cached_property
    def firsts(self) -> Indices:
        """The first row of each text in `present`."""
        return self.starts[self.present]

    @cached_property
    def centres(self) -> Vectors:
        """One unit vector for each text in `present`: the direction that its sentences, as weighed, have in common."""
        return unit(np.add.reduceat(self.vectors * self.weights[:, None], self.firsts, axis=0))

    @cached_property
    def silent(self) -> Indices:
        """The rows of sentences that count nothing."""
        return np.flatnonzero(self.weights == 0)

    @cached_property
    def columns(self) -> Vectors:
        """The vectors transposed and contiguous: the layout in which products are fastest."""
        return np.ascontiguousarray(self.vectors.T)


def unit(rows: npt.NDArray[np.floating]) -> Vectors:
    """Return the rows with length 1, on the grid; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.round(rows / np.where(lengths == 0, 1, lengths) * GRID) / GRID, dtype=np.float32)


def best_cosines(rows: Vectors, offered: Passages) -> Vectors:
    """Return for each unit row the cosine to the nearest sentence that counts of each text in `offered.present`.

    Shape (rows, present texts). Memory stays at one block: `BLOCK` x sentences x 4 bytes.
    """
    out = np.empty((len(rows), len(offered.present)), dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        near = rows[start : start + BLOCK] @ offered.columns
        near[:, offered.silent] = -1
        out[start : start + BLOCK] = np.maximum.reduceat(near, offered.firsts, axis=1)
    return out
