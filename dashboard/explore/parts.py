"""The parts of a score in the words of the screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.words import N_, _


@dataclass(frozen=True, slots=True)
class Part:
    """What a part is called and what it measures."""

    name: str
    meaning: str


PARTS = {
    "words": Part(N_("Shared words"), N_("Words that both texts use, rare ones counting more.")),
    "meaning": Part(N_("Whole text"), N_("How near the two texts are in meaning as a whole, across languages.")),
    "sentences": Part(
        N_("Best sentences"), N_("How near the best sentences of both are in meaning, across languages.")
    ),
    "resources": Part(N_("Resources"), N_("The share of the resources sought that the partner offers.")),
    "countries": Part(N_("Countries"), N_("Whether the partner works in the countries of the need, or near them.")),
    "sdgs": Part(N_("Goals"), N_("The Goals that both name.")),
    "timing": Part(N_("Timing"), N_("Whether the offer holds when the need does.")),
}


def names(parts: Iterable[str]) -> dict[str, str]:
    """Return the parts by code with their names, in the order given; an unknown part keeps its code."""
    return {part: _(PARTS[part].name) if part in PARTS else part for part in parts}
