"""Length and size must not decide."""

import csv
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.quality.fairness import length_effect, size_share
from matching.pool import Pool
from matching.records import Size
from matching.weights import Weights
from tests.encoder import TrigramEncoder
from tests.matching.builders import need, profile
from tests.realdata import shared_data

CHANCE = np.random.default_rng(7)
# A vocabulary in which, as in every language, the second word is half as frequent as the first, and so on.
VOCABULARY = ["".join(CHANCE.choice(list("abcdefgiklmnoprstu"), 7)) for _ in range(3000)]
FREQUENCY = 1 / np.arange(10, 3010)


def sentence() -> str:
    return " ".join(CHANCE.choice(VOCABULARY, 9, p=FREQUENCY / FREQUENCY.sum())).capitalize() + "."


def market(count: int) -> Pool:
    """Profiles of 2 or 16 sentences drawn from the same words: only length tells them apart."""
    return Pool.of(
        [
            profile(
                f"p{n:03}", " ".join(sentence() for _ in range(16 if n % 2 else 2)), size=Size.MSME if n % 4 else None
            )
            for n in range(count)
        ],
        TrigramEncoder(),
    )


POOL = market(120)
NEEDS = [need(f"n{n}", " ".join(sentence() for _ in range(3))) for n in range(24)]


def test_cutting_long_profiles_hardly_moves_them() -> None:
    effect = length_effect(NEEDS, POOL, kept=2)
    assert (effect.cut, effect.share) == (60, 0.5)
    assert abs(effect.fall) < 0.12
    assert abs(effect.correlation) < 0.3


def test_small_companies_stand_in_the_first_places_as_often_as_in_the_pool() -> None:
    share = size_share(NEEDS, POOL)
    assert share.pool == 0.75
    assert share.ratio == pytest.approx(1, abs=0.2)


def test_a_profile_can_not_be_cut_to_nothing_nor_a_pool_of_short_ones_be_cut() -> None:
    with pytest.raises(ValueError, match="got 0"):
        length_effect(NEEDS, POOL, kept=0)
    with pytest.raises(ValueError, match="no profile has more than 40"):
        length_effect(NEEDS, POOL, kept=40)


def test_long_real_profiles_hold_as_many_of_the_first_places_as_of_the_pool() -> None:
    with shared_data("companies", "company_profiles_6000.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[:1500]
    pool = Pool.of([profile(f"{number:04}", row["summary"]) for number, row in enumerate(rows)])
    asked = [need(f"n{number:04}", row["summary"]) for number, row in enumerate(rows[::50])]
    others = [replace(one, text=" ".join(one.text.split()[:60])) for one in asked]
    effect = length_effect(others, pool, kept=4, weights=Weights.only("words"))
    assert effect.before == pytest.approx(effect.share, rel=0.25)
    assert abs(effect.correlation) < 0.15
