"""Which niches an entity works in, and how needs and engagements are shared out among entities."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from data.demo.chance import Dice, apportion
from data.demo.words import Niche, fields, niches
from matching.records import Entity

# The share of an entity without an entry in words/entities.csv.
_WEIGHT = 8.0
# The first field of an entity, or of a niche, says more of it than the next.
_FALLING = (1.0, 0.6, 0.35, 0.2, 0.1, 0.05)
# Niches that only brush a mandate are left to other entities.
_FAR = 0.09


def niches_of(entity: Entity) -> dict[Niche, float]:
    """Return the niches in an entity's mandate with weights: fields named first weigh most; else those of its Goals.

    An entity without an entry in words/entities.csv is led by its Goals.
    """
    return _niches_of(entity.id, entity.sdgs)


@cache
def _niches_of(entity: str, sdgs: tuple[int, ...]) -> dict[Niche, float]:
    known = fields().get(entity)
    if known:
        rank = dict(zip(known.fields, _FALLING, strict=False))
        found = {niche: _fit(rank, niche) for niche in niches()}
    else:
        found = {niche: float(len(set(niche.sdgs) & set(sdgs))) for niche in niches()}
    return {niche: weight for niche, weight in found.items() if weight >= _FAR} or dict.fromkeys(niches(), 1.0)


def share_out(total: int, entities: Sequence[Entity], dice: Dice) -> list[Entity]:
    """Return an owner for each of `total` records, in random order; everybody has one if there are enough."""
    least = 1 if total >= len(entities) else 0
    weights = {
        position: fields()[entity.id].weight if entity.id in fields() else _WEIGHT
        for position, entity in enumerate(entities)
    }
    counts = apportion(total - least * len(entities), weights)
    return dice.shuffled([entities[position] for position, count in counts.items() for _ in range(count + least)])


def _fit(rank: dict[str, float], niche: Niche) -> float:
    return sum(rank.get(field, 0.0) * weight for field, weight in zip(niche.fields, _FALLING, strict=False))
