"""From signals to coverage: how sure one may be that a profile says it does what a facet asks.

The numbers were fitted on the demo and are judged on a part of it that was not used (docs/method.md). Two questions
are asked. *Own*: does the profile speak to this facet? Judged by reading 75 pairs of a facet and a partner of the right
field. *Field*: is the profile in the field of the need? Judged by the fields that the demo's partners carry.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]
# Words, meaning of the whole, nearest sentences: one matrix each, NaN where unknown.
Signals = tuple[Values, Values, Values]

# What a facet's own words reach when the rest of the need has nothing in common with the profile: training of one
# trade resembles training of any other.
ALONE = 0.3


@dataclass(frozen=True, slots=True)
class Slope:
    """A logistic curve over words, meaning and sentences, moved so that no signal at all gives 0."""

    words: float
    meaning: float
    sentences: float
    start: float

    def of(self, words: Values, meaning: Values, sentences: Values) -> Numbers:
        """Return the curve's values 0..1; unknown signals count as 0."""
        drawn = [
            weight * np.nan_to_num(values.astype(np.float64))
            for weight, values in ((self.words, words), (self.meaning, meaning), (self.sentences, sentences))
        ]
        lowest = 1 / (1 + np.exp(-self.start))
        curve = 1 / (1 + np.exp(-(self.start + sum(drawn))))
        return np.asarray((curve - lowest) / (1 - lowest))


# Each with all signals, with words alone (no vectors yet), with meaning alone (two languages).
_OWN = (Slope(4, 0, 6.5, -2.4), Slope(7, 0, 0, -2.1), Slope(0, 0, 9, -2.0))
_FIELD = (Slope(27, 9, 5, -5.9), Slope(29, 0, 0, -4.1), Slope(0, 11, 11, -4.4))


def closeness(own: Signals, whole: Signals) -> Numbers:
    """Return 0..1 for each facet and profile, in the shape of `own`; `whole` holds the need itself, one row."""
    return _curve(_OWN, own) * (ALONE + (1 - ALONE) * in_field(whole))


def in_field(whole: Signals) -> Numbers:
    """Return 0..1 for each profile: whether it is in the field of the need."""
    return _curve(_FIELD, whole)


def _curve(slopes: tuple[Slope, Slope, Slope], signals: Signals) -> Numbers:
    words, meaning, sentences = signals
    every, by_words, by_meaning = (slope.of(words, meaning, sentences) for slope in slopes)
    return np.where(np.isnan(sentences), by_words, np.where(np.isnan(words), by_meaning, every))
