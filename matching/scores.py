"""The one score matrix that both directions are read from: needs by row, partners by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.imputation import impute_from_text, impute_mean
from matching.pool import Pool
from matching.reading import Reading
from matching.records import Need
from matching.signals import (
    ability_fit,
    best_sentences,
    country_fit,
    lexical,
    resource_fit,
    sdg_fit,
    timing_fit,
    whole_text,
)
from matching.signals.values import Numbers, Values
from matching.text.sufficiency import NEED_TERMS
from matching.weights import Weights

# Parts are rounded before they are added, so that the numbers shown add up to the score shown.
DIGITS = 6

TEXTUAL = ("words", "meaning", "sentences")
_SIGNALS: dict[str, Callable[[Sequence[Need], Reading, Pool], Values]] = {
    "words": lambda _, asked, pool: lexical(asked, pool.reading, pool.terms),
    "abilities": lambda _, asked, pool: ability_fit(asked, pool.vocabulary, pool.abilities),
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

    `measured` holds the signals' values by name, shape (needs, partners), NaN where a side says nothing, and all over
    where the signal has no weight.
    """

    needs: tuple[str, ...]
    partners: tuple[str, ...]
    measured: Mapping[str, Values]
    weights: Weights
    total: Numbers
    asked: Reading

    @property
    def missing(self) -> tuple[str, ...]:
        """The signals that have a weight and say nothing about any pair."""
        return tuple(
            name
            for name, values in self.measured.items()
            if self.weights.of_part(name) and not np.isfinite(values).any()
        )

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
    weighed = Weights() if weights is None else weights
    measured = {
        name: signal(needs, asked, pool) if weighed.of_part(name) else _unmeasured(needs, pool)
        for name, signal in _SIGNALS.items()
    }
    total = np.full((len(needs), len(pool)), np.nan)
    for row, verdict in enumerate(asked.sufficiency(NEED_TERMS)):
        if verdict:
            total[row] = add(parts({name: values[row] for name, values in measured.items()}, weighed))
    total[:, [pool.places[partner] for partner in (*pool.thin, *pool.on_paper)]] = np.nan
    partners = tuple(profile.id for profile in pool.profiles)
    return Scores(tuple(need.id for need in needs), partners, measured, weighed, total, asked)


def _unmeasured(needs: Sequence[Need], pool: Pool) -> Values:
    """What has no weight is not measured; one number stands for all pairs."""
    return np.broadcast_to(np.float32(np.nan), (len(needs), len(pool)))


def parts(measured: Mapping[str, Values], weights: Weights) -> dict[str, Numbers]:
    """Return the parts of one need's scores: share of the weight x value, for each partner.

    Silence neither helps nor harms. Textual signals stand in for one another: words can't be compared between two
    languages, meaning can't before there are vectors. A fit that a profile says nothing about is taken to be what the
    others have on average for this need. A signal that knows nothing about the need at all leaves its weight to the
    others.
    """
    shares = weights.shares(name for name, values in measured.items() if np.isfinite(values).any())
    texts = {name: share for name, share in shares.items() if name in TEXTUAL}
    found = {}
    for name, values in measured.items():
        if name not in shares:
            found[name] = np.zeros(len(values))
        else:
            filled = impute_from_text(name, measured, texts) if name in TEXTUAL else impute_mean(values)
            found[name] = np.round(shares[name] * filled, DIGITS)
    return found


def add(named: Mapping[str, Numbers]) -> Numbers:
    """Return the sum of the parts for each partner."""
    total: Numbers = np.sum([named[name] for name in sorted(named)], axis=0)
    return np.round(total, DIGITS)


def in_order(total: Numbers, top: int | None = None) -> npt.NDArray[np.intp]:
    """Return the places that have a score, or the best `top` of them, best first; equal scores in order of place."""
    judged = np.flatnonzero(~np.isnan(total))
    if top is not None and len(judged) > top:
        judged = judged[total[judged] >= np.partition(total[judged], -top)[-top]]
    return judged[np.argsort(-total[judged], kind="stable")][:top]
