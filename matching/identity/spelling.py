"""The one form in which words are compared here: `tidy`, and Russian as it is often typed, without dots and breves."""

from __future__ import annotations

from functools import lru_cache

from matching.names import tidy

# Shorter words are compared as they are written.
_WRITTEN = 6


@lru_cache(maxsize=20_000)
def spelled(name: str) -> str:
    """Return the words of a name in lower case, without accents and punctuation."""
    text = tidy(name).replace("ё", "е").replace("й", "и")
    return text.replace("co operation", "cooperation").replace("co ordination", "coordination")


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """Return a word as it is compared: programs are a programme, an organisation is an organization."""
    if word == "funds":
        return "fund"
    if len(word) < _WRITTEN or not word.isascii():
        return word
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word.replace("isation", "ization").replace("programme", "program").replace("labour", "labor")
