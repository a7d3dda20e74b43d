"""Shared meaning: cosines of sentence vectors, set to 0 at what chance gives in this pool and to 1 at identity."""

from __future__ import annotations

import numpy as np

from matching.reading import Reading
from matching.signals.values import Values, unknown
from matching.vectors import Passages, best_cosines, cosines


def whole_text(asked: Reading, offered: Reading) -> Values:
    """Return how near each profile as a whole is to each need as a whole."""
    values = unknown(len(asked), len(offered))
    if asked.passages is None or offered.passages is None:
        return values
    needs, profiles = asked.passages, offered.passages
    if len(needs.present) and len(profiles.present):
        near = cosines(needs.centres, np.ascontiguousarray(profiles.centres.T))
        values[np.ix_(needs.present, profiles.present)] = above_chance(near)
    return values


def best_sentences(asked: Reading, offered: Reading) -> Values:
    """Return how near, on average over a need's sentences, the nearest sentence of each profile is.

    One strong capability is enough to answer a sentence, so a long profile gains nothing by saying more.
    """
    values = unknown(len(asked), len(offered))
    if asked.passages is None or offered.passages is None:
        return values
    needs, profiles = asked.passages, offered.passages
    if len(needs.present) and len(profiles.present):
        near = _mean_of_best(needs, profiles)
        values[np.ix_(needs.present, profiles.present)] = above_chance(near)
    return values


def _mean_of_best(needs: Passages, profiles: Passages) -> Values:
    near = best_cosines(needs.vectors, profiles)
    starts = needs.starts[needs.present]
    counts = np.diff(needs.starts)[needs.present]
    return np.asarray(np.add.reduceat(near, starts, axis=0) / counts[:, None], dtype=np.float32)


def above_chance(near: Values) -> Values:
    """Return cosines on a scale where 0 is the pool's median for this need (chance) or less, and 1 is identity.

    Encoders differ in what two unrelated texts get (0.75 for some, 0.0 for others); the median takes that out.
    """
    chance = np.median(near, axis=1, keepdims=True) if near.shape[1] > 1 else np.zeros((len(near), 1))
    return np.asarray(np.clip((near - chance) / np.maximum(1 - chance, 1e-6), 0, 1), dtype=np.float32)
