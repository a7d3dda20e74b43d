"""The signals: each compares needs with profiles and returns one matrix, values 0..1, NaN where it can't know."""

from matching.signals.abilities import ability_fit
from matching.signals.countries import country_fit
from matching.signals.dense import best_sentences, whole_text
from matching.signals.lexical import Terms, lexical
from matching.signals.resources import resource_fit
from matching.signals.sdgs import sdg_fit
from matching.signals.timing import timing_fit

__all__ = [
    "Terms",
    "ability_fit",
    "best_sentences",
    "country_fit",
    "lexical",
    "resource_fit",
    "sdg_fit",
    "timing_fit",
    "whole_text",
]
