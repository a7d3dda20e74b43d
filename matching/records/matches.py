"""What was found for a need: a partner, its score in parts, and the words that speak for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shelf(StrEnum):
    """Where a match is shown (R17 Box 4): in the need's own sector, or a shared capability from another one."""

    DIRECT = "direct"
    ADJACENT = "adjacent"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to highlight: `text[start:end]` of one side of an evidence."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A pair of exact substrings: of the need (`left`) and of the capability (`right`), with their closeness 0..1.

    The marks are the words that both sides share, as places within `left` and `right`.
    """

    left: str
    right: str
    closeness: float
    left_marks: tuple[Mark, ...] = ()
    right_marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A partner ranked for a need, or a need for a partner; the parts add up to the score.

    `assumed` names the parts that stand on the pool's expectation because one side says nothing about them.
    """

    need: str
    partner: str
    score: float
    parts: dict[str, float]
    evidence: tuple[Evidence, ...] = ()
    shelf: Shelf = Shelf.DIRECT
    assumed: tuple[str, ...] = ()
