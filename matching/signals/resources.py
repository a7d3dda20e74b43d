"""Resource fit: the share of what a need seeks that a profile offers (R11 ¶9)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matching.records import Need, Profile, Resource
from matching.signals.codes import members
from matching.signals.values import Values


def resource_fit(needs: Sequence[Need], profiles: Sequence[Profile]) -> Values:
    """Return the share of the sought resources that is offered; unknown when either side states none."""
    sought = members([need.resources for need in needs], list(Resource))
    offered = members([profile.resources for profile in profiles], list(Resource))
    wanted = sought.sum(axis=1, keepdims=True)
    values = sought @ offered.T / np.maximum(wanted, 1)
    values[(wanted == 0) | (offered.sum(axis=1) == 0)] = np.nan
    return np.asarray(values, dtype=np.float32)
