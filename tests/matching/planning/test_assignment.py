"""The system-wide assignment equals the optimum of its linear program."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from matching.planning import assign


def lp_optimum(values: np.ndarray, capacity: list[int], cap: int) -> float:
    rows, columns = values.shape
    a = [[1.0 if n // columns == e else 0.0 for n in range(rows * columns)] for e in range(rows)]
    a += [[1.0 if n % columns == p else 0.0 for n in range(rows * columns)] for p in range(columns)]
    solution = linprog(-values.ravel(), A_ub=a, b_ub=[*capacity, *[cap] * columns], bounds=(0, 1))
    return -float(solution.fun)


@settings(max_examples=60)
@given(st.integers(1, 5), st.integers(1, 6), st.integers(0, 3), st.randoms(use_true_random=False))
def test_the_flow_is_as_good_as_the_linear_program(rows: int, columns: int, cap: int, random: object) -> None:
    seed = random.randrange(2**32)  # type: ignore[attr-defined]  # hypothesis hands out a random.Random
    generator = np.random.default_rng(seed)
    values = np.round(generator.random((rows, columns)), 3)
    capacity = generator.integers(0, 4, rows).tolist()
    found = assign([f"e{n}" for n in range(rows)], [f"p{n}" for n in range(columns)], values, capacity, cap)
    assert found.value == pytest.approx(lp_optimum(values, capacity, cap), abs=1e-6)


def test_pairs_respect_both_limits_and_worthless_pairs_are_not_made() -> None:
    values = np.array([[0.9, 0.8, 0.0], [0.85, 0.1, 0.0]])
    found = assign(["WFP", "FAO"], ["a", "b", "c"], values, [1, 2], cap=1)
    assert found.pairs == (("FAO", "a"), ("WFP", "b"))
    assert found.value == pytest.approx(0.85 + 0.8)


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="2 entities x 1 partners do not fit"):
        assign(["WFP", "FAO"], ["a"], np.zeros((1, 1)), [1, 1], cap=1)
