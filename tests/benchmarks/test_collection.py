"""The judged collection is whole, and its baselines and measures are what they say."""

from collections import Counter

import pytest

from benchmarks.quality.collection import NDCG, P5, grades, measured, needs


def test_there_are_ten_needs_a_language_and_each_has_been_graded() -> None:
    assert Counter(need.language for need in needs()) == dict.fromkeys(["ar", "en", "es", "fr", "ru", "zh"], 10)
    given = grades()
    assert set(given) == {need.id for need in needs()}
    assert {grade for judged in given.values() for grade in judged.values()} == {0, 1, 2}


def test_what_nobody_judged_counts_as_useless() -> None:
    need = needs()[0]
    given = {need.id: {"a": 2, "b": 1, "c": 0}}
    assert measured(P5, [["a", "c", "b", "unseen", "other"]], [need], given) == [pytest.approx(2 / 5)]
    assert measured(NDCG, [["a", "b", "c"]], [need], given) == [pytest.approx(1)]
