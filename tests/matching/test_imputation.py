"""Silence must neither help nor harm."""

import numpy as np
import pytest

from matching.imputation import impute_from_text, impute_mean
from matching.signals.values import Values

NAN = np.nan
EVEN = {"words": 0.5, "meaning": 0.25, "sentences": 0.25}


def row(*values: float) -> Values:
    return np.array(values, dtype=np.float32)


def texts(words: Values, meaning: Values, sentences: Values) -> dict[str, Values]:
    return {"words": words, "meaning": meaning, "sentences": sentences}


def test_silence_is_worth_what_the_others_have_on_average() -> None:
    said = [1, 0, 0.5, 0.5] * 250
    assert impute_mean(row(*said, NAN))[-1] == pytest.approx(0.5 * 1000 / (1000 + 5))
    assert impute_mean(row(*said)).tolist() == said
    assert impute_mean(row(NAN, NAN)).tolist() == [0, 0]


def test_an_average_of_few_is_taken_with_care_so_that_stating_pays() -> None:
    assert impute_mean(row(1, NAN)).tolist() == [1, 1 / (1 + 5)]


def test_words_are_read_from_meaning_at_the_scale_that_both_have_where_both_are_known() -> None:
    """Where both are known, words are half of meaning: so they are nearly for a meaning of 0.8."""
    meaning = [0.2, 0.4, 0.6] * 60
    measured = texts(row(*[value / 2 for value in meaning], NAN), row(*meaning, 0.8), row(*meaning, 0.8))
    slope = 0.5 * 180 / (180 + 20)
    assert impute_from_text("words", measured, EVEN)[-1] == pytest.approx(0.2 + slope * (0.8 - 0.4))


def test_few_pairs_give_a_gentle_slope() -> None:
    measured = texts(row(0.1, 0.3, NAN), row(0.2, 0.6, 0.8), row(0.2, 0.6, 0.8))
    slope = 0.5 * 2 / (2 + 20)
    assert impute_from_text("words", measured, EVEN)[2] == pytest.approx(0.2 + slope * (0.8 - 0.4))


def test_the_others_count_by_their_share() -> None:
    measured = texts(row(0.5, NAN), row(0.2, 0.2), row(0.8, 0.8))
    assert impute_from_text("words", measured, {"words": 0.2, "meaning": 0.6, "sentences": 0.2})[1] == pytest.approx(
        (0.6 * 0.2 + 0.2 * 0.8) / 0.8
    )


def test_meaning_that_falls_where_words_rise_tells_nothing() -> None:
    measured = texts(row(0.1, 0.2, 0.3, NAN), row(0.9, 0.6, 0.3, 0.0), row(0.9, 0.6, 0.3, 0.0))
    assert impute_from_text("words", measured, EVEN)[3] == pytest.approx(0.2)


def test_a_pair_that_no_text_signal_knows_gets_the_average() -> None:
    measured = texts(row(0.1, 0.3, NAN), row(0.1, 0.3, NAN), row(0.1, 0.3, NAN))
    assert impute_from_text("words", measured, EVEN).tolist() == pytest.approx([0.1, 0.3, 0.4 / (2 + 5)])
