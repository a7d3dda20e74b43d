"""Whether two topics are about the same thing, as far as their words tell."""

from __future__ import annotations

from functools import lru_cache

from matching.text import tokens


def by_words(left: str, right: str) -> float:
    """Return the share of search terms that two topics have in common, 0..1: twice the common ones by all of both.

    Case, order and endings do not count; two languages have little in common.
    """
    ours, theirs = _terms(left), _terms(right)
    if not ours or not theirs:
        return 0.0
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


@lru_cache(maxsize=50_000)
def _terms(topic: str) -> frozenset[str]:
    return frozenset(tokens(topic.casefold()))
