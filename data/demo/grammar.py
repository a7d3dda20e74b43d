"""Sentence forms become sentences: `[a|b]` picks one, `{slot}` is filled, `{20-60}` is a number in that range.

Of a few tellings, that is taken which repeats least of what was told before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

from data.demo.chance import Dice

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")
# A slot may hold slots, a few levels deep; more is a circle in the word lists.
_DEPTH = 8

Fill = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a language writes numbers; `step` rounds those from 20 up, where nouns bend with the last digit."""

    thousands: str = ","
    decimal: str = "."
    step: int = 1


ENGLISH = NumberStyle()


class UnknownSlotError(LookupError):
    """A sentence form names a slot that nothing fills."""


def expand(form: str, fill: Fill, dice: Dice, figures: NumberStyle = ENGLISH) -> str:
    """Return the form with choices made, slots filled and numbers drawn.

    :raises UnknownSlotError: If slots are still open after a few rounds.
    """

    def slot(match: re.Match[str]) -> str:
        bounds = _RANGE.fullmatch(match[1])
        return number(bounds[1], bounds[2], dice, figures) if bounds else fill(match[1])

    text = form
    for _ in range(_DEPTH):
        while _CHOICE.search(text):
            text = _CHOICE.sub(lambda match: dice.pick(match[1].split("|")), text)
        if "{" not in text:
            return text
        text = _SLOT.sub(slot, text)
    raise UnknownSlotError(f"slots are still open after {_DEPTH} rounds in {text!r}")


def number(low: str, high: str, dice: Dice, figures: NumberStyle = ENGLISH) -> str:
    """Return a number between two bounds, as round as people write it: 4,200 rather than 4,217."""
    if "." in low or "." in high:
        value = dice.fraction(float(low), float(high))
        return (f"{value:.1f}" if value >= 0.1 else f"{value:.2f}").replace(".", figures.decimal)
    drawn = dice.number(int(low), int(high))
    step = 1 if drawn < 100 else 5 if drawn < 400 else 10 if drawn < 1000 else 10 ** (len(str(drawn)) - 2)
    if drawn >= 20:
        step = max(step, 5 if dice.chance(0.4) else figures.step)
    rounded = drawn - drawn % step
    rounded = rounded if rounded >= int(low) else drawn
    return f"{rounded:,}".replace(",", figures.thousands) if rounded >= 1000 else str(rounded)


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
        return {_checksum(text[start : start + _CHARACTERS]) for start in range(len(text) - _CHARACTERS + 1)}
    return {_checksum(" ".join(parts[start : start + _WORDS])) for start in range(len(parts) - _WORDS + 1)}


def _checksum(run: str) -> int:
    return crc32(run.encode())
