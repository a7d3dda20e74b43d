"""The methods that are compared: all signals together, and each family of text signals alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from acts.reference import vocabulary
from benchmarks.quality.measures import ranked
from benchmarks.quality.offers import Asked
from benchmarks.quality.tasks import Task
from data.entities import read_entities, read_offers, read_partnering, read_topics
from matching.pool import Pool
from matching.ports import Encoder
from matching.records import Need
from matching.routing import Directory, RouteWeights, route
from matching.scores import score
from matching.weights import Weights

Rankings = dict[str, list[list[str]]]

HYBRID, LEXICAL, DENSE = "hybrid", "lexical alone", "dense alone"
RANKED_BY = {
    HYBRID: Weights(),
    LEXICAL: Weights.only("words"),
    DENSE: Weights.only("meaning", "sentences"),
}
ROUTED_BY = {
    HYBRID: RouteWeights(),
    LEXICAL: RouteWeights.only("words"),
    DENSE: RouteWeights.only("topics", "mandate", "offers"),
}


def rankings(task: Task, needs: Sequence[Need], encoder: Encoder) -> Rankings:
    """Return for each method the ranking of all profiles for each need; what got no score stands last by id."""
    pool = Pool.of(task.profiles, encoder, vocabulary=vocabulary())
    return {name: _orders(pool, needs, weights) for name, weights in RANKED_BY.items()}


def directory(encoder: Encoder) -> Directory:
    """Return the directory of the reference entities."""
    return Directory.of(read_entities(), read_topics(), read_offers(), encoder, read_partnering())


def routings(asked: Sequence[Asked], known: Directory, encoder: Encoder) -> Rankings:
    """Return for each method the ranking of all entities for each text."""
    count = len(known.entities)
    return {
        name: [[found.entity for found in route(one.text, known, encoder, count, weights)] for one in asked]
        for name, weights in ROUTED_BY.items()
    }


def _orders(pool: Pool, needs: Sequence[Need], weights: Weights) -> list[list[str]]:
    scores = score(needs, pool, weights)
    totals = np.where(np.isnan(scores.total), -1.0, scores.total)
    return [ranked(dict(zip(scores.partners, row.tolist(), strict=True))) for row in totals]
