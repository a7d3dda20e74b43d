"""What a country needs most, as one list of facets: those of its open needs, each weighed by what its need weighs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.coalitions import Coverage, facets_of, weighed
from matching.coalitions.reach import Reach
from matching.records import Facet, FacetKind, Need

# What an urgent need weighs beside a usual one until the coordinator says otherwise.
USUAL, URGENT = 1.0, 2.0
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Priority:
    """A need of the country with its weight and with the facets that somebody in the room could answer to.

    Presence in the country is no such facet: it is a matter of who is invited, and a rule of the invitation.
    """

    need: Need
    weight: float
    facets: tuple[Facet, ...]

    @property
    def id(self) -> str:
        """The id of the need."""
        return self.need.id


def priorities(needs: Iterable[Need], country: str, weights: Mapping[str, float] | None = None) -> tuple[Priority, ...]:
    """Return the open needs that name the country, heaviest first, then by id; a weight of 0 leaves a need out.

    `weights` holds what people have set by need; the others weigh by their urgency. A need without a facet to answer
    to is left out.

    :raises ValueError: If a weight is negative or no number.
    """
    given = dict(weights or {})
    wrong = {need: weight for need, weight in given.items() if not math.isfinite(weight) or weight < 0}
    if wrong:
        raise ValueError(f"weights must be finite and at least 0, got {wrong}")
    found = []
    for need in needs:
        if country not in need.countries or need.state != OPEN:
            continue
        weight = given.get(need.id, usual_weight(need))
        facets = answerable(need)
        if weight > 0 and facets:
            found.append(Priority(need, weight, facets))
    return tuple(sorted(found, key=lambda each: (-each.weight, each.id)))


def usual_weight(need: Need) -> float:
    """Return what a need weighs before anybody has weighed it."""
    return URGENT if need.pressing else USUAL


def answerable(need: Need) -> tuple[Facet, ...]:
    """Return the facets of a need without its countries, adding up to 1."""
    return weighed(facet for facet in facets_of(need) if facet.kind is not FacetKind.COUNTRY)


def gathered(asked: Sequence[Priority], reaches: Mapping[str, Coverage]) -> Coverage:
    """Return one coverage of all facets of the priorities; `reaches` holds the coverage of each need's facets by id.

    :raises ValueError: If there is no priority, or two coverages have other candidates.
    :raises KeyError: If the coverage of a need is missing.
    """
    if not asked:
        raise ValueError("a convening needs at least 1 priority; the country has no open need with a weight above 0")
    parts = [reaches[each.id] for each in asked]
    if any(part.candidates != parts[0].candidates for part in parts):
        raise ValueError("the needs were measured against different candidates; measure them against one pool")
    total = sum(each.weight for each in asked)
    facets = tuple(
        replace(facet, need=each.id, weight=facet.weight * each.weight / total)
        for each in asked
        for facet in each.facets
    )
    return Coverage(parts[0].candidates, facets, np.hstack([part.cells for part in parts]))


def reach_of(priority: Priority, reach: Reach) -> Coverage:
    """Return the coverage of a reach that was measured for the priority's facets.

    :raises ValueError: If it was measured for others.
    """
    if tuple(facet.text for facet in reach.coverage.facets) != tuple(facet.text for facet in priority.facets):
        raise ValueError(f"the reach was not measured for the facets of {priority.id}")
    return reach.coverage
