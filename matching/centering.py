"""Centering of embeddings: what all texts of a pool share is taken out, so that what tells them apart counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from matching.ports import Encoder, Vectors
from matching.text import Language
from matching.text.plain import PLAIN
from matching.vectors import Passages, best_cosines, unit

# How far the directions in which a pool varies are evened out: 0 not at all, 1 fully (whitening). Measured on
# development data with a multilingual encoder: 0.5 to 0.75 is a plateau, mean MRR of whole texts .53 against .50 for
# centred and .45 for plain cosines.
EVEN = 0.5
# Directions that hardly vary are noise: each variance is raised by this share of the mean variance, and by more the
# fewer sentences there are to estimate from.
FLOOR = 0.1
# A mean of few sentences is mostly these sentences: it counts as if there were this many more of none.
STEADY = 30
# Texts of one language lie together, whatever they are about: each language's own mean is taken out. Measured on one
# text in six languages against a pool of all six: MRR .86 instead of .73, from Chinese .80 instead of .52. A language
# with few sentences in the pool keeps near to the mean of all.
STEADY_LANGUAGE = 5
# Sentences drawn from the pool itself to see what chance gives; more change the third digit.
DRAWN = 256
# Sentences placed at once: bounds what double precision needs (4,096 x 384 x 8 bytes = 13 MB).
AT_ONCE = 4096


@dataclass(frozen=True)
class CenteredSpace:
    """A linear map of encoder vectors: `unit((vectors - mean of their language) @ turn)`."""

    mean: Vectors
    means: Mapping[Language, Vectors]
    turn: npt.NDArray[np.float64]

    @classmethod
    def of(cls, vectors: Vectors, languages: Sequence[Language]) -> Self:
        """Return the space of a pool's sentence vectors; `languages[row]` is that of a sentence."""
        count, dimensions = vectors.shape
        mean = (vectors.sum(axis=0, dtype=np.float64) / (count + STEADY)).astype(np.float32)
        spoken = np.array(languages, dtype=np.str_)
        means = {tongue: _steady_mean(vectors[spoken == tongue], mean) for tongue in sorted(set(languages))}
        moved = vectors - _rows_of(means, mean, spoken)
        variances, axes = np.linalg.eigh((moved.T @ moved).astype(np.float64) / max(count, 1))
        floor = (FLOOR + dimensions / max(count, 1)) * max(float(variances.mean()), 1e-12)
        turn = axes * (np.maximum(variances, 0) + floor) ** (-EVEN / 2)
        return cls(mean, means, turn)

    def place(self, passages: Passages, languages: Sequence[Language]) -> Passages:
        """Return the passages with their vectors in this space, as unit vectors; one language a sentence.

        :raises ValueError: If the vectors have another length than those the space was made of.
        """
        if not len(passages.vectors):
            return passages
        if passages.vectors.shape[1] != len(self.mean):
            raise ValueError(
                f"the pool's vectors have {len(self.mean)} numbers, these have {passages.vectors.shape[1]}; "
                "encode both with the same encoder."
            )
        spoken = np.array(languages, dtype=np.str_)
        placed = np.empty_like(passages.vectors)
        for start in range(0, len(placed), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            moved = passages.vectors[part] - _rows_of(self.means, self.mean, spoken[part])
            # In double precision: what is left of the order of adding up is lost when the result is put on the grid.
            placed[part] = unit(moved.astype(np.float64) @ self.turn)
        return replace(passages, vectors=placed)


def _steady_mean(vectors: Vectors, mean: Vectors) -> Vectors:
    total = vectors.sum(axis=0, dtype=np.float64) + STEADY_LANGUAGE * mean
    return np.asarray(total / (len(vectors) + STEADY_LANGUAGE), dtype=np.float32)


def _rows_of(means: Mapping[Language, Vectors], mean: Vectors, spoken: npt.NDArray[np.str_]) -> Vectors:
    names, places = np.unique(spoken, return_inverse=True)
    return np.stack([means.get(Language(name), mean) for name in names])[places]


@dataclass(frozen=True)
class Background:
    """Sentence vectors that are not of the pool but help to make out what its texts share; one language a row."""

    vectors: Vectors
    languages: tuple[Language, ...]

    @classmethod
    def plain(cls, encoder: Encoder) -> Self:
        """Return the plain sentences of `matching.text.plain`."""
        said = [(sentence, spoken) for spoken, sentences in PLAIN.items() for sentence in sentences]
        return cls(encoder.encode([sentence for sentence, _ in said]), tuple(spoken for _, spoken in said))


@dataclass(frozen=True)
class CenteredPool:
    """The profiles of a pool placed in its own space, with the closeness that chance gives there."""

    space: CenteredSpace
    profiles: Passages

    @classmethod
    def of(cls, passages: Passages, languages: Sequence[Language], background: Background | None = None) -> Self:
        """Return the ground of the pool's passages; `languages[row]` is that of a sentence."""
        if background is None:
            space = CenteredSpace.of(passages.vectors, languages)
        else:
            together = np.concatenate([passages.vectors, background.vectors])
            space = CenteredSpace.of(together, [*languages, *background.languages])
        return cls(space, space.place(passages, languages))

    @cached_property
    def chance_of_wholes(self) -> float:
        """The mean cosine between two different profiles as wholes; 0 for a single profile."""
        centres = self.profiles.centres
        count = len(centres)
        if count < 2:
            return 0.0
        together = float(np.square(centres.sum(axis=0, dtype=np.float64)).sum())
        return max(0.0, (together - count) / (count * (count - 1)))

    @cached_property
    def chance_of_sentences(self) -> Vectors:
        """The cosine that the nearest sentence of each present profile has by chance: more sentences, nearer ones.

        A straight line in the logarithm of their number, fitted to sentences drawn from the other profiles.
        """
        profiles = self.profiles
        count = len(profiles.present)
        if count < 2:
            return np.zeros(count, dtype=np.float32)
        drawn = np.unique(np.linspace(0, len(profiles.vectors) - 1, DRAWN).astype(np.intp))
        near = best_cosines(profiles.vectors[drawn], profiles).astype(np.float64)
        owner = np.searchsorted(profiles.firsts, drawn, side="right") - 1
        near[np.arange(len(drawn)), owner] = np.nan
        typical = np.nanmean(near, axis=0)
        lengths = np.log(profiles.counts)
        spread = lengths - lengths.mean()
        slope = max(0.0, float(spread @ typical) / float(spread @ spread)) if spread.any() else 0.0
        return np.asarray(np.clip(typical.mean() + slope * spread, 0, 1), dtype=np.float32)
