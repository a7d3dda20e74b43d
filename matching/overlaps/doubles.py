"""Two approaches of one entity for the same thing, as from headquarters and a country office (R11 ¶54)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from matching.overlaps.claims import Groups, claim_of_approach
from matching.overlaps.classes import Closeness, classify
from matching.records import Approach, OverlapClass


def exact_double(approach: Approach, others: Iterable[Approach]) -> Approach | None:
    """Return the first other approach, by id, that asks the very same of the same partner in an overlapping window.

    The same entity, resource, place, Goals, need and words; how it is told to others and its gate do not count.
    """
    same = (each for each in others if each.id != approach.id and _ask(each) == _ask(approach))
    found = (each for each in same if each.window.overlaps(approach.window))
    return min(found, key=lambda each: each.id, default=None)


def doubles(
    approach: Approach, others: Iterable[Approach], groups: Groups, closeness: Closeness | None = None
) -> tuple[Approach, ...]:
    """Return the other approaches of the same entity that would collide with this one if another entity had made them.

    In order of id. They are the entity's own to settle: no talk is needed, and nobody else is told.
    """
    own = claim_of_approach(approach)
    found = []
    for other in sorted(others, key=lambda each: each.id):
        if other.entity == approach.entity and other.id != approach.id:
            # Asked as of somebody else: between claims of one entity the classes tell no collision.
            overlap = classify(own, replace(claim_of_approach(other), entities=frozenset()), groups, closeness)
            if overlap is not None and overlap.kind is OverlapClass.COLLISION:
                found.append(other)
    return tuple(found)


def _ask(approach: Approach) -> tuple[object, ...]:
    return (
        approach.entity,
        approach.partner,
        approach.resource,
        approach.level,
        approach.country,
        frozenset(approach.sdgs),
        approach.need,
        " ".join(approach.topic.casefold().split()),
    )
