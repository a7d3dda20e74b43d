"""Amounts of other entities in bands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.disclosure.release import BANDS
from matching.exporting.contributions import band


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (0, "0 to 10000"),
        (9_999.99, "0 to 10000"),
        (10_000, "10000 to 100000"),
        (999_999, "100000 to 1000000"),
        (10_000_000, "10000000 to 100000000"),
        (1e300, "100000000 and more"),
    ],
)
def test_a_band_holds_its_lower_end(amount: float, told: str) -> None:
    assert band(amount) == told


def test_an_amount_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="not below 0, got -1"):
        band(-1)


@given(st.floats(0, 1e12), st.floats(0, 1e12))
def test_two_amounts_of_one_band_are_told_alike(left: float, right: float) -> None:
    place = [sum(start <= each for start in BANDS) for each in (left, right)]
    assert (band(left) == band(right)) == (place[0] == place[1])
