"""The pool's own space: what all share is taken out."""

import numpy as np
import pytest

from matching.centering import CenteredPool, CenteredSpace
from matching.reading import Reading
from matching.text import Language, language
from matching.text.plain import PLAIN
from matching.vectors import Passages
from tests.encoder import TrigramEncoder

CHANCE = np.random.default_rng(20)


def passages(vectors: np.ndarray, lengths: list[int]) -> Passages:  # type: ignore[type-arg]
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.intp)
    return Passages(vectors.astype(np.float32), starts, np.ones(len(vectors), dtype=np.float32))


def test_what_all_vectors_share_no_longer_makes_them_close() -> None:
    raw = CHANCE.standard_normal((400, 16)) + 5.0
    pool = passages(raw / np.linalg.norm(raw, axis=1, keepdims=True), [1] * 400)
    plain = pool.vectors @ pool.columns
    placed = CenteredSpace.of(pool.vectors, [Language.ENGLISH] * 400).place(pool, [Language.ENGLISH] * 400)
    assert np.median(plain) > 0.9
    assert abs(np.median(placed.vectors @ placed.columns)) < 0.05


def test_texts_of_one_language_are_not_close_for_their_language() -> None:
    subjects = CHANCE.standard_normal((60, 24))
    accent = np.zeros(24)
    accent[0] = 6.0
    vectors = np.vstack([subjects, subjects + accent])
    spoken = [Language.ENGLISH] * 60 + [Language.CHINESE] * 60
    pool = passages(vectors, [1] * 120)
    placed = CenteredSpace.of(pool.vectors, spoken).place(pool, spoken).vectors
    near = placed[:60] @ placed[60:].T
    assert (near.argmax(axis=1) == np.arange(60)).mean() > 0.95


def test_chance_rises_with_the_number_of_sentences_and_is_zero_for_a_lone_profile() -> None:
    lengths = [1, 2, 4, 8, 16] * 20
    pool = passages(CHANCE.standard_normal((sum(lengths), 32)), lengths)
    chance = CenteredPool.of(pool, [Language.ENGLISH] * sum(lengths)).chance_of_sentences[:5]
    assert chance.tolist() == sorted(chance.tolist())
    assert chance[4] > chance[0] + 0.1
    alone = CenteredPool.of(passages(CHANCE.standard_normal((3, 32)), [3]), [Language.ENGLISH] * 3)
    assert alone.chance_of_sentences.tolist() == [0]
    assert alone.chance_of_wholes == 0


def test_the_chance_of_wholes_is_the_mean_over_different_profiles() -> None:
    ground = CenteredPool.of(passages(CHANCE.standard_normal((9, 8)), [3, 3, 3]), [Language.ENGLISH] * 9)
    centres = ground.profiles.centres
    pairs = [float(centres[i] @ centres[j]) for i in range(3) for j in range(3) if i != j]
    assert ground.chance_of_wholes == pytest.approx(max(0.0, sum(pairs) / 6), abs=1e-6)


def test_vectors_of_another_encoder_are_refused_with_both_lengths() -> None:
    pool = passages(CHANCE.standard_normal((4, 8)), [4])
    space = CenteredSpace.of(pool.vectors, [Language.ENGLISH] * 4)
    with pytest.raises(ValueError, match="have 8 numbers, these have 5"):
        space.place(passages(CHANCE.standard_normal((2, 5)), [2]), [Language.ENGLISH] * 2)


def test_every_pool_has_a_background_of_plain_sentences() -> None:
    asked: list[int] = []

    class Counting(TrigramEncoder):
        """Remembers how many texts it was asked for."""

        def encode(self, texts):  # type: ignore[no-untyped-def]
            asked.append(len(texts))
            return super().encode(texts)

    assert Reading.of([["Solar pumps."]], Counting()).ground is not None
    assert asked == [1, 60]
    assert Reading.of([[f"Solar pump {number}."] for number in range(300)], Counting()).ground is not None
    assert asked == [1, 60, 300, 60]


def test_the_plain_sentences_are_as_many_in_each_language_and_tell_it() -> None:
    assert {len(sentences) for sentences in PLAIN.values()} == {10}
    assert all(language(" ".join(sentences)) is spoken for spoken, sentences in PLAIN.items())
