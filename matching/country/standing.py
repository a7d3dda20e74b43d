"""How the needs of a country stand: covered, under way or open, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matching.country.telling import Told
from matching.records import Approach, Engagement, FacetKind, Kind, Need, Resource, State

# What an engagement brings counts from the agreement on; before it nothing is promised, after it nothing comes.
BRINGING = frozenset({State.AGREED, State.ACTIVE})
# The state of a need that people have recorded as met.
MET = "met"
_KINDS = frozenset(kind.value for kind in Kind)


class NeedStanding(StrEnum):
    """How a need stands in a country."""

    COVERED = "covered"
    UNDER_WAY = "under_way"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Served:
    """A need in a country: how it stands, which of the resources it seeks are brought, and by which engagements.

    `asking` counts the live approaches that work on it. `missing_kinds` are stakeholders that it wants and none of the
    engagements that share a Goal with it has.
    """

    need: Need
    standing: NeedStanding
    brought: Mapping[Resource, tuple[str, ...]]
    missing: tuple[Resource, ...]
    asking: int
    missing_kinds: tuple[Kind, ...] = ()


def stand(told: Told, needs: Iterable[Need]) -> tuple[Served, ...]:
    """Return how each need stands, given what may be told of one country, in order of id.

    A need is covered when people recorded it as met, or when engagements that are agreed or active here and share a
    Goal with it bring every resource that it seeks. It is under way when a live approach names it, or asks here for a
    resource that it still lacks and shares a Goal.
    """
    running = [each for each in told.engagements if each.state in BRINGING]
    return tuple(_served(need, running, told) for need in sorted(needs, key=lambda need: need.id))


def current(need: Need, today: date) -> bool:
    """Return whether a need counts on a day: it is met, or its period has not ended."""
    return need.state == MET or need.period.end is None or need.period.end >= today


def _served(need: Need, running: Sequence[Engagement], told: Told) -> Served:
    goals = set(need.sdgs)
    near = [each for each in running if goals.intersection(each.sdgs)]
    brought = {
        resource: tuple(each.id for each in near if resource in each.resources)
        for resource in need.resources
        if any(resource in each.resources for each in near)
    }
    missing = tuple(resource for resource in need.resources if resource not in brought)
    asking = sum(_works_on(each, need, missing) for each in told.approaches)
    met = need.state == MET
    covered = met or (bool(need.resources) and not missing)
    standing = NeedStanding.COVERED if covered else NeedStanding.UNDER_WAY if asking else NeedStanding.OPEN
    there = {told.kinds.get(member.partner) for each in near for member in each.members}
    wanted = [facet.text for facet in need.facets if facet.kind is FacetKind.STAKEHOLDER]
    kinds = tuple(Kind(text) for text in wanted if text in _KINDS and Kind(text) not in there)
    return Served(need, standing, brought, () if met else missing, asking, () if met else kinds)


def _works_on(approach: Approach, need: Need, missing: Sequence[Resource]) -> bool:
    return approach.need == need.id or (approach.resource in missing and not set(need.sdgs).isdisjoint(approach.sdgs))
