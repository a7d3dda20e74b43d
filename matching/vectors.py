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

# Rows of one matrix product. Always the same number (the last block is padded), so that a cosine doesn't depend on
# what else was asked in the same call: blocks of another shape may add up in another order.
BLOCK = 32


@dataclass(frozen=True)
class Passages:
    """Sentences of many texts as one matrix: text `i` has the rows `starts[i]:starts[i + 1]` of `vectors`.

    A text without rows has no vectors (yet): its closeness to anything is unknown, not zero.
    """

    vectors: Vectors
    starts: Indices

    @classmethod
    def encoded(cls, pieces: Sequence[Sequence[str]], encoder: Encoder) -> Self:
        """Return the passages of the texts' pieces; equal pieces are encoded once."""
        distinct = sorted({piece for text in pieces for piece in text})
        vectors = encoder.encode(distinct) if distinct else ()
        return cls.known(pieces, dict(zip(distinct, vectors, strict=True)))

    @classmethod
    def known(cls, pieces: Sequence[Sequence[str]], vectors: Mapping[str, Vectors]) -> Self:
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
        return cls(stacked, starts)

    def __len__(self) -> int:
        """Return the number of texts, with or without vectors."""
        return len(self.starts) - 1

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
        """One unit vector for each text in `present`: the direction that its sentences have in common."""
        return unit(np.add.reduceat(self.vectors, self.firsts, axis=0))

    @cached_property
    def columns(self) -> Vectors:
        """The vectors transposed and contiguous: the layout in which products are fastest."""
        return np.ascontiguousarray(self.vectors.T)


def unit(rows: Vectors) -> Vectors:
    """Return the rows with length 1; a row of zeros stays."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def product(rows: Vectors, columns: Vectors) -> Vectors:
    """Return rows @ columns, shape (rows, columns); each number is the same whatever other rows are asked."""
    out = np.empty((len(rows), columns.shape[1]), dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        block = np.zeros((BLOCK, rows.shape[1]), dtype=np.float32)
        part = rows[start : start + BLOCK]
        block[: len(part)] = part
        out[start : start + len(part)] = (block @ columns)[: len(part)]
    return out


def best_cosines(rows: Vectors, offered: Passages) -> Vectors:
    """Return for each row the cosine to the nearest sentence of each text in `offered.present`.

    Shape (rows, present texts). Memory stays at one block: `BLOCK` x sentences x 4 bytes (5 MB for 6,000 texts of 6).
    """
    out = np.empty((len(rows), len(offered.present)), dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        part = rows[start : start + BLOCK]
        out[start : start + len(part)] = np.maximum.reduceat(product(part, offered.columns), offered.firsts, axis=1)
    return out
