"""Amounts across entities: the owner sees its own, others nothing, or a band on demand (R17 ¶28, ¶43)."""

from __future__ import annotations

from enum import StrEnum

from matching.disclosure import bands


class AmountRule(StrEnum):
    """What is told of the amounts of other entities."""

    HIDDEN = "hidden"
    BANDS = "bands"


def band(amount: float) -> str:
    """Return the band that an amount lies in, such as "10000 to 100000"; the lower end belongs to it.

    :raises ValueError: If the amount is below 0.
    """
    low, high = bands.band(amount)
    return f"{low} and more" if high is None else f"{low} to {high}"
