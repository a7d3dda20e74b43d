"""Amounts of other entities, on demand and in bands only (R17 ¶43)."""

from __future__ import annotations

from bisect import bisect_right

# Lower ends, in the currency of the amount. Wide enough that two offers to one partner seldom fall apart by band.
BANDS = (0, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)


def band(amount: float) -> tuple[int, int | None]:
    """Return the lower end and the upper end (None: open) of the band in which an amount lies.

    :raises ValueError: If the amount is below 0.
    """
    if amount < 0:
        raise ValueError(f"an amount is not below 0, got {amount}")
    place = bisect_right(BANDS, amount) - 1
    return BANDS[place], BANDS[place + 1] if place + 1 < len(BANDS) else None
