"""Sentence vectors side by side."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.vectors import BLOCK, GRID, Passages, best_cosines, unit
from tests.encoder import TrigramEncoder


class Counting(TrigramEncoder):
    """Remembers how often it was asked for each text."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts):  # type: ignore[no-untyped-def]
        self.asked.extend(texts)
        return super().encode(texts)


def test_equal_pieces_are_encoded_once() -> None:
    encoder = Counting()
    passages = Passages.encoded([["pump", "well"], ["well"], []], encoder)
    assert encoder.asked == ["pump", "well"]
    assert passages.starts.tolist() == [0, 2, 3, 3]
    assert passages.present.tolist() == [0, 1]
    assert (passages.vectors[1] == passages.vectors[2]).all()


def test_a_text_that_lacks_one_vector_has_none() -> None:
    passages = Passages.known([["a", "b"], ["a"]], {"a": np.array([1, 0])})
    assert passages.present.tolist() == [1]


def test_vectors_of_two_encoders_and_vectors_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        Passages.known([["a", "b"]], {"a": np.ones(2), "b": np.ones(3)})
    with pytest.raises(ValueError, match="finite"):
        Passages.known([["a"]], {"a": np.array([np.nan, 1])})


@given(st.integers(0, 2 * BLOCK), st.integers(0, 2**32 - 1))
def test_cosines_on_the_grid_are_exact_whatever_else_is_asked(before: int, seed: int) -> None:
    rows = unit(np.random.default_rng(seed).standard_normal((before + 40, 384)))
    passages = Passages(rows, np.arange(len(rows) + 1), np.ones(len(rows), dtype=np.float32))
    exact = rows[before:].astype(np.float64) @ rows.astype(np.float64).T
    assert (best_cosines(rows, passages)[before:] == exact).all()
    assert (best_cosines(rows[before:], passages) == exact).all()


@given(st.lists(st.integers(0, 4), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
def test_the_best_cosine_is_the_largest_of_each_text(lengths: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    vectors = {f"{i}-{j}": chance.standard_normal(5) for i, n in enumerate(lengths) for j in range(n)}
    passages = Passages.known([[f"{i}-{j}" for j in range(n)] for i, n in enumerate(lengths)], vectors)
    asked = chance.standard_normal((2, passages.vectors.shape[1])).astype(np.float32)
    expected = [
        [
            max(float(np.dot(row, vectors[f"{i}-{j}"].astype(np.float32))) for j in range(n))
            for i, n in enumerate(lengths)
            if n
        ]
        for row in asked
    ]
    assert best_cosines(asked, passages).tolist() == [pytest.approx(row, abs=1e-5) for row in expected]


def test_a_unit_row_has_length_one_and_nothing_stays_nothing() -> None:
    assert unit(np.array([[3, 4], [0, 0]], dtype=np.float32)).tolist() == [
        pytest.approx([0.6, 0.8], abs=0.5 / GRID),
        [0, 0],
    ]
