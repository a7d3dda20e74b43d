"""Sentence forms become sentences: `[a|b]` picks one, `{slot}` is filled, `{20-60}` is a number in that range."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from data.demo.chance import Dice

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")
# A slot may hold slots, a few levels deep; more is a circle in the word lists.
_DEPTH = 8

Fill = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Figures:
    """How a language writes numbers; `step` rounds those from 20 up, where nouns bend with the last digit."""

    thousands: str = ","
    decimal: str = "."
    step: int = 1


ENGLISH = Figures()


class UnknownSlotError(LookupError):
    """A sentence form names a slot that nothing fills."""


def expand(form: str, fill: Fill, dice: Dice, figures: Figures = ENGLISH) -> str:
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


def number(low: str, high: str, dice: Dice, figures: Figures = ENGLISH) -> str:
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
