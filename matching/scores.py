"""The one score matrix that both directions are read from: needs by row, partners by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.pool import Pool
from matching.reading import Reading
from matching.records import Need
from matching.signals import (
    best_sentences,
    country_fit,
    lexical,
    resource_fit,
    sdg_fit,
    timing_fit,
    whole_text,
)
from matching.signals.values import Values
from matching.text.sufficiency import NEED_TERMS
from matching.weights import Weights

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
# Parts are rounded before they are added, so that the numbers shown add up to the score shown.
DIGITS = 6

TEXTUAL = ("words", "meaning", "sentences")
_SIGNALS: dict[str, Callable[[Sequence[Need], Reading, Pool], Values]] = {
    "words": lambda _, asked, pool: lexical(asked, pool.reading, pool.terms),
    "meaning": lambda _, asked, pool: whole_text(asked, pool.reading),
    "sentences": lambda _, asked, pool: best_sentences(asked, pool.reading),
    "resources": lambda needs, _, pool: resource_fit(needs, pool.profiles),
    "countries": lambda needs, _, pool: country_fit(needs, pool.profiles, pool.regions),
    "sdgs": lambda needs, _, pool: sdg_fit(needs, pool.profiles),
    "timing": lambda needs, _, pool: timing_fit(needs, pool.profiles),
}


@dataclass(frozen=True)
class Scores:
    """`total[need, partner]` is 0..1 and the sum of `parts[name][need, partner]`; NaN where either text is too thin.

    `assumed[name]` marks the parts that stand on the expectation for that need, because the profile doesn't say.
    """

    needs: tuple[str, ...]
    partners: tuple[str, ...]
    total: Numbers
    parts: dict[str, Numbers]
    assumed: dict[str, Flags]
    asked: Reading

    @property
    def missing(self) -> tuple[str, ...]:
        """The signals that say nothing about any pair."""
        return tuple(name for name, flags in self.assumed.items() if flags.all())


def score(needs: Sequence[Need], pool: Pool, weights: Weights | None = None) -> Scores:
    """Return the scores of all pairs of needs and profiles.

    A part is weight share x value. Where a profile says nothing that a signal could compare, it gets what the profiles
    that do say something get on average for this need: silence neither helps nor harms. A signal that knows nothing
    about a need at all leaves its weight to the others.
    """
    asked = pool.read(needs)
    measured = {name: signal(needs, asked, pool) for name, signal in _SIGNALS.items()}
    return weigh(needs, asked, pool, measured, Weights() if weights is None else weights)


def weigh(needs: Sequence[Need], asked: Reading, pool: Pool, measured: dict[str, Values], weights: Weights) -> Scores:
    """Return the scores made of measured signals; apart from `score` so that other weights need no new measurement."""
    assumed = {name: np.isnan(values) for name, values in measured.items()}
    shares = _shares(assumed, weights)
    parts = {name: np.round(shares[name][:, None] * _completed(values), DIGITS) for name, values in measured.items()}
    total = np.round(sum(parts.values(), np.zeros((len(needs), len(pool)))), DIGITS)
    too_thin = [not verdict for verdict in asked.sufficiency(NEED_TERMS)]
    total[np.array(too_thin, dtype=bool), :] = np.nan
    total[:, [pool.places[partner] for partner in pool.thin]] = np.nan
    partners = tuple(profile.id for profile in pool.profiles)
    return Scores(tuple(need.id for need in needs), partners, total, parts, assumed, asked)


def _shares(assumed: dict[str, Flags], weights: Weights) -> dict[str, Numbers]:
    """The share of each part for each need: weights over the signals that know something about it."""
    knows = {name: ~flags.all(axis=1) for name, flags in assumed.items()}
    count = len(next(iter(assumed.values())))
    by_need = [weights.shares(name for name in knows if knows[name][row]) for row in range(count)]
    return {name: np.array([shares.get(name, 0.0) for shares in by_need], dtype=np.float64) for name in assumed}


def _completed(values: Values) -> Numbers:
    """The values with each gap filled by the average of its row; 0 in a row without any."""
    known = np.isfinite(values)
    filled: Numbers = np.where(known, values, 0).astype(np.float64)
    expected: Numbers = filled.sum(axis=1, keepdims=True) / np.maximum(
        np.count_nonzero(known, axis=1, keepdims=True), 1
    )
    return np.where(known, filled, expected)
