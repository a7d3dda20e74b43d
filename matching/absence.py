"""Why a partner is not in a list: the first gate that stopped it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from matching.filters import Filter
from matching.pool import Pool
from matching.records import Need
from matching.scores import DIGITS, Scores, in_order, score
from matching.signals.values import Numbers
from matching.text import TextFact, enough
from matching.text.sufficiency import NEED_TERMS
from matching.weights import Weights


class Stop(StrEnum):
    """The gates in the order in which a partner meets them; `LISTED` when none stopped it."""

    UNKNOWN = "unknown"
    FILTER = "filter"
    THIN_NEED = "thin_need"
    THIN_PROFILE = "thin_profile"
    BELOW_TOP = "below_top"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Absence:
    """The gate that stopped a partner, with what belongs to it.

    `filters` are the names of those that remove it, `silent` of those among them to which it doesn't answer; `ask` the
    two facts that a thin text lacks; `rank` is counted from 1 among those who pass the filters, `gap` is the score that
    it lacks to the last one listed.
    """

    partner: str
    stop: Stop
    filters: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    ask: tuple[TextFact, ...] = ()
    rank: int | None = None
    gap: float = 0.0


def why_not(
    need: Need,
    partner: str,
    pool: Pool,
    filters: Sequence[Filter] = (),
    top: int = 20,
    *,
    weights: Weights | None = None,
    scores: Scores | None = None,
) -> Absence:
    """Return the first gate that keeps the partner out of the need's best `top`; give `scores` to save measuring.

    :raises ValueError: If `top` is below 1.
    """
    if top < 1:
        raise ValueError(f"top must be at least 1, got {top}.")
    if partner not in pool.places:
        return Absence(partner, Stop.UNKNOWN)
    profile = pool.profiles[pool.places[partner]]
    answers = {one.name: one.answer(profile) for one in filters}
    if not all(answers.values()):
        return Absence(
            partner,
            Stop.FILTER,
            filters=tuple(name for name, answer in answers.items() if not answer),
            silent=tuple(name for name, answer in answers.items() if answer is None),
        )
    question = enough("\n".join(need.texts), NEED_TERMS, has_place=bool(need.countries))
    if not question:
        return Absence(partner, Stop.THIN_NEED, ask=question.ask)
    if partner in pool.thin:
        return Absence(partner, Stop.THIN_PROFILE, ask=pool.thin[partner].ask)
    measured = score([need], pool, weights) if scores is None else scores
    passing = np.array([all(one.answer(profile) for one in filters) for profile in pool.profiles], dtype=bool)
    return _by_rank(partner, pool, np.where(passing, measured.total[measured.needs.index(need.id)], np.nan), top)


def _by_rank(partner: str, pool: Pool, total: Numbers, top: int) -> Absence:
    order = list(in_order(total))
    place = pool.places[partner]
    rank = order.index(place) + 1
    if rank <= top:
        return Absence(partner, Stop.LISTED, rank=rank)
    gap = round(float(total[order[top - 1]] - total[place]), DIGITS)
    return Absence(partner, Stop.BELOW_TOP, rank=rank, gap=gap)
