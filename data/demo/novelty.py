"""Keeps texts apart: of a few tellings, the one that repeats least of what was told before."""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

# Words in a row that make a repetition noticeable, and characters for scripts without blanks.
_WORDS = 8
_CHARACTERS = 14
# A text with less repetition than this is taken at once.
_FINE = 0.2
_TRIES = 4


class Novelty:
    """Remembers every run of words that was told."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._texts: set[str] = set()

    def newest(self, tell: Callable[[int], str]) -> str:
        """Return the telling (of attempts 0, 1, ...) with the smallest share of known runs, and remember it."""
        best, best_share, best_runs = "", 2.0, set[int]()
        for attempt in range(_TRIES):
            text = tell(attempt)
            runs = shingles(text)
            share = len(runs & self._seen) / max(len(runs), 1) + (text in self._texts)
            if share < best_share:
                best, best_share, best_runs = text, share, runs
            if best_share < _FINE:
                break
        self._seen |= best_runs
        self._texts.add(best)
        return best


def shingles(text: str) -> set[int]:
    """Return the runs of a text as numbers that are the same in every process."""
    parts = text.split()
    if len(parts) * 10 < len(text):  # hardly any blanks: Chinese
        return {_number(text[start : start + _CHARACTERS]) for start in range(len(text) - _CHARACTERS + 1)}
    return {_number(" ".join(parts[start : start + _WORDS])) for start in range(len(parts) - _WORDS + 1)}


def _number(run: str) -> int:
    return crc32(run.encode())
