"""What a country page tells, in one record: how needs stand, who is there, what collides, what is left aside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from matching.country.collisions import Collision
from matching.country.networks import Network
from matching.country.presence import EntityHere, PartnerHere, Presence
from matching.country.standing import NeedStanding, Served
from matching.overlaps import RUNNING
from matching.records import Approach, Engagement, FacetKind


@dataclass(frozen=True, slots=True)
class Tally:
    """Needs of one Goal, or of one facet, by how they stand; `covered` is None where it is not judged."""

    kind: FacetKind | None
    code: str
    asked: int
    covered: int | None
    under_way: int = 0

    @property
    def open(self) -> int:
        """Those that nothing serves and nobody works on."""
        return self.asked - (self.covered or 0) - self.under_way


@dataclass(frozen=True)
class Portrait:
    """A country as the viewer may see it on a day, made of records that may be named."""

    country: str
    today: date
    served: tuple[Served, ...]
    partners: tuple[PartnerHere, ...]
    entities: tuple[EntityHere, ...]
    engagements: tuple[Engagement, ...]
    approaches: tuple[Approach, ...]
    collisions: tuple[Collision, ...]
    network: Network

    def standing(self, standing: NeedStanding) -> tuple[Served, ...]:
        """Return the needs that stand so."""
        return tuple(each for each in self.served if each.standing is standing)

    @cached_property
    def covered(self) -> int:
        """How many needs are covered."""
        return len(self.standing(NeedStanding.COVERED))

    @cached_property
    def running(self) -> tuple[Engagement, ...]:
        """The engagements that run or are about to."""
        return tuple(each for each in self.engagements if each.state in RUNNING)

    @cached_property
    def across_levels(self) -> int:
        """How many collisions are between headquarters and the country."""
        return sum(each.across_levels for each in self.collisions)

    def present(self, presence: Presence) -> tuple[PartnerHere, ...]:
        """Return the partners that are in the country in one way."""
        return tuple(each for each in self.partners if each.presence is presence)

    @cached_property
    def unasked(self) -> tuple[PartnerHere, ...]:
        """The partners in the country that nobody works with there and nobody asks, as far as may be told."""
        return tuple(each for each in self.partners if not each.engagements and not each.approaches)

    @cached_property
    def by_goal(self) -> tuple[Tally, ...]:
        """The needs by Goal, those with most open needs first; a need counts under each of its Goals."""
        groups: dict[str, list[NeedStanding]] = defaultdict(list)
        for each in self.served:
            for goal in each.need.sdgs:
                groups[str(goal)].append(each.standing)
        found = [
            Tally(None, goal, len(all_), all_.count(NeedStanding.COVERED), all_.count(NeedStanding.UNDER_WAY))
            for goal, all_ in groups.items()
        ]
        return tuple(sorted(found, key=lambda each: (-each.open, -each.asked, int(each.code))))

    @cached_property
    def by_facet(self) -> tuple[Tally, ...]:
        """What the needs require by kind of facet: resources and kinds of partner one by one, capabilities in all.

        Whether a capability is covered is a matter of words, which the coalitions weigh need by need.
        """
        asked: Counter[tuple[FacetKind, str]] = Counter()
        missing: Counter[tuple[FacetKind, str]] = Counter()
        capabilities = 0
        for each in self.served:
            asked.update((FacetKind.RESOURCE, resource.value) for resource in each.need.resources)
            missing.update((FacetKind.RESOURCE, resource.value) for resource in each.missing)
            asked.update((f.kind, f.text) for f in each.need.facets if f.kind is FacetKind.STAKEHOLDER)
            missing.update((FacetKind.STAKEHOLDER, kind.value) for kind in each.missing_kinds)
            capabilities += sum(facet.kind is FacetKind.CAPABILITY for facet in each.need.facets)
        found = [Tally(*key, count, count - missing[key]) for key, count in asked.items()]
        found.sort(key=lambda each: (each.kind or "", -each.open, -each.asked, each.code))
        return (*found, Tally(FacetKind.CAPABILITY, "", capabilities, None)) if capabilities else tuple(found)


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one country; `level` is that of its Local Network, None when not stated."""

    country: str
    needs: int
    covered: int
    under_way: int
    local: int
    multinational: int
    from_abroad: int
    unasked: int
    entities: int
    engagements: int
    collisions: int
    across_levels: int
    level: int | None

    @property
    def open(self) -> int:
        """Needs that nothing covers and nobody works on."""
        return self.needs - self.covered - self.under_way

    @property
    def share(self) -> float | None:
        """The share of needs that are covered, None without any."""
        return self.covered / self.needs if self.needs else None

    @property
    def partners(self) -> int:
        """All partners with presence."""
        return self.local + self.multinational + self.from_abroad


def compare(portraits: Iterable[Portrait]) -> tuple[Line, ...]:
    """Return one line a country, those with most open needs first, ties by code."""
    return tuple(sorted(map(_line, portraits), key=lambda line: (-line.open, -line.needs, line.country)))


def _line(portrait: Portrait) -> Line:
    return Line(
        country=portrait.country,
        needs=len(portrait.served),
        covered=portrait.covered,
        under_way=len(portrait.standing(NeedStanding.UNDER_WAY)),
        local=len(portrait.present(Presence.LOCAL)),
        multinational=len(portrait.present(Presence.MULTINATIONAL)),
        from_abroad=len(portrait.present(Presence.FROM_ABROAD)),
        unasked=len(portrait.unasked),
        entities=len(portrait.entities),
        engagements=len(portrait.running),
        collisions=len(portrait.collisions),
        across_levels=portrait.across_levels,
        level=portrait.network.level,
    )
