"""Shared words: BM25, as the share of a need's information that a profile's words cover."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import bm25s
import numpy as np
from scipy import sparse

from matching.reading import Reading
from matching.signals.values import Values, unknown
from matching.text import one_script

# Saturation of a word that a profile repeats, and how far its length is held against it (0 not, 1 fully).
K1 = 1.2
B = 0.75
# A need that repeats a word means it more, but not ten times more.
K3 = 8.0


@dataclass(frozen=True)
class Terms:
    """An index of search terms: `weights[profile, term]` is 0..1, how fully the profile is about the term."""

    weights: sparse.csr_array
    rarity: np.ndarray[tuple[int], np.dtype[np.float64]]
    places: dict[str, int]

    @classmethod
    def of(cls, profiles: Sequence[Sequence[str]]) -> Self:
        """Return the index of the profiles' terms (BM25 as in Lucene, computed by bm25s)."""
        if not any(profiles):
            return cls(sparse.csr_array((len(profiles), 0)), np.zeros(0), {})
        index = bm25s.BM25(k1=K1, b=B, method="lucene")
        index.index([list(terms) for terms in profiles], create_empty_token=False, show_progress=False)
        starts = np.asarray(index.scores["indptr"])
        shape = (len(profiles), len(starts) - 1)
        scores = sparse.csc_array((index.scores["data"], index.scores["indices"], starts), shape=shape)
        holders = np.diff(starts)
        rarity = np.log1p((len(profiles) - holders + 0.5) / (holders + 0.5))
        covered = scores.astype(np.float64) @ sparse.diags_array(1 / rarity)
        return cls(sparse.csr_array(covered), rarity, dict(index.vocab_dict))

    def weigh(self, terms: Iterable[str]) -> float:
        """Return the sum of the rarities of the terms; one that no profile has is as rare as can be."""
        unheard = math.log1p((self.weights.shape[0] + 0.5) / 0.5)
        known = ((self.rarity[self.places[term]] if term in self.places else unheard) for term in sorted(terms))
        return math.fsum(known)

    def questions(self, needs: Sequence[Sequence[str]]) -> sparse.csr_array:
        """Return for each need how much each known term weighs in it; rows add up to 1, or 0 without known terms."""
        rows, columns, weights = [], [], []
        for row, terms in enumerate(needs):
            asked = {self.places[term]: count for term, count in Counter(terms).items() if term in self.places}
            weighed = {at: self.rarity[at] * count * (K3 + 1) / (K3 + count) for at, count in asked.items()}
            total = sum(weighed.values())
            for at, weight in sorted(weighed.items()):
                rows.append(row)
                columns.append(at)
                weights.append(weight / total)
        return sparse.csr_array((weights, (rows, columns)), shape=(len(needs), len(self.rarity)))


def lexical(asked: Reading, offered: Reading, index: Terms | None = None) -> Values:
    """Return the share of each need's words that each profile covers; unknown between two different languages."""
    terms = Terms.of(offered.terms) if index is None else index
    if not len(terms.rarity):
        return unknown(len(asked), len(offered))
    values: Values = (terms.questions(asked.terms) @ terms.weights.T).toarray().astype(np.float32)
    comparable = {
        left: np.array([one_script(left, right) for right in offered.languages]) for left in set(asked.languages)
    }
    for row, spoken in enumerate(asked.languages):
        # Names and numbers may be shared all the same: then something is known.
        values[row, ~comparable[spoken] & (values[row] == 0)] = np.nan
    return values
