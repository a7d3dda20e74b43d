"""Shared meaning: cosines in the pool's own space, 0 for what chance gives there, 1 for identity."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from matching.centering import CenteredPool
from matching.ports import Vectors
from matching.reading import Reading
from matching.signals.values import Values, above, unknown
from matching.vectors import Passages, best_cosines

# How many sentences of a need must find an answer: one could be a phrase that everybody writes, all would punish a
# profile for saying nothing about the need's budget.
ANSWERED = 2
# Of a need, only sentences that count at least this much have to find an answer.
COUNTS = 0.5


def whole_text(asked: Reading, offered: Reading) -> Values:
    """Return how near each profile as a whole is to each need as a whole."""
    return _filled(asked, offered, lambda ground, needs: above(_wholes(ground, needs), ground.chance_of_wholes))


def best_sentences(asked: Reading, offered: Reading) -> Values:
    """Return how near the profile's nearest sentences are to the `ANSWERED` sentences of a need that it answers best.

    Long profiles have more sentences to be near by accident; what chance gives a profile of its length is taken off.
    """
    return _filled(asked, offered, lambda ground, needs: above(_best(ground, needs), ground.chance_of_sentences))


def _filled(asked: Reading, offered: Reading, compare: Callable[[CenteredPool, Passages], Values]) -> Values:
    """The comparison of those that have vectors; unknown for the others."""
    values = unknown(len(asked), len(offered))
    if asked.passages is not None and offered.ground is not None and len(asked.passages.present):
        needs = asked.placed(offered.ground)
        values[np.ix_(needs.present, offered.ground.profiles.present)] = compare(offered.ground, needs)
    return values


def _wholes(ground: CenteredPool, needs: Passages) -> Vectors:
    return needs.centres @ ground.profiles.centres.T


def _best(ground: CenteredPool, needs: Passages) -> Vectors:
    near = best_cosines(needs.vectors, ground.profiles)
    out = np.empty((len(needs.present), near.shape[1]), dtype=np.float32)
    for row, (first, count) in enumerate(zip(needs.firsts, needs.counts, strict=True)):
        own = slice(first, first + count)
        telling = near[own][needs.weights[own] >= min(COUNTS, float(needs.weights[own].max()))]
        unanswered = len(telling) - min(ANSWERED, len(telling))
        out[row] = np.partition(telling, unanswered, axis=0)[unanswered:].mean(axis=0)
    return out
