"""How far each candidate reaches each facet of a need: coverage 0..1 from the signals that also rank, with evidence.

A capability is compared by words and by meaning. Presence, a resource or a kind of partner count only as far as the
candidate is of use for what is asked: any firm of the country would otherwise cover the country.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matching.coalitions.coverage import Array, Coverage
from matching.coalitions.stakeholders import answers_to
from matching.evidence import evidence
from matching.pool import Pool
from matching.reading import Reading
from matching.records import Evidence, Facet, FacetKind, Need, Resource
from matching.signals import best_sentences, country_fit, lexical, resource_fit, whole_text
from matching.signals.values import Values
from matching.text import Language, one_script

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


@dataclass(frozen=True)
class Spoken(Reading):
    """A reading of texts whose language is known: four words alone seldom tell it."""

    tongue: Language = field(default=Language.UNKNOWN)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The language of each item: the one that was given."""
        return (self.tongue,) * len(self)


@dataclass(frozen=True)
class Reach:
    """The coverage of a need's facets by a pool, and the sentences that speak for it.

    `asked` holds the texts of the capability facets in their order, then the need itself.
    """

    need: Need
    pool: Pool
    coverage: Coverage
    asked: Reading

    @classmethod
    def of(cls, need: Need, facets: Sequence[Facet], pool: Pool) -> Reach:
        """Return the reach of every profile of the pool; who says too little to be judged reaches nothing.

        :raises ValueError: If there is no facet, or one asks for a resource or stakeholder that does not exist.
        """
        texts = [facet.text for facet in facets if facet.kind is FacetKind.CAPABILITY]
        asked = read(need, texts, pool)
        own, whole = signals(asked, pool)
        capabilities = iter(closeness(own, whole))
        of_use = np.vstack([in_field(whole), closeness(own, whole)]).max(axis=0)
        columns = [
            next(capabilities) if facet.kind is FacetKind.CAPABILITY else _stated(need, facet, pool) * of_use
            for facet in facets
        ]
        cells = np.array(columns, dtype=np.float64).reshape(len(facets), len(pool)).T.copy()
        cells[[pool.places[partner] for partner in pool.thin]] = 0.0
        rows = {profile.id: cells[row].tolist() for row, profile in enumerate(pool.profiles)}
        return cls(need, pool, Coverage.of(facets, rows), asked)

    def evidence(self, partner: str, facet: int) -> tuple[Evidence, ...]:
        """Return the sentences of the partner that speak to a capability facet; none for the other kinds of facet.

        :raises KeyError: If the partner is not in the pool.
        """
        facets = self.coverage.facets
        if facets[facet].kind is not FacetKind.CAPABILITY:
            return ()
        row = sum(each.kind is FacetKind.CAPABILITY for each in facets[:facet])
        return evidence(self.asked, row, self.pool, self.pool.places[partner])


def read(need: Need, texts: Sequence[str], pool: Pool) -> Reading:
    """Return the reading of capability texts, then of the need itself, all in the need's language."""
    spoken = next((each for each in Language if each.value and each.value == need.language), Language.UNKNOWN)
    asked = Spoken((*((text,) for text in texts), need.texts), tongue=spoken)
    if pool.encoder is not None:
        return asked.encoded(pool.encoder)
    return asked.knowing(pool.vectors) if pool.vectors else asked


def signals(asked: Reading, pool: Pool) -> tuple[Signals, Signals]:
    """Return words, meaning and sentences of the capability facets, one row each, and of the need itself, one row."""
    found = (
        _comparable(lexical(asked, pool.reading, pool.terms), asked, pool),
        whole_text(asked, pool.reading),
        best_sentences(asked, pool.reading),
    )
    words, meaning, sentences = found
    return (words[:-1], meaning[:-1], sentences[:-1]), (words[-1:], meaning[-1:], sentences[-1:])


def _comparable(words: Values, asked: Reading, pool: Pool) -> Values:
    """Words say nothing between two languages: of so short a text, one shared name would count as half of it."""
    foreign = {
        left: np.array([not one_script(left, right) for right in pool.reading.languages], dtype=bool)
        for left in set(asked.languages)
    }
    return np.where([foreign[spoken] for spoken in asked.languages], np.float32(np.nan), words)


def _stated(need: Need, facet: Facet, pool: Pool) -> Array:
    """What a profile states of a country, a resource or its kind: 0..1, 0 where it says nothing."""
    profiles = pool.profiles
    if facet.kind is FacetKind.COUNTRY:
        fit = country_fit([replace(need, countries=(facet.text,))], profiles, pool.regions)
    elif facet.kind is FacetKind.RESOURCE:
        fit = resource_fit([replace(need, resources=(Resource(facet.text),))], profiles)
    else:
        fit = np.array([[float(answers_to(profile.partner, facet.text)) for profile in profiles]])
    return np.asarray(np.nan_to_num(fit[0]), dtype=np.float64)
