"""Repeatable chance: the same key always falls the same way, and all of a network hangs on one seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeVar

from matching.records import Origin

T = TypeVar("T")


class Dice:
    """Draws that depend on nothing but the key, such as `Dice(seed, "partner", 12)`."""

    def __init__(self, *key: object) -> None:
        self._random = Random("/".join(map(str, key)))  # noqa: S311 - a demo needs repeatable chance, not secrets

    def number(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return self._random.randint(low, high)

    def fraction(self, low: float, high: float) -> float:
        """Return a number between two bounds."""
        return self._random.uniform(low, high)

    def chance(self, probability: float) -> bool:
        """Return True with the given probability."""
        return self._random.random() < probability

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return self._random.choice(items)

    def weighted(self, weights: Mapping[T, float]) -> T:
        """Return one key with a probability in proportion to its weight."""
        return self._random.choices(list(weights), list(weights.values()))[0]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """Return up to `count` different items in random order."""
        return self._random.sample(items, min(count, len(items)))

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in random order."""
        return self._random.sample(items, len(items))


def apportion(total: int, shares: Mapping[T, float]) -> dict[T, int]:
    """Return whole numbers that sum to `total` and lie nearest to the shares (largest remainder, ties by order).

    :raises ValueError: If no share is above 0.
    """
    whole = sum(shares.values())
    if whole <= 0:
        raise ValueError(f"at least one share must be above 0, got {list(shares.values())}")
    exact = {key: total * share / whole for key, share in shares.items()}
    counts = {key: int(value) for key, value in exact.items()}
    missing = total - sum(counts.values())
    for key in sorted(exact, key=lambda key: counts[key] - exact[key])[:missing]:
        counts[key] += 1
    return counts


def deal(total: int, shares: Mapping[T, float], dice: Dice) -> list[T]:
    """Return `total` keys in random order, as many of each as `apportion` says."""
    counts = apportion(total, shares)
    return dice.shuffled([key for key, count in counts.items() for _ in range(count)])


@dataclass(frozen=True, slots=True)
class Setting:
    """The seed that decides everything, the day on which the demo plays, and the mark on each record."""

    seed: int
    today: date

    @property
    def origin(self) -> Origin:
        """The origin of whatever is invented."""
        return Origin(f"demo network, seed {self.seed}", synthetic=True)

    def dice(self, *key: object) -> Dice:
        """Return dice that depend on the seed and the key alone."""
        return Dice(self.seed, *key)
