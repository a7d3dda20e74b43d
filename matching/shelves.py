"""Direct or adjacent: does the partner come from a sector that the need is about? (R17 Box 4)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from matching.pool import Pool
from matching.records import Need, Shelf
from matching.scores import TEXTUAL, Scores

# A need that names no sector is about those that make up at least this share of the partners nearest to it in text.
NEIGHBOURS = 10
SHARE = 0.3


def shelves(need: Need, pool: Pool, scores: Scores, row: int) -> Callable[[int], Shelf]:
    """Return the shelf of each profile by place, for the need in row `row`.

    Adjacent is a partner whose sectors are all foreign to the need: to `need.sectors`, or to the sectors of at least
    `SHARE` of the `NEIGHBOURS` profiles nearest in text. Where sectors are unknown on a side, the match is direct.
    """
    wanted = {sector.casefold() for sector in need.sectors} or _sectors_nearby(pool, scores, row)

    def shelf(place: int) -> Shelf:
        own = {sector.casefold() for sector in pool.profiles[place].partner.sectors}
        return Shelf.ADJACENT if wanted and own and not wanted & own else Shelf.DIRECT

    return shelf


def _sectors_nearby(pool: Pool, scores: Scores, row: int) -> set[str]:
    parts = scores.parts(row)
    textual = np.sum([parts[name] for name in TEXTUAL], axis=0)
    textual = np.where(np.isnan(scores.total[row]), 0, textual)
    order = np.argsort(-textual, kind="stable")
    telling = [place for place in order if textual[place] > 0 and pool.profiles[place].partner.sectors][:NEIGHBOURS]
    votes = Counter(
        sector for place in telling for sector in {name.casefold() for name in pool.profiles[place].partner.sectors}
    )
    return {sector for sector, count in votes.items() if count >= SHARE * len(telling)}
