"""Vectors come back bit by bit, once for each encoder and text."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import Engine

from data import vectors
from data.database import transaction
from matching.records import SYSTEM
from tests.encoder import TrigramEncoder

TEXTS = ["cold chain", "冷链", "سلسلة التبريد", "", "x" * 10_000]


def test_every_bit_comes_back_by_text(own_engine: Engine) -> None:
    made = dict(zip(TEXTS, TrigramEncoder().encode(TEXTS), strict=True))
    with transaction(own_engine, SYSTEM) as connection:
        vectors.save(connection, "trigram-256", made)
        found = vectors.load(connection, "trigram-256", [*TEXTS, "unknown"])
        assert vectors.count(connection, "trigram-256") == len(TEXTS)
    assert sorted(found) == sorted(TEXTS)
    assert all(found[text].dtype == np.float32 and (found[text] == made[text]).all() for text in TEXTS)


def test_what_is_missing_is_named_once_and_in_order(own_engine: Engine) -> None:
    with transaction(own_engine, SYSTEM) as connection:
        vectors.save(connection, "e", {"b": np.ones(2, np.float32)})
        assert vectors.missing(connection, "e", ["c", "b", "a", "c"]) == ["c", "a"]
        assert vectors.missing(connection, "other", ["b"]) == ["b"]
        assert vectors.missing(connection, "e", []) == []


def test_a_known_vector_stays_when_it_is_saved_again(own_engine: Engine) -> None:
    with transaction(own_engine, SYSTEM) as connection:
        vectors.save(connection, "e", {"a": np.ones(2, np.float32)})
        vectors.save(connection, "e", {"a": np.zeros(2, np.float32), "b": np.zeros(2, np.float32)})
        assert vectors.load(connection, "e", ["a"])["a"].tolist() == [1.0, 1.0]
        assert vectors.count(connection, "e") == 2


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_vector_that_is_no_number_is_refused_with_its_encoder(own_engine: Engine, bad: float) -> None:
    with transaction(own_engine, SYSTEM) as connection, pytest.raises(ValueError, match="from encoder 'broken'"):
        vectors.save(connection, "broken", {"a": np.array([1, bad], np.float32)})
