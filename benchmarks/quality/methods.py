"""The methods that are compared: all signals together, and each family of text signals alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.quality.tasks import Task
from matching.evaluation import ranked
from matching.pool import Pool
from matching.ports import Encoder
from matching.records import Need
from matching.scores import score
from matching.weights import Weights

HYBRID, LEXICAL, DENSE = "hybrid", "lexical alone", "dense alone"
METHODS = {
    HYBRID: Weights(),
    LEXICAL: Weights.only("words"),
    DENSE: Weights.only("meaning", "sentences"),
}


def rankings(task: Task, needs: Sequence[Need], encoder: Encoder) -> dict[str, list[list[str]]]:
    """Return for each method the ranking of all profiles for each need; what got no score stands last by id."""
    pool = Pool.of(task.profiles, encoder)
    return {name: _orders(pool, needs, weights) for name, weights in METHODS.items()}


def _orders(pool: Pool, needs: Sequence[Need], weights: Weights) -> list[list[str]]:
    scores = score(needs, pool, weights)
    totals = np.where(np.isnan(scores.total), -1.0, scores.total)
    return [ranked(dict(zip(scores.partners, row.tolist(), strict=True))) for row in totals]
