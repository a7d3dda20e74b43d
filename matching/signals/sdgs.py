"""SDG fit: the Goals that both sides name, against all that they name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matching.records import Need, Profile
from matching.signals.codes import members
from matching.signals.values import Values

_GOALS = range(1, 18)


def sdg_fit(needs: Sequence[Need], profiles: Sequence[Profile]) -> Values:
    """Return shared Goals / sqrt(Goals of the need x Goals of the profile); unknown when either side names none.

    The root keeps a profile that claims all 17 Goals from fitting everything.
    """
    asked = members([need.sdgs for need in needs], _GOALS)
    named = members([profile.sdgs for profile in profiles], _GOALS)
    product = asked.sum(axis=1)[:, None] * named.sum(axis=1)[None, :]
    values = asked @ named.T / np.sqrt(np.maximum(product, 1))
    values[product == 0] = np.nan
    return np.asarray(values, dtype=np.float32)
