"""How good rankings are: measures of a question and bootstrap intervals over questions, by libraries of the field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from hashlib import blake2b

import ir_measures
import numpy as np
from ir_measures import RR, Measure, Success, nDCG
from scipy import stats

# Two questions of every five are for tuning, the rest only for reporting.
_TUNE_SHARE = 0.4
# Percentile intervals change in the third digit only beyond this many draws.
DRAWS = 2_000
LEVEL = 0.95
SEED = 20_170_808  # any fixed number; this one is the day of A/72/310

FIRST, FIVE, MRR = "first", "first five", "mrr"
METRICS: Mapping[str, Measure] = {FIRST: Success @ 1, FIVE: Success @ 5, MRR: RR, "ndcg@10": nDCG @ 10}


class Split(StrEnum):
    """What a question of an evaluation set may be used for; fixed by a hash of its id, so that nobody chooses."""

    TUNE = "tune"
    REPORT = "report"

    @classmethod
    def of(cls, id: str) -> Split:
        """Return the split of an id, the same on every machine and for ever."""
        place = int.from_bytes(blake2b(id.encode("utf-8"), digest_size=8).digest(), "big") / 2**64
        return cls.TUNE if place < _TUNE_SHARE else cls.REPORT


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `n` questions with the bounds of its bootstrap interval."""

    value: float
    low: float
    high: float
    n: int


def ranked(scores: Mapping[str, float]) -> list[str]:
    """Return the ids best first, equal scores in order of id; an id whose score is NaN was not judged and is left out.

    :raises ValueError: If a score is infinite.
    """
    if infinite := sorted(item for item, score in scores.items() if np.isinf(score)):
        raise ValueError(f"a score must be a finite number, but {infinite[0]} has {scores[infinite[0]]}")
    judged = [item for item, score in scores.items() if not np.isnan(score)]
    return sorted(judged, key=lambda item: (-scores[item], item))


def measured(metric: str, rankings: Sequence[Sequence[str]], relevant: Sequence[Collection[str]]) -> list[float]:
    """Return a measure of each question, in order; 0 where nothing relevant was found.

    :raises KeyError: If there is no such metric.
    :raises ValueError: If there are not as many sets of relevant ids as rankings.
    """
    judged = {str(place): dict.fromkeys(wanted, 1) for place, wanted in enumerate(relevant)}
    # The library breaks ties of scores by itself; places as scores leave it none to break.
    run = {
        str(place): {item: float(len(order) - rank) for rank, item in enumerate(order)}
        for place, (order, _) in enumerate(zip(rankings, relevant, strict=True))
    }
    found = {each.query_id: each.value for each in ir_measures.iter_calc([METRICS[metric]], judged, run)}
    return [found.get(str(place), 0.0) for place in range(len(rankings))]


def estimate(values: Iterable[float]) -> Estimate:
    """Return the mean over questions and its percentile interval (`scipy.stats.bootstrap`, same draws each time).

    :raises ValueError: If there are no values or one is not finite.
    """
    observed = np.fromiter(values, dtype=np.float64)
    if not observed.size or not np.isfinite(observed).all():
        raise ValueError(f"an estimate needs finite values of at least one question, got {observed.tolist()[:5]}")
    value = float(observed.mean())
    if observed.size == 1:
        return Estimate(value, value, value, 1)
    drawn = stats.bootstrap(
        (observed,),
        partial(np.mean, axis=-1),
        n_resamples=DRAWS,
        confidence_level=LEVEL,
        method="percentile",
        vectorized=True,
        rng=np.random.default_rng(SEED),
    ).confidence_interval
    return Estimate(value, float(drawn.low), float(drawn.high), int(observed.size))


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Estimate:
    """Return the mean of ours - theirs on the same questions, resampled in pairs so that hard questions cancel.

    :raises ValueError: If the two differ in length, or as `estimate` does.
    """
    if len(ours) != len(theirs):
        raise ValueError(f"a paired difference needs the same questions, got {len(ours)} and {len(theirs)}")
    return estimate(np.subtract(ours, theirs))


def grouped(values: Sequence[float], groups: Sequence[str]) -> dict[str, list[float]]:
    """Return the values by group, groups in alphabetical order.

    :raises ValueError: If there are not as many groups as values.
    """
    found: dict[str, list[float]] = {name: [] for name in sorted(set(groups))}
    for value, name in zip(values, groups, strict=True):
        found[name].append(value)
    return found
