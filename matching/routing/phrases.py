"""Phrases whose words stand together in a text: stronger than the same words scattered over a whole field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matching.text import words

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Phrasebook:
    """Phrases of one language as rows of `weights`: the rarity of each of their terms, 0 for other terms."""

    weights: sparse.csr_array
    places: dict[str, int]

    @classmethod
    def of(cls, groups: Sequence[Sequence[str]]) -> Self:
        """Return the book of all phrases of all groups in order; a group, read as one text, tells its language."""
        terms = [found for group in groups for found in _terms(group)]
        places = {term: place for place, term in enumerate(sorted({term for row in terms for term in row}))}
        rows = np.repeat(np.arange(len(terms)), [len(row) for row in terms])
        columns = np.array([places[term] for row in terms for term in sorted(row)], dtype=np.intp)
        # The same phrase of several entities counts as one, else what many share would seem common speech.
        holders = np.zeros(len(places))
        for row in set(terms):
            holders[[places[term] for term in row]] += 1
        rarity = np.log1p(len(terms) / np.maximum(holders, 1))
        shape = (len(terms), len(places))
        return cls(sparse.csr_array((rarity[columns], (rows, columns)), shape=shape), places)

    def heard(self, terms: Sequence[str]) -> Numbers:
        """Return for each phrase the rarity of its words among the terms x the share of the phrase that they are."""
        present = np.zeros(len(self.places))
        present[[self.places[term] for term in set(terms) if term in self.places]] = 1
        matched = self.weights @ present
        whole = self.weights @ np.ones(len(self.places))
        return np.asarray(matched * matched / np.maximum(whole, 1e-9), dtype=np.float64)


def _terms(group: Sequence[str]) -> list[frozenset[str]]:
    """The search terms of each phrase."""
    found: list[set[str]] = [set() for _ in group]
    starts = np.cumsum([0, *(len(phrase) + 1 for phrase in group)])
    for word in words("\n".join(group)):
        found[int(np.searchsorted(starts, word.start, side="right")) - 1].add(word.term)
    return [frozenset(terms) for terms in found]
