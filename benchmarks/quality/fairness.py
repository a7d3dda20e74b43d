"""Whether the length of a profile or the size of a company decides where it lands (R17 ¶16-17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from matching.pool import Pool
from matching.records import Need, Profile, Size
from matching.scores import in_order, score
from matching.signals.values import Numbers
from matching.text import sentences
from matching.weights import Weights

PLACES = 10


@dataclass(frozen=True, slots=True)
class LengthEffect:
    """What happens when every profile of more than `kept` sentences is cut to its first `kept`; means over the needs.

    `fall` is how far a cut profile falls in the list, as a share of the list: 0 when length alone had not helped, 0.5
    when it had carried it from the middle to the top. `share` is the share of long profiles in the pool, `before` and
    `after` their share in the first ten places. `correlation` is Spearman's between number of sentences and score.
    """

    kept: int
    cut: int
    fall: float
    share: float
    before: float
    after: float
    correlation: float


@dataclass(frozen=True, slots=True)
class SizeShare:
    """The share of small companies (msme) among all partners that got a score, and in the first ten places."""

    pool: float
    top: float

    @property
    def ratio(self) -> float:
        """The share in the first places by the share in the pool: 1 is even; 0 without small companies."""
        return self.top / self.pool if self.pool else 0.0


def length_effect(needs: Sequence[Need], pool: Pool, kept: int = 3, weights: Weights | None = None) -> LengthEffect:
    """Return what length does to ranks: all needs are ranked with the profiles as they are and cut.

    :raises ValueError: If `kept` is below 1 or no profile is longer.
    """
    if kept < 1:
        raise ValueError(f"a profile is cut to at least 1 sentence, got {kept}.")
    lengths = np.array([len(found) for found in pool.reading.sentences])
    longer = lengths > kept
    if not longer.any():
        raise ValueError(f"no profile has more than {kept} sentences; choose a smaller number.")
    before = score(needs, pool, weights).total
    after = score(needs, _cut_pool(pool, kept), weights).total
    rows = [row for row, total in enumerate(before) if not np.isnan(total).all()]
    judged = np.isfinite(before).any(axis=0) & np.isfinite(after).any(axis=0)
    places = [(_places(before[row][judged]), _places(after[row][judged])) for row in rows]
    return LengthEffect(
        kept,
        int(longer.sum()),
        float(np.mean([(second - first)[longer[judged]].mean() / judged.sum() for first, second in places])),
        float(longer[judged].mean()),
        float(np.mean([longer[judged][first < PLACES].mean() for first, _ in places])),
        float(np.mean([longer[judged][second < PLACES].mean() for _, second in places])),
        float(np.mean([stats.spearmanr(lengths[judged], before[row][judged]).statistic for row in rows])),
    )


def size_share(needs: Sequence[Need], pool: Pool, weights: Weights | None = None) -> SizeShare:
    """Return the share of small companies in the first ten places of the needs' rankings, and in the pool."""
    total = score(needs, pool, weights).total
    small = np.array([profile.partner.size is Size.MSME for profile in pool.profiles], dtype=bool)
    first = [small[in_order(row, PLACES)].mean() for row in total if not np.isnan(row).all()]
    judged = ~np.isnan(total).all(axis=0)
    return SizeShare(float(small[judged].mean()), float(np.mean(first)))


def _places(total: Numbers) -> Numbers:
    """The place of each partner, from 0; ties in order of id."""
    return stats.rankdata(-total, method="ordinal").astype(np.float64) - 1


def _cut_pool(pool: Pool, kept: int) -> Pool:
    brief = Pool.of([_cut(profile, kept) for profile in pool.profiles], regions=pool.regions)
    return brief if pool.reading.passages is None else brief.knowing(pool.reading.vectors, pool.encoder)


def _cut(profile: Profile, kept: int) -> Profile:
    """The profile with its first `kept` sentences; what it states beside its text stays."""
    shortened = []
    for capability in profile.capabilities:
        found = sentences(capability.text)[: max(kept, 0)]
        kept -= len(found)
        shortened.append(replace(capability, text=capability.text[: found[-1].end] if found else ""))
    return replace(profile, capabilities=tuple(shortened))
