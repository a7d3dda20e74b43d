from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.demo.chance import Dice, apportion, deal


@given(
    total=some.integers(0, 5000),
    shares=some.dictionaries(some.integers(), some.floats(0.1, 100), min_size=1, max_size=9),
)
def test_apportioned_counts_sum_up_and_miss_their_share_by_less_than_one(total: int, shares: dict[int, float]) -> None:
    counts = apportion(total, shares)
    whole = sum(shares.values())
    assert sum(counts.values()) == total
    assert all(abs(counts[key] - total * share / whole) < 1 + 1e-9 for key, share in shares.items())


def test_apportionment_follows_the_largest_remainder() -> None:
    # 38 x 61 % = 23.18, x 19 % = 7.22, x 20 % = 7.6: the one seat left goes to the last.
    assert apportion(38, {"exclude": 61, "high": 19, "none": 20}) == {"exclude": 23, "high": 7, "none": 8}


def test_shares_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one share must be above 0"):
        apportion(3, {"a": 0})


def test_dice_fall_the_same_for_the_same_key_only() -> None:
    assert Dice(1, "x").sample(range(100), 10) == Dice(1, "x").sample(range(100), 10)
    assert Dice(1, "x").sample(range(100), 10) != Dice(2, "x").sample(range(100), 10)


def test_dealt_cards_are_those_of_the_apportionment() -> None:
    assert sorted(deal(4, {"a": 3, "b": 1}, Dice(0))) == ["a", "a", "a", "b"]
