"""How much each signal counts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each part of a score; only their ratios matter.

    The defaults of the textual parts were chosen on the development half of seven sets of real texts: 0.4 to 0.9 of
    meaning and 0 to 0.3 of sentences for 1 of words is a plateau. Those of the structural parts are a judgement: they
    lift a partner past one with a somewhat better text, not past a much better one.
    """

    words: float = 4.0
    abilities: float = 2.0
    meaning: float = 2.0
    sentences: float = 1.0
    resources: float = 1.0
    countries: float = 1.0
    sdgs: float = 0.5
    timing: float = 0.5

    def __post_init__(self) -> None:
        """Refuse what can't be weighed with.

        :raises ValueError: If a weight is negative, infinite or not a number, or if all are 0; names all at once.
        """
        wrong = {name: weight for name, weight in asdict(self).items() if not math.isfinite(weight) or weight < 0}
        if wrong:
            raise ValueError(f"weights must be finite and at least 0, got {wrong}.")
        if not any(asdict(self).values()):
            raise ValueError("at least one weight must be above 0, got 0 for all.")

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the parts in the order in which they are shown."""
        return tuple(field.name for field in fields(cls))

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Self:
        """Return the defaults with the given weights in their place.

        :raises ValueError: If a name is unknown; the message lists those that exist.
        """
        unknown = sorted(set(weights) - set(cls.names()))
        if unknown:
            raise ValueError(f"unknown weights {unknown}; the parts of a score are {list(cls.names())}.")
        return cls(**{**asdict(cls()), **weights})

    @classmethod
    def only(cls, *names: str) -> Self:
        """Return the defaults of the named parts and 0 for the others.

        :raises ValueError: If a name is unknown or none has a weight.
        """
        cls.of(dict.fromkeys(names, 0.0))
        return cls(**{name: weight if name in names else 0.0 for name, weight in asdict(cls()).items()})

    @classmethod
    def scaled(cls, factors: Mapping[str, float]) -> Self:
        """Return the defaults, each times its factor (1 where none is given); the defaults when every factor is 0."""
        weights = {name: weight * factors.get(name, 1.0) for name, weight in asdict(cls()).items()}
        return cls(**weights) if any(weights.values()) else cls()

    def of_part(self, name: str) -> float:
        """Return the weight of one part."""
        return float(getattr(self, name))

    def shares(self, present: Iterable[str]) -> dict[str, float]:
        """Return the share of each present part in the score; they add up to 1, or nothing is left when all weigh 0."""
        known = set(present)
        kept = {name: weight for name, weight in asdict(self).items() if name in known and weight > 0}
        total = math.fsum(kept.values())
        return {name: weight / total for name, weight in kept.items()}
