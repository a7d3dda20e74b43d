"""The one score matrix that both directions are read from: needs by row, partners by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.pool import Pool
from matching.reading import Reading
from matching.records import Need
from matching.signals import best_sentences, country_fit, lexical, resource_fit, sdg_fit, timing_fit, whole_text
from matching.signals.values import Values
from matching.text.sufficiency import NEED_TERMS
from matching.weights import Weights

Numbers = npt.NDArray[np.float64]
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
    """`total[need, partner]` is 0..1, the sum of the parts of the pair; NaN where either text is too thin to judge.

    `measured` holds the signals' values by name, shape (needs, partners), NaN where a side says nothing.
    """

    needs: tuple[str, ...]
    partners: tuple[str, ...]
    measured: Mapping[str, Values]
    weights: Weights
    total: Numbers
    asked: Reading

    @property
    def missing(self) -> tuple[str, ...]:
        """The signals that say nothing about any pair."""
        return tuple(name for name, values in self.measured.items() if np.isnan(values).all())

    def parts(self, row: int) -> dict[str, Numbers]:
        """Return the parts of the scores of one need, by name: one number for each partner."""
        return parts({name: values[row] for name, values in self.measured.items()}, self.weights)


def score(needs: Sequence[Need], pool: Pool, weights: Weights | None = None) -> Scores:
    """Return the scores of all pairs; rows in the order of `needs`, columns in that of `pool.profiles`.

    :raises ValueError: If two needs have the same id.
    """
    twice = sorted(need for need, count in Counter(need.id for need in needs).items() if count > 1)
    if twice:
        raise ValueError(f"each need is ranked once, got the ids {twice[:5]} more than once; give each its own id.")
    asked = pool.read(needs)
    measured = {name: signal(needs, asked, pool) for name, signal in _SIGNALS.items()}
    weighed = Weights() if weights is None else weights
    total = np.empty((len(needs), len(pool)))
    for row, verdict in enumerate(asked.sufficiency(NEED_TERMS)):
        of_need = {name: values[row] for name, values in measured.items()}
        total[row] = add(parts(of_need, weighed)) if verdict else np.nan
    total[:, [pool.places[partner] for partner in pool.thin]] = np.nan
    partners = tuple(profile.id for profile in pool.profiles)
    return Scores(tuple(need.id for need in needs), partners, measured, weighed, total, asked)


def parts(measured: Mapping[str, Values], weights: Weights) -> dict[str, Numbers]:
    """Return the parts of one need's scores: share of the weight x value, for each partner.

    Silence neither helps nor harms. Textual signals stand in for one another: words can't be compared between two
    languages, meaning can't before there are vectors. A fit that a profile says nothing about is taken to be what the
    others have on average for this need. A signal that knows nothing about the need at all leaves its weight to the
    others.
    """
    heard = {name for name, values in measured.items() if np.isfinite(values).any()}
    shares = weights.shares(heard)
    texts = {name: share for name, share in shares.items() if name in TEXTUAL}
    filled = {
        name: completed(_stood_in(values, _others(name, measured, texts)) if name in TEXTUAL else values)
        for name, values in measured.items()
    }
    return {name: np.round(shares.get(name, 0.0) * values, DIGITS) for name, values in filled.items()}


def _stood_in(values: Values, others: Numbers) -> Numbers:
    """The values, each gap filled with what `others` let expect: by a straight line through the pairs known to both.

    Signals differ in scale and spread: put in as they are, cosines in place of words would lift every profile in
    another language above those in the need's own.
    """
    known = np.isfinite(values)
    both = known & np.isfinite(others)
    if np.count_nonzero(both) < 2:
        return np.where(known, values, others).astype(np.float64)
    from_others, own = others[both], values[both].astype(np.float64)
    away = from_others - from_others.mean()
    slope = max(0.0, float(away @ own) / max(float(away @ away), 1e-12))
    expected = np.clip(own.mean() + slope * (others - from_others.mean()), 0, 1)
    return np.where(known, values, expected).astype(np.float64)


def _others(name: str, measured: Mapping[str, Values], shares: Mapping[str, float]) -> Numbers:
    """The weighted mean of the other textual signals that know something about a pair; NaN where none does."""
    shares = {other: share for other, share in shares.items() if other != name}
    known = {name: np.isfinite(measured[name]) for name in shares}
    width = len(next(iter(measured.values())))
    weight: Numbers = np.sum([share * known[name] for name, share in shares.items()], axis=0) + np.zeros(width)
    total: Numbers = np.sum(
        [share * np.where(known[name], measured[name], 0) for name, share in shares.items()], axis=0
    ) + np.zeros(width)
    return np.where(weight > 0, total / np.where(weight > 0, weight, 1), np.nan)


def add(named: Mapping[str, Numbers]) -> Numbers:
    """Return the sum of the parts for each partner."""
    total: Numbers = np.sum([named[name] for name in sorted(named)], axis=0)
    return np.round(total, DIGITS)


def completed(values: Values | Numbers) -> Numbers:
    """Return the values with each gap filled by the average of the others; 0 when nothing is known."""
    known = np.isfinite(values)
    expected = float(values[known].mean(dtype=np.float64)) if known.any() else 0.0
    return np.where(known, values, expected).astype(np.float64)


def in_order(total: Numbers) -> npt.NDArray[np.intp]:
    """Return the places that have a score, best first; equal scores in order of place."""
    judged = np.flatnonzero(~np.isnan(total))
    return judged[np.argsort(-total[judged], kind="stable")]
