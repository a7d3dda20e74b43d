"""Measures against numbers worked out by hand, and the laws that hold for any ranking."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.evaluation import (
    Split,
    difference,
    estimate,
    first_rank,
    grouped,
    length_bias,
    mean_shift,
    ndcg,
    ranked,
    recall,
    reciprocal_rank,
    share,
    success,
)

RANKING = ["a", "b", "c", "d"]
IDS = st.lists(st.text("abcdefgh", min_size=1, max_size=2), unique=True, min_size=1, max_size=12)


def test_equal_scores_stand_in_order_of_id() -> None:
    assert ranked({"b": 0.5, "c": 0.9, "a": 0.5}) == ["c", "a", "b"]


def test_what_was_not_judged_is_not_ranked() -> None:
    assert ranked({"a": math.nan, "b": -1.0}) == ["b"]


def test_an_infinite_score_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="b has inf"):
        ranked({"a": 0.0, "b": math.inf})


def test_first_rank_counts_from_one_and_is_none_when_nothing_is_found() -> None:
    assert first_rank(RANKING, {"c", "d"}) == 3
    assert first_rank(RANKING, {"x"}) is None


def test_reciprocal_rank_is_one_over_the_place() -> None:
    assert reciprocal_rank(RANKING, {"c"}) == 1 / 3
    assert reciprocal_rank(RANKING, {"x"}) == 0


def test_success_asks_for_one_and_recall_for_all() -> None:
    assert success(RANKING, {"b", "d"}, 2) == 1
    assert recall(RANKING, {"b", "d"}, 2) == 1 / 2
    assert recall(RANKING, {"b", "d"}, 4) == 2 / 2


def test_ndcg_divides_by_the_best_order() -> None:
    gains = {"a": 1.0, "c": 3.0}
    reached = 1 / math.log2(2) + 0 / math.log2(3) + 3 / math.log2(4)
    best = 3 / math.log2(2) + 1 / math.log2(3)
    assert ndcg(RANKING, gains, 3) == pytest.approx(reached / best)


@pytest.mark.parametrize("k", [0, -1])
def test_k_below_one_is_refused(k: int) -> None:
    with pytest.raises(ValueError, match=f"got {k}"):
        recall(RANKING, {"a"}, k)


def test_nothing_relevant_is_refused_rather_than_counted_as_perfect() -> None:
    with pytest.raises(ValueError, match="got none"):
        recall(RANKING, set(), 1)
    with pytest.raises(ValueError, match="above 0"):
        ndcg(RANKING, {"a": 0.0}, 1)


@given(IDS, st.integers(1, 12))
def test_a_perfect_ranking_reaches_one_and_any_other_no_more(ids: list[str], k: int) -> None:
    gains = {item: float(place) for place, item in enumerate(sorted(ids), start=1)}
    assert ndcg(ranked(gains), gains, k) == pytest.approx(1)
    assert ndcg(ids, gains, k) <= 1 + 1e-9


@given(IDS, st.integers(1, 11))
def test_recall_and_success_never_fall_with_k(ids: list[str], k: int) -> None:
    relevant = set(ids[::2])
    assert recall(ids, relevant, k) <= recall(ids, relevant, k + 1)
    assert success(ids, relevant, k) <= success(ids, relevant, k + 1)


def test_an_estimate_is_the_mean_and_its_interval_holds_it() -> None:
    found = estimate([1, 0, 1, 1])
    assert (found.value, found.n) == (3 / 4, 4)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found == estimate([1, 0, 1, 1])


def test_the_interval_is_near_the_normal_one_for_many_questions() -> None:
    found = estimate([1.0, 0.0] * 500)
    half = 1.96 * math.sqrt(0.25 / 1000)
    assert found.low == pytest.approx(0.5 - half, abs=0.005)
    assert found.high == pytest.approx(0.5 + half, abs=0.005)


def test_the_same_value_everywhere_has_an_interval_of_no_width() -> None:
    found = estimate([0.25] * 7)
    assert (found.low, found.value, found.high) == (0.25, 0.25, 0.25)


def test_no_question_gives_no_estimate() -> None:
    with pytest.raises(ValueError, match="at least one question"):
        estimate([])


def test_a_paired_difference_cancels_how_hard_the_questions_are() -> None:
    theirs = [0.0, 0.1, 0.5, 0.9]
    found = difference([value + 0.05 for value in theirs], theirs)
    assert found.low == pytest.approx(0.05)
    assert found.high == pytest.approx(0.05)


def test_a_difference_over_other_questions_is_refused() -> None:
    with pytest.raises(ValueError, match="2 and 1"):
        difference([0.1, 0.2], [0.1])


def test_groups_keep_their_values_in_order() -> None:
    assert grouped([1, 2, 3], ["zh", "ar", "zh"]) == {"ar": [2], "zh": [1, 3]}


def test_about_two_fifths_of_all_ids_are_for_tuning() -> None:
    tuned = sum(Split.of(f"question-{number}") is Split.TUNE for number in range(10_000))
    assert tuned == pytest.approx(4_000, abs=3 * math.sqrt(10_000 * 0.4 * 0.6))


def test_known_ids_never_change_their_split() -> None:
    known = [Split.of(name).value for name in ("ar-01", "en-01", "es-01", "fr-01", "ru-01", "zh-01")]
    assert known == ["report", "tune", "report", "report", "report", "report"]


def test_a_shift_counts_places_lost_and_an_absent_id_stands_last() -> None:
    assert mean_shift(["a", "b", "c"], ["b", "c"], {"a", "b"}) == ((3 - 1) + (1 - 2)) / 2


def test_scores_that_follow_length_are_biased_and_equal_scores_are_not() -> None:
    assert length_bias([0.1, 0.2, 0.9], [10, 20, 30]) == pytest.approx(1)
    assert length_bias([0.9, 0.2, 0.1], [10, 20, 30]) == pytest.approx(-1)
    assert length_bias([0.5, 0.5, 0.5], [10, 20, 30]) == 0
    assert length_bias([0.5, math.nan], [10, 20]) == 0


def test_share_is_members_over_all() -> None:
    assert share(["a", "b", "c"], {"a", "x"}) == 1 / 3
    assert share([], {"a"}) == 0
