"""How good a ranking is: measures with bootstrap intervals, differences between two methods, fairness to size."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

# Two questions of every five are for tuning, the rest only for reporting.
_TUNE_SHARE = 0.4
# Percentile intervals change in the third digit only beyond this many draws.
DRAWS = 2_000
LEVEL = 0.95
SEED = 20_170_808  # any fixed number; this one is the day of A/72/310

Values = npt.NDArray[np.float64]


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


def first_rank(ranking: Sequence[str], relevant: Collection[str]) -> int | None:
    """Return the place of the best relevant id, counted from 1; None when none is in the ranking."""
    return next((place for place, item in enumerate(ranking, start=1) if item in relevant), None)


def reciprocal_rank(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """Return 1 / place of the best relevant id; 0 when none is in the ranking. Its mean is MRR."""
    place = first_rank(ranking, relevant)
    return 0.0 if place is None else 1.0 / place


def success(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return 1 if at least one relevant id is among the first `k`, else 0."""
    return float(first_rank(ranking[: _positive(k)], relevant) is not None)


def recall(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the share of the relevant ids that are among the first `k`.

    :raises ValueError: If nothing is relevant or `k` is below 1.
    """
    wanted = frozenset(relevant)
    if not wanted:
        raise ValueError("recall needs at least one relevant id, got none")
    return len(wanted.intersection(ranking[: _positive(k)])) / len(wanted)


def ndcg(ranking: Sequence[str], gains: Mapping[str, float], k: int) -> float:
    """Return the gains of the first `k`, each divided by log2(place + 1), over the best that any ranking could reach.

    :raises ValueError: If no gain is above 0, one is below, or `k` is below 1.
    """
    if min(gains.values(), default=0) < 0 or not any(gains.values()):
        raise ValueError(f"nDCG needs gains of 0 and more with at least one above 0, got {dict(gains)}")
    best = sorted(gains.values(), reverse=True)[: _positive(k)]
    return _discounted([gains.get(item, 0.0) for item in ranking[:k]]) / _discounted(best)


def estimate(values: Iterable[float], draws: int = DRAWS, level: float = LEVEL, seed: int = SEED) -> Estimate:
    """Return the mean over questions and its percentile interval from `draws` resamplings of the questions.

    :raises ValueError: If there are no values, a value is not finite, `draws` is below 1, or `level` is not in (0, 1).
    """
    observed = np.fromiter(values, dtype=np.float64)
    if not observed.size or not np.isfinite(observed).all():
        raise ValueError(f"an estimate needs finite values of at least one question, got {observed.tolist()[:5]}")
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, got {level}")
    generator = np.random.default_rng(seed)
    # Drawn in one go: 2,000 x 500 indices are 8 MB, and a loop would be a hundred times slower.
    picks = generator.integers(0, observed.size, size=(_positive(draws), observed.size))
    means = observed[picks].mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(float(observed.mean()), float(low), float(high), int(observed.size))


def difference(
    ours: Sequence[float], theirs: Sequence[float], draws: int = DRAWS, level: float = LEVEL, seed: int = SEED
) -> Estimate:
    """Return the mean of ours - theirs on the same questions, resampled in pairs so that hard questions cancel.

    :raises ValueError: If the two differ in length, or as `estimate` does.
    """
    if len(ours) != len(theirs):
        raise ValueError(f"a paired difference needs the same questions, got {len(ours)} and {len(theirs)}")
    return estimate(np.subtract(ours, theirs), draws, level, seed)


def grouped(values: Sequence[float], groups: Sequence[str]) -> dict[str, list[float]]:
    """Return the values by group, groups in alphabetical order.

    :raises ValueError: If there are not as many groups as values.
    """
    found: dict[str, list[float]] = {name: [] for name in sorted(set(groups))}
    for value, name in zip(values, groups, strict=True):
        found[name].append(value)
    return found


def mean_shift(before: Sequence[str], after: Sequence[str], ids: Collection[str]) -> float:
    """Return by how many places the `ids` fell on average from one ranking to the other; an absent id stands last.

    :raises ValueError: If there are no ids.
    """
    if not ids:
        raise ValueError("a shift needs at least one id, got none")
    places = [{item: place for place, item in enumerate(ranking, start=1)} for ranking in (before, after)]
    lasts = [len(before) + 1, len(after) + 1]
    return float(np.mean([places[1].get(item, lasts[1]) - places[0].get(item, lasts[0]) for item in sorted(ids)]))


def length_bias(scores: npt.ArrayLike, lengths: npt.ArrayLike) -> float:
    """Return the rank correlation (Spearman, -1..1) of scores and profile lengths; 0 is fair, NaN is left out."""
    pairs = np.vstack([np.asarray(scores, dtype=np.float64), np.asarray(lengths, dtype=np.float64)])
    pairs = pairs[:, ~np.isnan(pairs).any(axis=0)]
    if pairs.shape[1] < 2:
        return 0.0
    first, second = (_mean_ranks(row) for row in pairs)
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def share(ids: Sequence[str], members: Collection[str]) -> float:
    """Return the share of the ids that are members, such as msme in a top ten; 0 for no ids."""
    return sum(item in members for item in ids) / len(ids) if ids else 0.0


def _positive(count: int) -> int:
    if count < 1:
        raise ValueError(f"at least 1 is needed, got {count}")
    return count


def _discounted(gains: Sequence[float]) -> float:
    return float(sum(gain / np.log2(place + 1) for place, gain in enumerate(gains, start=1)))


def _mean_ranks(values: Values) -> Values:
    """Ranks from 0; equal values share the mean of their ranks."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts + 1) / 2)[inverse], dtype=np.float64)
