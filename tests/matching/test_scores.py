"""The one score matrix."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.imputation import FEW
from matching.pool import Pool
from matching.records import Need, Profile, Resource
from matching.scores import in_order, score
from matching.weights import Weights
from tests.encoder import TrigramEncoder
from tests.matching.builders import need, needs, pools, profile

NAN = np.nan


def row(*values: float) -> np.ndarray:  # type: ignore[type-arg]
    return np.array(values, dtype=np.float32)


@settings(max_examples=40)
@given(pools(), needs())
def test_parts_add_up_to_a_score_between_zero_and_one(profiles: list[Profile], asked: Need) -> None:
    scores = score([asked], Pool.of(profiles, TrigramEncoder()))
    total = np.sum(list(scores.parts(0).values()), axis=0)
    judged = ~np.isnan(scores.total[0])
    assert np.abs(total - scores.total[0])[judged].max(initial=0) < 1e-9
    assert ((scores.total[0] >= 0) & (scores.total[0] <= 1))[judged].all()


@settings(max_examples=40)
@given(pools(), needs())
def test_silence_neither_helps_nor_harms_on_average(profiles: list[Profile], asked: Need) -> None:
    """Law: a fit's part of a silent profile is that of all who speak, shared among them and a few more."""
    scores = score([asked], Pool.of(profiles))
    for name in ("resources", "countries", "sdgs", "timing"):
        said = ~np.isnan(scores.measured[name][0])
        part = scores.parts(0)[name]
        if said.any() and not said.all():
            assert part[~said] == pytest.approx(part[said].sum() / (said.sum() + FEW), abs=2e-6)


def test_what_has_no_weight_is_neither_measured_nor_missing() -> None:
    pool = Pool.of([profile("a", "Solar water pumps for farmers", sdgs=(6,))])
    scores = score([need("n", "solar pumps", sdgs=(6,))], pool, Weights.only("words", "meaning"))
    assert scores.missing == ("meaning",)
    assert scores.parts(0).keys() == set(Weights.names())
    assert scores.parts(0)["sdgs"].tolist() == [0]


def test_a_signal_that_knows_nothing_of_a_need_leaves_its_weight_to_the_others() -> None:
    pool = Pool.of([profile("a", "Solar water pumps for farmers", resources=(Resource.DATA,))])
    weights = Weights.only("words", "resources")
    open_need, stated = need("n", "solar water"), need("m", "solar water", resources=(Resource.DATA,))
    scores = score([open_need, stated], pool, weights)
    assert scores.parts(0)["resources"].tolist() == [0]
    assert scores.parts(0)["words"][0] == pytest.approx(scores.measured["words"][0, 0], abs=1e-6)
    assert scores.parts(1)["resources"][0] == pytest.approx(1 / (4 + 1), abs=1e-6)


def test_what_nobody_states_is_missing_and_thin_texts_have_no_score() -> None:
    pool = Pool.of([profile("a", "Solar water pumps for farmers"), profile("b", "Best company")])
    scores = score([need("n", "solar pumps"), need("m", "help")], pool)
    assert scores.missing == ("abilities", "meaning", "sentences", "resources", "countries", "sdgs", "timing")
    assert np.isnan(scores.total).tolist() == [[False, True], [True, True]]


def test_a_need_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\['n'\]"):
        score([need("n", "a"), need("n", "b")], Pool.of([profile("a", "b")]))


@given(st.lists(st.sampled_from([0.1, 0.2, 0.3, NAN]), max_size=12), st.integers(1, 14))
def test_the_best_few_are_the_first_of_all_in_order(total: list[float], top: int) -> None:
    found = np.array(total)
    expected = sorted((place for place, value in enumerate(total) if not np.isnan(value)), key=lambda p: (-total[p], p))
    assert in_order(found).tolist() == expected
    assert in_order(found, top).tolist() == expected[:top]
