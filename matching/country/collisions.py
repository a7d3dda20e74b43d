"""Collisions that a country has a part in: between approaches, with running engagements, and with headquarters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matching.overlaps import Claim, Groups, by_words, claim_of_approach, claims_of_engagement, classify
from matching.overlaps.classes import Closeness
from matching.records import Approach, Engagement, Overlap, OverlapClass, Partner, Resource


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a collision: an approach or an engagement, whose it is, and whether it is held at global level."""

    record: str
    entities: tuple[str, ...]
    running: bool
    worldwide: bool


@dataclass(frozen=True, slots=True)
class Collision:
    """Two records that ask the same partner for the same; at least one of them is a live approach."""

    left: Side
    right: Side
    partner: str
    resource: Resource
    countries: tuple[str, ...]
    rule: str

    @property
    def across_levels(self) -> bool:
        """Whether one side is held by headquarters and the other in the country (R11 ¶54)."""
        return self.left.worldwide != self.right.worldwide


@dataclass(frozen=True, slots=True)
class _Held:
    claim: Claim
    running: bool


def collide(
    approaches: Sequence[Approach],
    engagements: Sequence[Engagement],
    partners: Mapping[str, Partner],
    closeness: Closeness = by_words,
) -> tuple[Collision, ...]:
    """Return the collisions among live approaches, and of these with running engagements, in order of their records.

    Give it only records that may be named. Two claims at global level belong to no country and are left out.
    """
    groups = Groups.of(partners.values())
    asks = [_Held(claim_of_approach(each), False) for each in approaches if each.live]
    tied = [_Held(claim, True) for each in engagements for claim in claims_of_engagement(each)]
    at: dict[str, list[_Held]] = defaultdict(list)
    for held in [*asks, *tied]:
        at[held.claim.partner].append(held)
    found: dict[tuple[str, str], Collision] = {}
    for ask in asks:
        for other in (held for name in sorted(groups.near(ask.claim.partner)) for held in at.get(name, ())):
            key = (ask.claim.id, other.claim.id) if other.running else _pair(ask.claim.id, other.claim.id)
            if ask.claim.id == other.claim.id or key in found or not _concerns(ask, other):
                continue
            overlap = classify(ask.claim, other.claim, groups, closeness)
            if overlap is not None and overlap.kind is OverlapClass.COLLISION:
                found[key] = _told(ask, other, overlap)
    return tuple(found[key] for key in sorted(found))


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)


def _concerns(ask: _Held, other: _Held) -> bool:
    # What an entity has itself stands not in its own way; two global claims play in no country.
    own = other.running and not ask.claim.entities.isdisjoint(other.claim.entities)
    return not own and not (ask.claim.worldwide and other.claim.worldwide)


def _told(ask: _Held, other: _Held, overlap: Overlap) -> Collision:
    places = [held.claim.countries for held in (ask, other) if not held.claim.worldwide]
    return Collision(
        left=_side(ask),
        right=_side(other),
        partner=ask.claim.partner,
        resource=min(ask.claim.resources & other.claim.resources),
        countries=tuple(sorted(frozenset.intersection(*places))),
        rule=overlap.rule,
    )


def _side(held: _Held) -> Side:
    return Side(held.claim.id, tuple(sorted(held.claim.entities)), held.running, held.claim.worldwide)
