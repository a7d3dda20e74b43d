"""The answer to a question, ready to be shown: rows with their records, what filters took away, what is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matching.filters import Consequence
from matching.ranking import Thin
from matching.records import Match, Need, Profile


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One match with both of its sides; an adjacent one that came too late for the table has no place."""

    place: int | None
    match: Match
    need: Need
    profile: Profile

    @property
    def total(self) -> float:
        """The score, 0..1."""
        return self.match.score


@dataclass(frozen=True, slots=True)
class RankedAnswer:
    """Rows by id, best first, and those of the adjacent shelf. `judged` of `pool` records got a score.

    `thin` say too little to be judged, `too_thin` is the question itself; `missing` names signals that know nothing.
    """

    rows: Mapping[str, RankedRow]
    adjacent: Mapping[str, RankedRow]
    judged: int
    pool: int
    removed: tuple[Consequence, ...] = ()
    thin: tuple[Thin, ...] = ()
    missing: tuple[str, ...] = ()
    too_thin: Thin | None = None

    @property
    def all(self) -> dict[str, RankedRow]:
        """Every row that is shown, on either shelf."""
        return {**self.rows, **self.adjacent}
