"""Timing fit: the share of the need's days on which a capability is available."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from matching.records import Need, Period, Profile
from matching.signals.values import Values, unknown

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def timing_fit(needs: Sequence[Need], profiles: Sequence[Profile]) -> Values:
    """Return the largest share of the need's days that one capability covers; unknown when a side states no dates.

    A need that is open at one end fits fully or not at all: its days can't be counted.
    """
    values = unknown(len(needs), len(profiles))
    if not any(_stated(need.period) for need in needs):
        return values
    spans = [
        (column, *_days(capability.period))
        for column, profile in enumerate(profiles)
        for capability in profile.capabilities
        if _stated(capability.period)
    ]
    if not spans:
        return values
    columns, starts, ends = (np.array(side) for side in zip(*spans, strict=True))
    for row, need in enumerate(needs):
        if not _stated(need.period):
            continue
        first, last = _days(need.period)
        shared = np.minimum(ends, last) - np.maximum(starts, first) + 1
        bounded = need.period.start is not None and need.period.end is not None
        share = np.clip(shared / max(last - first + 1, 1), 0, 1) if bounded else (shared > 0).astype(float)
        values[row, np.unique(columns)] = 0
        np.maximum.at(values[row], columns, share.astype(np.float32))
    return values


def _stated(period: Period) -> bool:
    return period.start is not None or period.end is not None


def _days(period: Period) -> tuple[int, int]:
    return (
        _FIRST if period.start is None else period.start.toordinal(),
        _LAST if period.end is None else period.end.toordinal(),
    )
