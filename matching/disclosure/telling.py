"""What a viewer may be told of one record: decided here, before anything is counted or shown (R17 ¶28, ¶43).

The owner entity sees its records whole. Everybody else is told as much as the record's visibility says; an embargo
that has lapsed opens by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from matching.overlaps import Claim, claim_of_approach, claims_of_engagement
from matching.records import Approach, Circle, Disclosure, Overlap, OverlapClass, Resource, Visibility

REASONS = (
    "embargo",
    "the partner asked for anonymity",
    "negotiations are under way",
    "other bids pending",
    "amounts are confidential",
)
OTHER = "another reason"


def reason_of(words: str) -> str:
    """Return the reason that others are told for the words that an owner gave."""
    return words if words in REASONS else OTHER


# An alert names a horizon, not a day: a day would tell which of a few known campaigns it is.
HORIZONS = (30, 90, 180)


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """From where a viewer looks: the instant (UTC), their entity or "", and the records that talks named to them."""

    at: datetime
    entity: str = ""
    revealed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alert:
    """What may be told of a record that stands in the way: `record` and `entity` are "" where they may not be named.

    The time that both hold ends within `horizon` days.
    """

    about: str
    record: str
    kind: OverlapClass
    entity: str
    resource: Resource | None
    horizon: int
    across_levels: bool
    rule: str


def grain(view: Viewpoint, disclosure: Disclosure) -> Visibility:
    """Return how much of a record the viewer may be told."""
    if view.entity and view.entity == disclosure.owner_entity:
        return Visibility.NAMED
    if disclosure.until is not None and view.at >= disclosure.until:
        return Visibility.NAMED
    return disclosure.visibility


def withheld(view: Viewpoint, records: Iterable[Disclosure]) -> dict[str, int]:
    """Return how many records may not be named to the viewer, by reason."""
    return dict(sorted(Counter(reason_of(each.reason) for each in records if not _named(view, each)).items()))


def batch_of(at: datetime) -> datetime:
    """Return the instant up to which changes of records that may not be named are told: the last midnight, UTC.

    An alert at the very minute would tell who has just left a meeting with the partner.
    """
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def alert(view: Viewpoint, own: Claim, other: Claim, told: Disclosure, overlap: Overlap) -> Alert:
    """Return what the owner of a claim may be told of another that it overlaps.

    Who the other is is told only where its record may be named, or when both sides of a talk agreed to be named.
    The resource is told where it is the same, since one's own ask says it; another one only of a named record.
    """
    named = other.id in view.revealed or grain(view, told) is Visibility.NAMED
    shared = sorted(own.resources & other.resources)
    resource = shared[0] if shared else min(other.resources, default=None) if named else None
    return Alert(
        about=own.id,
        record=other.id if named else "",
        kind=overlap.kind,
        entity=told.owner_entity if named else "",
        resource=resource,
        horizon=horizon(own, other, view.at.date()),
        across_levels=own.worldwide != other.worldwide,
        rule=overlap.rule,
    )


def alerts(view: Viewpoint, approach: Approach, circle: Circle, overlaps: Iterable[Overlap]) -> tuple[Alert, ...]:
    """Return what the owner of an approach may be told of all that concerns it, gravest first, independent ones not.

    What came after the owner's own and may not be named is told with the next batch, a day later at most.
    """
    own = claim_of_approach(approach)
    others = {each.id: (claim_of_approach(each), each.disclosure) for each in circle.approaches}
    for engagement in circle.engagements:
        others |= {claim.id: (claim, engagement.disclosure) for claim in claims_of_engagement(engagement)}
    early = {each.id for each in circle.approaches if _is_early(view, approach, each)}
    found = []
    for overlap in overlaps:
        other = overlap.right if overlap.left == approach.id else overlap.left
        # What the entity shares with others, such as an engagement of its own, stands in nobody's way.
        if other in others and approach.entity not in others[other][0].entities and other not in early:
            found.append(alert(view, own, *others[other], overlap))
    return tuple(each for each in found if each.kind is not OverlapClass.INDEPENDENT)


def told_by_name(found: Iterable[Alert]) -> tuple[tuple[str, str], ...]:
    """Return owner entity and id of the records that some alerts name, each once: their owners read who was told."""
    return tuple(dict.fromkeys((each.entity, each.record) for each in found if each.record))


def horizon(left: Claim, right: Claim, today: date) -> int:
    """Return within how many days, in steps, the time ends in which both claims hold."""
    ends = [claim.window.end for claim in (left, right) if claim.window.end is not None]
    days = (min(ends) - today).days if ends else HORIZONS[-1]
    return next((step for step in HORIZONS if days <= step), HORIZONS[-1])


def _named(view: Viewpoint, disclosure: Disclosure) -> bool:
    return grain(view, disclosure) is Visibility.NAMED


def _is_early(view: Viewpoint, own: Approach, other: Approach) -> bool:
    """Return whether a record that may not be named came after one's own, and since the last batch."""
    if other.registered is None or other.id in view.revealed or _named(view, other.disclosure):
        return False
    later = own.registered is not None and other.registered > own.registered
    return later and other.registered >= batch_of(view.at)
