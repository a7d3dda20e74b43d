"""Which niches an entity works in, and how needs and engagements are shared out among entities."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from data.demo.chance import Dice, apportion
from data.demo.words import Niche, fields, niches
from matching.records import Entity

# An entity without an entry in words/entities.csv gets this weight and is led by its Goals.
_WEIGHT = 8.0


def niches_of(entity: Entity) -> dict[Niche, float]:
    """Return the niches in an entity's mandate with weights: fields named first weigh most; else those of its Goals."""
    return _niches_of(entity.id, entity.sdgs)


@cache
def _niches_of(entity: str, sdgs: tuple[int, ...]) -> dict[Niche, float]:
    known = fields().get(entity)
    if known:
        rank = {field: 1 / (position + 1) for position, field in enumerate(known.fields)}
        found = {niche: sum(rank.get(field, 0) for field in niche.fields) for niche in niches()}
    else:
        found = {niche: float(len(set(niche.sdgs) & set(sdgs))) for niche in niches()}
    return {niche: weight for niche, weight in found.items() if weight} or dict.fromkeys(niches(), 1.0)


def share_out(total: int, entities: Sequence[Entity], dice: Dice) -> list[Entity]:
    """Return an owner for each of `total` records, in random order; everybody has one if there are enough."""
    least = 1 if total >= len(entities) else 0
    weights = {
        position: fields()[entity.id].weight if entity.id in fields() else _WEIGHT
        for position, entity in enumerate(entities)
    }
    counts = apportion(total - least * len(entities), weights)
    return dice.shuffled([entities[position] for position, count in counts.items() for _ in range(count + least)])
