"""Direct or adjacent: does the partner come from a sector that the need is about? (R17 Box 4)"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from matching.pool import Pool
from matching.records import Need
from matching.scores import TEXTUAL, in_order
from matching.signals.values import Numbers

# A need that names no sector is about those that make up at least this share of the partners nearest to it in text.
NEIGHBOURS = 10
SHARE = 0.3


def adjacent(need: Need, pool: Pool, total: Numbers, parts: Mapping[str, Numbers]) -> npt.NDArray[np.bool_]:
    """Return for each profile whether it stands on the adjacent shelf of the need; `total` and `parts` are the need's.

    Adjacent is a partner all of whose sectors are foreign to the need: to `need.sectors`, or to the sectors of at least
    `SHARE` of the `NEIGHBOURS` profiles nearest in text. Where sectors are unknown on a side, a partner is direct.
    """
    sectors = pool.sectors
    stated = {sector.casefold() for sector in need.sectors}
    own = np.array([name in stated for name in sectors.names], dtype=bool)
    if not stated:
        textual: Numbers = np.sum([parts[name] for name in TEXTUAL], axis=0)
        telling = sectors.stated & ~np.isnan(total) & (textual > 0)
        near = in_order(np.where(telling, textual, np.nan), NEIGHBOURS)
        own = sectors.members[near].sum(axis=0) >= max(SHARE * len(near), 1)
    foreign = sectors.stated & ~(sectors.members[:, own] > 0).any(axis=1)
    return foreign if stated or own.any() else np.zeros(len(pool), dtype=bool)
