"""Amounts across entities: the owner sees its own, others nothing, or a band on demand (R17 ¶28, ¶43)."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum


class AmountRule(StrEnum):
    """What is told of the amounts of other entities."""

    HIDDEN = "hidden"
    BANDS = "bands"


# Lower ends of the bands, in the currency of the amount: a power of ten tells the kind of a gift, not the gift.
BAND_STARTS = (0, 10_000, 100_000, 1_000_000, 10_000_000)


def band(amount: float) -> str:
    """Return the band that an amount lies in, such as "10000 to 100000"; the lower end belongs to it.

    :raises ValueError: If the amount is below 0.
    """
    if amount < 0:
        raise ValueError(f"an amount is at least 0, got {amount}")
    place = bisect_right(BAND_STARTS, amount)
    if place == len(BAND_STARTS):
        return f"{BAND_STARTS[-1]} and more"
    return f"{BAND_STARTS[place - 1]} to {BAND_STARTS[place]}"
