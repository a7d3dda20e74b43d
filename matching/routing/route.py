"""Rank the UN entities for an offer."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Self

import numpy as np

from matching.ports import Encoder
from matching.records import Evidence
from matching.routing.directory import Directory
from matching.routing.evidence import evidence
from matching.routing.signals import Numbers, Offered, signals
from matching.text import enough
from matching.text.sufficiency import NEED_TERMS

# Parts are rounded before they are added, so that the numbers shown add up to the score shown.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class RouteWeights:
    """How much each signal counts; only their ratios matter. Chosen on tuning questions (docs/quality.md)."""

    words: float = 0.4
    phrases: float = 0.25
    topics: float = 0.8
    mandate: float = 0.2
    offers: float = 0.2
    learned: float = 0.7
    partnering: float = 0.6
    name: float = 2.0

    def __post_init__(self) -> None:
        """Refuse what can't be weighed with.

        :raises ValueError: If a weight is negative, infinite or not a number, or if all are 0.
        """
        wrong = {name: weight for name, weight in asdict(self).items() if not math.isfinite(weight) or weight < 0}
        if wrong or not any(asdict(self).values()):
            raise ValueError(f"weights must be finite and at least 0, one of them above 0, got {asdict(self)}.")

    @classmethod
    def only(cls, *names: str) -> Self:
        """Return the defaults of the named signals and 0 for the others.

        :raises ValueError: If a name is unknown or none is given.
        """
        defaults = asdict(cls())
        if unknown := sorted(set(names) - set(defaults)):
            raise ValueError(f"unknown signals {unknown}; there are {list(defaults)}.")
        return cls(**{name: weight if name in names else 0.0 for name, weight in defaults.items()})


@dataclass(frozen=True, slots=True)
class Route:
    """An entity ranked for an offer: `score` is 0..1 and the sum of `parts`; 1 would be the best on every signal."""

    entity: str
    score: float
    parts: dict[str, float]
    evidence: tuple[Evidence, ...] = ()


def route(
    text: str, directory: Directory, encoder: Encoder, top: int = 5, weights: RouteWeights | None = None
) -> list[Route]:
    """Return the best `top` entities for the text, best first, equal scores in order of id.

    The list is empty when the text says too little to judge; `matching.text.enough` names what to ask for.

    :raises ValueError: If `top` is below 1.
    """
    if top < 1:
        raise ValueError(f"top must be at least 1, got {top}.")
    if not enough(text, NEED_TERMS):
        return []
    offered = Offered.read(text, directory, encoder)
    parts = shares(signals(offered, directory), RouteWeights() if weights is None else weights)
    total = np.round(sum(parts.values(), np.zeros(len(directory.entities))), _DIGITS)
    order = np.argsort(-total, kind="stable")[:top]
    return [
        Route(
            directory.entities[place].id,
            float(total[place]),
            {name: float(values[place]) for name, values in parts.items()},
            evidence(offered, int(place), directory),
        )
        for place in order
    ]


def shares(standing: dict[str, Numbers], weights: RouteWeights) -> dict[str, Numbers]:
    """Return the parts: weight x distance above the lowest entity, over the sum if one entity led on every signal."""
    weight = asdict(weights)
    raised = {name: weight[name] * (values - values.min()) for name, values in standing.items()}
    reach = max(sum(float(values.max()) for values in raised.values()), 1e-9)
    # Rounded down, so that the sum of the parts never passes 1.
    return {name: np.floor(values / reach * 10**_DIGITS) / 10**_DIGITS for name, values in raised.items()}
