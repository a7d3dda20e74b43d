"""How much each signal counts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.weights import Weights

WEIGHTS = st.floats(0, 1e6, allow_nan=False)


@given(st.dictionaries(st.sampled_from(Weights.names()), WEIGHTS), st.sets(st.sampled_from(Weights.names())))
def test_the_shares_of_the_present_parts_add_up_to_one(weights: dict[str, float], present: set[str]) -> None:
    try:
        weighed = Weights.of(weights)
    except ValueError:
        assert not any(weights.values())
        return
    shares = weighed.shares(present)
    assert set(shares) <= present
    assert math.fsum(shares.values()) == pytest.approx(1) or not shares


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ValueError, match=r"'words': -1.*'sdgs': nan"):
        Weights(words=-1, sdgs=math.nan)
    with pytest.raises(ValueError, match="at least one weight"):
        Weights(0, 0, 0, 0, 0, 0, 0, 0)
    with pytest.raises(ValueError, match=r"unknown weights \['colour', 'size'\]; .*'words'"):
        Weights.of({"size": 1, "colour": 2})


def test_only_the_named_parts_keep_their_weight() -> None:
    assert Weights.only("words").shares(Weights.names()) == {"words": 1}
    with pytest.raises(ValueError, match="unknown weights"):
        Weights.only("word")
