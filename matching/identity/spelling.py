"""The one form in which words are compared here: `tidy`, and Russian as it is often typed, without dots and breves."""

from __future__ import annotations

from functools import lru_cache

from matching.names import tidy


@lru_cache(maxsize=20_000)
def spelled(name: str) -> str:
    """Return the words of a name in lower case, without accents and punctuation."""
    text = tidy(name).replace("ё", "е").replace("й", "и")
    return text.replace("co operation", "cooperation").replace("co ordination", "coordination")
