"""Rank partners for a need, and needs for a partner, from the same scores."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from matching.evidence import evidence
from matching.pool import Pool
from matching.records import Match, Need, Shelf
from matching.scores import Scores, score
from matching.shelves import shelves
from matching.text import Fact
from matching.weights import Weights


@dataclass(frozen=True, slots=True)
class Thin:
    """A need or partner whose text is too thin to judge, and the two facts that would help most."""

    id: str
    ask: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best matches of one need or one partner, best first; equal scores in order of id.

    `judged` counts those that got a score; `thin` those that got none, `missing` names the signals that knew nothing.
    """

    of: str
    matches: tuple[Match, ...]
    judged: int
    thin: tuple[Thin, ...] = ()
    missing: tuple[str, ...] = ()

    def shelf(self, shelf: Shelf) -> tuple[Match, ...]:
        """Return the matches of one shelf, best first."""
        return tuple(match for match in self.matches if match.shelf is shelf)


def rank(
    need: Need, pool: Pool, weights: Weights | None = None, top: int = 20, kept: Collection[str] | None = None
) -> Ranking:
    """Return the best `top` partners for the need among `kept` (all when None); the others don't change the scores.

    :raises ValueError: If `top` is below 1.
    """
    return rank_many([need], pool, weights, top, kept)[0]


def rank_many(
    needs: Sequence[Need],
    pool: Pool,
    weights: Weights | None = None,
    top: int = 20,
    kept: Collection[str] | None = None,
) -> list[Ranking]:
    """Return the ranking of each need, exactly as `rank` would return it.

    :raises ValueError: If `top` is below 1.
    """
    _check(top)
    scores = score(needs, pool, weights)
    return [partners_in(need, pool, scores, top, kept) for need in needs]


def partners_in(need: Need, pool: Pool, scores: Scores, top: int = 20, kept: Collection[str] | None = None) -> Ranking:
    """Return the best partners for one of the needs of `scores`, without measuring again.

    :raises ValueError: If the need is not among those of `scores`.
    """
    row = scores.needs.index(need.id)
    total = scores.total[row]
    allowed = np.ones(len(pool), dtype=bool)
    if kept is not None:
        chosen = set(kept)
        allowed = np.array([partner in chosen for partner in scores.partners], dtype=bool)
    judged = np.flatnonzero(allowed & ~np.isnan(total))
    best = judged[np.argsort(-total[judged], kind="stable")][:top]
    shelf = shelves(need, pool, scores, row)
    thin = tuple(
        Thin(partner, verdict.ask) for partner, verdict in sorted(pool.thin.items()) if allowed[pool.places[partner]]
    )
    matches = tuple(_match(pool, scores, row, int(place), shelf(int(place))) for place in best)
    return Ranking(need.id, matches, len(judged), thin, scores.missing)


def needs_for(
    partner: str, needs: Sequence[Need], pool: Pool, weights: Weights | None = None, top: int = 20
) -> Ranking:
    """Return the best `top` needs for the partner: the column of the matrix whose rows `rank_many` returns.

    :raises KeyError: If no profile of the pool has this id.
    :raises ValueError: If `top` is below 1.
    """
    _check(top)
    ordered = sorted(needs, key=lambda need: need.id)
    return needs_in(partner, ordered, pool, score(ordered, pool, weights), top)


def needs_in(partner: str, needs: Sequence[Need], pool: Pool, scores: Scores, top: int = 20) -> Ranking:
    """Return the best needs for the partner from scores at hand; `needs` are the rows of `scores`, in order of id.

    :raises KeyError: If no profile of the pool has this id.
    """
    if partner not in pool.places:
        raise KeyError(f"no partner {partner!r} among the {len(pool)} of this pool.")
    column = pool.places[partner]
    total = scores.total[:, column]
    judged = np.flatnonzero(~np.isnan(total))
    best = judged[np.argsort(-total[judged], kind="stable")][:top]
    matches = tuple(
        _match(pool, scores, int(row), column, shelves(needs[row], pool, scores, int(row))(column)) for row in best
    )
    thin = (Thin(partner, pool.thin[partner].ask),) if partner in pool.thin else ()
    return Ranking(partner, matches, len(judged), thin, scores.missing)


def _match(pool: Pool, scores: Scores, row: int, column: int, shelf: Shelf) -> Match:
    parts = {name: float(values[row, column]) for name, values in scores.parts.items()}
    assumed = tuple(name for name, flags in scores.assumed.items() if flags[row, column] and parts[name])
    pairs = evidence(scores.asked, row, pool, column)
    return Match(
        scores.needs[row], scores.partners[column], float(scores.total[row, column]), parts, pairs, shelf, assumed
    )


def _check(top: int) -> None:
    if top < 1:
        raise ValueError(f"top must be at least 1, got {top}.")
