"""Shared meaning: cosines in the pool's own space, 0 for what chance gives there, 1 for identity."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matching.ports import Vectors
from matching.reading import Reading
from matching.signals.values import Values, unknown
from matching.vectors import Passages, best_cosines, product

# How many sentences of a need must find an answer: one could be a phrase that everybody writes, all would punish a
# profile for saying nothing about the need's budget.
ANSWERED = 2


def whole_text(asked: Reading, offered: Reading) -> Values:
    """Return how near each profile as a whole is to each need as a whole."""
    values = unknown(len(asked), len(offered))
    if asked.passages is not None and offered.ground is not None:
        ground = offered.ground
        needs = ground.space.place(asked.passages, asked.languages)
        near = product(needs.centres, np.ascontiguousarray(ground.profiles.centres.T))
        _fill(values, needs, ground.profiles, above(near, ground.chance_of_wholes))
    return values


def best_sentences(asked: Reading, offered: Reading) -> Values:
    """Return how near the profile's nearest sentences are to the `ANSWERED` sentences of a need that it answers best.

    Long profiles have more sentences to be near by accident; what chance gives a profile of its length is taken off.
    """
    values = unknown(len(asked), len(offered))
    if asked.passages is not None and offered.ground is not None:
        ground = offered.ground
        needs = ground.space.place(asked.passages, asked.languages)
        near = _best_answered(needs, ground.profiles)
        _fill(values, needs, ground.profiles, above(near, ground.chance_of_sentences))
    return values


def above(near: Vectors, chance: float | npt.NDArray[np.float32]) -> Values:
    """Return cosines on a scale where 0 is what chance gives, or less, and 1 is identity."""
    return np.asarray(np.clip((near - chance) / (1 - np.float32(chance)), 0, 1), dtype=np.float32)


def _best_answered(needs: Passages, profiles: Passages) -> Vectors:
    near = best_cosines(needs.vectors, profiles)
    out = np.empty((len(needs.present), len(profiles.present)), dtype=np.float32)
    for row, (first, count) in enumerate(zip(needs.firsts, needs.counts, strict=True)):
        answered = min(ANSWERED, count)
        own = near[first : first + count]
        out[row] = np.partition(own, count - answered, axis=0)[count - answered :].mean(axis=0)
    return out


def _fill(values: Values, needs: Passages, profiles: Passages, known: Values) -> None:
    values[np.ix_(needs.present, profiles.present)] = known
