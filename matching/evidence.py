"""The sentences of both sides that speak for a match, with the words they share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from matching.centering import CenteredPool
from matching.pool import Pool
from matching.reading import Reading
from matching.records import Evidence, Mark
from matching.signals.dense import COUNTS
from matching.text import Sentence, Word, sentences, words

# Three pairs are read, more are scrolled past.
PAIRS = 3


@dataclass(frozen=True)
class Said:
    """A sentence with the search terms in it, their places counted from its own start."""

    sentence: Sentence
    words: tuple[Word, ...]

    @cached_property
    def terms(self) -> frozenset[str]:
        """The different search terms."""
        return frozenset(word.term for word in self.words)

    def marks(self, shared: frozenset[str]) -> tuple[Mark, ...]:
        """Return the places of the shared terms, overlapping ones (pairs of Chinese characters) as one."""
        places: list[Mark] = []
        for word in self.words:
            if word.term not in shared:
                continue
            if places and word.start <= places[-1].end:
                places[-1] = Mark(places[-1].start, max(places[-1].end, word.end))
            else:
                places.append(Mark(word.start, word.end))
        return tuple(places)


@lru_cache(maxsize=512)
def said(texts: tuple[str, ...]) -> tuple[Said, ...]:
    """Return what the texts say, sentence by sentence, in the order of `Reading.sentences`."""
    return tuple(piece for text in texts for piece in _said(text))


def _said(text: str) -> list[Said]:
    # Terms come from the whole text: one sentence alone may not tell its language, and would be stemmed differently.
    found = words(text)
    starts = [word.start for word in found]
    return [
        Said(
            piece,
            tuple(
                Word(word.term, word.start - piece.start, word.end - piece.start)
                for word in found[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]
                if word.end <= piece.end
            ),
        )
        for piece in sentences(text)
    ]


def evidence(asked: Reading, row: int, pool: Pool, column: int) -> tuple[Evidence, ...]:
    """Return up to `PAIRS` pairs of sentences of need `row` and profile `column`, nearest first, each used once.

    Closeness is the mean of the cosine and the share of common words by rarity, or the latter alone without vectors.
    When any words are shared, at least one pair shows some.
    """
    left, right = said(asked.sources[row]), said(pool.reading.sources[column])
    if not left or not right:
        return ()
    shared = _overlap(left, right, pool)
    near = _cosines(asked, row, pool.reading.ground, column)
    closeness = shared if near is None else (np.clip(near, 0, 1) + shared) / 2
    counts = np.outer(_counting(asked.weights[row]), _counting(pool.reading.weights[column]))
    closeness, shared = np.where(counts, closeness, -1), np.where(counts, shared, 0)
    pairs = [pair for pair in _nearest(closeness) if counts[pair]]
    best_words = np.unravel_index(int(np.argmax(shared)), shared.shape)
    if shared.max() > 0 and not any(shared[pair] > 0 for pair in pairs):
        pairs = [*pairs[: PAIRS - 1], (int(best_words[0]), int(best_words[1]))]
    return tuple(
        _pair(left[i], right[j], float(closeness[i, j])) for i, j in pairs if near is not None or shared[i, j] > 0
    )


def _counting(weights: Sequence[float]) -> npt.NDArray[np.bool_]:
    """Which sentences count in full, or as much as any does."""
    given = np.array(weights)
    return np.asarray(given >= min(COUNTS, given.max()), dtype=bool)


def _pair(left: Said, right: Said, closeness: float) -> Evidence:
    common = left.terms & right.terms
    return Evidence(
        left.sentence.text, right.sentence.text, round(closeness, 4), left.marks(common), right.marks(common)
    )


def _overlap(left: tuple[Said, ...], right: tuple[Said, ...], pool: Pool) -> npt.NDArray[np.float64]:
    """Rarity of the shared terms against the geometric mean of both sentences' rarity, 0..1."""
    out = np.zeros((len(left), len(right)))
    weights = [[pool.terms.weigh(piece.terms) for piece in side] for side in (left, right)]
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            common = one.terms & other.terms
            if common:
                out[i, j] = pool.terms.weigh(common) / np.sqrt(weights[0][i] * weights[1][j])
    return out


def _cosines(asked: Reading, row: int, ground: CenteredPool | None, column: int) -> npt.NDArray[np.float64] | None:
    """The cosines of the sentences of both sides, on the ground of the pool; None without vectors on a side."""
    if asked.passages is None or ground is None:
        return None
    left, right = asked.placed(ground).of(row), ground.profiles.of(column)
    return (left @ right.T).astype(np.float64) if len(left) and len(right) else None


def _nearest(closeness: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """The best pairs so that no sentence is used twice; equal pairs in order of reading."""
    order = np.argsort(-closeness, axis=None, kind="stable")
    pairs: list[tuple[int, int]] = []
    for flat in order:
        i, j = (int(place) for place in np.unravel_index(flat, closeness.shape))
        if all(i != left and j != right for left, right in pairs):
            pairs.append((i, j))
        if len(pairs) == PAIRS:
            break
    return pairs
