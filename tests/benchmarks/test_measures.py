"""Measures against numbers worked out by hand, and the laws that hold for any ranking."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.measures import METRICS, Split, difference, estimate, grouped, measured, ranked

RANKING = ["a", "b", "c", "d"]
IDS = st.lists(st.text("abcdefgh", min_size=1, max_size=2), unique=True, min_size=1, max_size=12)


def test_equal_scores_stand_in_order_of_id() -> None:
    assert ranked({"b": 0.5, "c": 0.9, "a": 0.5}) == ["c", "a", "b"]


def test_what_was_not_judged_is_not_ranked() -> None:
    assert ranked({"a": math.nan, "b": -1.0}) == ["b"]


def test_an_infinite_score_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="b has inf"):
        ranked({"a": 0.0, "b": math.inf})


def test_measures_are_those_of_the_field() -> None:
    orders, relevant = [RANKING, RANKING], [{"c", "d"}, {"x"}]
    assert measured("mrr", orders, relevant) == [1 / 3, 0]
    assert measured("first", orders, [{"a"}, {"b"}]) == [1, 0]
    assert measured("first five", orders, relevant) == [1, 0]


def test_ndcg_divides_by_the_best_order() -> None:
    reached = 1 / math.log2(3) + 1 / math.log2(5)
    best = 1 / math.log2(2) + 1 / math.log2(3)
    assert measured("ndcg@10", [RANKING], [{"b", "d"}]) == [pytest.approx(reached / best)]


def test_the_order_that_was_given_counts_and_not_that_of_ids() -> None:
    assert measured("mrr", [["b", "a"], ["a", "b"]], [{"a"}, {"a"}]) == [1 / 2, 1]


def test_a_metric_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="mr"):
        measured("mr", [RANKING], [{"a"}])


@given(IDS)
def test_whoever_lists_the_relevant_first_reaches_one_and_nobody_more(ids: list[str]) -> None:
    relevant = set(ids[::2])
    best = [*sorted(relevant), *sorted(set(ids) - relevant)]
    for metric in METRICS:
        assert measured(metric, [best], [relevant]) == [pytest.approx(1)]
        assert measured(metric, [ids], [relevant])[0] <= 1 + 1e-9


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
