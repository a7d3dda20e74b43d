"""Rank partners for a need, and needs for a partner, from the same scores."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.adjacent import adjacent
from matching.evidence import evidence
from matching.pool import Pool
from matching.records import Match, Need, Shelf
from matching.scores import Scores, in_order, score
from matching.signals.values import Numbers
from matching.text import TextFact, enough
from matching.text.sufficiency import NEED_TERMS
from matching.weights import Weights

# Needs measured at once: bounds the memory (64 needs x 6,000 partners x 7 signals x 4 bytes = 11 MB), not the result.
AT_ONCE = 64
# The adjacent shelf is for inspiration; it is shown beside the ranking, not instead of it.
ADJACENT = 5


@dataclass(frozen=True, slots=True)
class Thin:
    """A need or partner whose text is too thin to judge, and the two facts that would help most."""

    id: str
    ask: tuple[TextFact, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best matches of one need or one partner, best first; equal scores in order of id.

    `adjacent` holds the best of the adjacent shelf, also those that come too late for `matches`. `judged` counts who
    got a score, `thin` lists who got none, and `missing` names the signals that knew nothing about anybody. `on_paper`
    counts the funds, bonds and shells that were left out.
    """

    of: str
    matches: tuple[Match, ...]
    judged: int
    adjacent: tuple[Match, ...] = ()
    thin: tuple[Thin, ...] = ()
    missing: tuple[str, ...] = ()
    on_paper: int = 0


def rank(
    need: Need, pool: Pool, weights: Weights | None = None, top: int = 20, kept: Collection[str] | None = None
) -> Ranking:
    """Return the best `top` partners for the need among `kept` (all when None); who is left out changes no score.

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
    """Return the ranking of each need, exactly as `rank` returns it.

    :raises ValueError: If `top` is below 1.
    """
    rankings: list[Ranking] = []
    for start in range(0, len(needs), AT_ONCE):
        some = needs[start : start + AT_ONCE]
        scores = score(some, pool, weights)
        rankings.extend(partners_in(need, pool, scores, top, kept) for need in some)
    return rankings


def partners_in(need: Need, pool: Pool, scores: Scores, top: int = 20, kept: Collection[str] | None = None) -> Ranking:
    """Return the best partners for one of the needs of `scores`, without measuring again.

    :raises ValueError: If `top` is below 1 or the need is not among those of `scores`.
    """
    _check(top)
    row = scores.needs.index(need.id)
    total, parts = scores.total[row], scores.parts(row)
    chosen = np.ones(len(pool), dtype=bool) if kept is None else pool.among(kept)
    judged = np.where(chosen, total, np.nan)
    beside = adjacent(need, pool, total, parts)
    first, aside = in_order(judged, top).tolist(), in_order(np.where(beside, judged, np.nan), ADJACENT).tolist()
    found = {place: _match(pool, scores, (row, place), parts, bool(beside[place])) for place in {*first, *aside}}
    question = enough("\n".join(need.texts), NEED_TERMS, has_place=bool(need.countries))
    return Ranking(
        need.id,
        tuple(found[place] for place in first),
        int(np.count_nonzero(~np.isnan(judged))),
        tuple(found[place] for place in aside),
        _thin_partners(pool, chosen) if question else (Thin(need.id, question.ask),),
        scores.missing,
        sum(bool(chosen[pool.places[partner]]) for partner in pool.on_paper),
    )


def needs_in(partner: str, needs: Sequence[Need], pool: Pool, scores: Scores, top: int = 20) -> Ranking:
    """Return the best needs for the partner from scores at hand; `needs` are the rows of `scores`.

    :raises KeyError: If no profile of the pool has this id.
    :raises ValueError: If `top` is below 1.
    """
    _check(top)
    if partner not in pool.places:
        raise KeyError(f"no partner {partner!r} among the {len(pool)} of this pool.")
    column = pool.places[partner]
    by_id = sorted(range(len(needs)), key=lambda row: needs[row].id)
    order = [by_id[place] for place in in_order(scores.total[by_id, column])]
    matches = tuple(
        _match(pool, scores, (row, column), parts, bool(adjacent(needs[row], pool, scores.total[row], parts)[column]))
        for row, parts in ((row, scores.parts(row)) for row in order[:top])
    )
    return Ranking(
        partner, matches, len(order), thin=_thin_partners(pool, pool.among({partner})), missing=scores.missing
    )


def _match(pool: Pool, scores: Scores, pair: tuple[int, int], parts: dict[str, Numbers], beside: bool) -> Match:
    row, column = pair
    own = {name: float(values[column]) for name, values in parts.items()}
    assumed = tuple(name for name, values in scores.measured.items() if own[name] and np.isnan(values[row, column]))
    return Match(
        scores.needs[row],
        scores.partners[column],
        float(scores.total[row, column]),
        own,
        evidence(scores.asked, row, pool, column),
        Shelf.ADJACENT if beside else Shelf.DIRECT,
        assumed,
    )


def _thin_partners(pool: Pool, chosen: npt.NDArray[np.bool_]) -> tuple[Thin, ...]:
    return tuple(Thin(partner, verdict.ask) for partner, verdict in pool.thin.items() if chosen[pool.places[partner]])


def _check(top: int) -> None:
    if top < 1:
        raise ValueError(f"top must be at least 1, got {top}.")
