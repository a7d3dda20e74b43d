"""Collision, complementary or independent: how two claims on the same partner stand to each other (R17 ¶28).

The rules are asked in order and the first that applies decides. Every rule is symmetric in the two claims.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matching.overlaps.claims import Claim
from matching.overlaps.groups import Groups
from matching.records import Overlap, OverlapClass

# Two topics without a common Goal are still close when half of what they say is the same.
CLOSE = 0.5

Closeness = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two claims have in common; each field is a fact that a reason can cite."""

    same_entity: bool
    joined: bool
    window: bool
    resource: bool
    scope: bool
    across_levels: bool
    topic: bool
    topic_reason: str


def compare(left: Claim, right: Claim, closeness: Closeness | None = None) -> Comparison:
    """Return what the claims have in common; `closeness` compares two topics, 0..1, when Goals do not decide."""
    topic, reason = _topic(left, right, closeness)
    return Comparison(
        same_entity=left.entities == right.entities,
        joined=bool(left.joint) and left.joint == right.joint,
        window=left.window.overlaps(right.window),
        resource=not left.resources.isdisjoint(right.resources),
        scope=left.worldwide or right.worldwide or not left.countries.isdisjoint(right.countries),
        across_levels=left.worldwide != right.worldwide,
        topic=topic,
        topic_reason=reason,
    )


# (name of the rule, when it applies, class)
RULES: tuple[tuple[str, Callable[[Comparison], bool], OverlapClass], ...] = (
    ("same entity", lambda c: c.same_entity, OverlapClass.INDEPENDENT),
    ("already one joint approach", lambda c: c.joined, OverlapClass.INDEPENDENT),
    ("windows apart", lambda c: not c.window, OverlapClass.INDEPENDENT),
    ("same resource, scope and topic", lambda c: c.resource and c.scope and c.topic, OverlapClass.COLLISION),
    ("other resource for the same topic", lambda c: not c.resource and c.topic, OverlapClass.COMPLEMENTARY),
    ("same resource and scope, other topic", lambda c: c.resource and c.scope, OverlapClass.COMPLEMENTARY),
    ("same resource and topic, other place", lambda c: c.resource and c.topic, OverlapClass.COMPLEMENTARY),
    ("nothing to join", lambda _: True, OverlapClass.INDEPENDENT),
)


def classify(left: Claim, right: Claim, groups: Groups, closeness: Closeness | None = None) -> Overlap | None:
    """Return the class of two claims with the rule that decided, or None when their partners are unrelated."""
    first, second = sorted((left, right), key=lambda claim: (claim.id, claim.partner))
    path = groups.path(first.partner, second.partner)
    if not path:
        return None
    comparison = compare(first, second, closeness)
    name, _, kind = next(rule for rule in RULES if rule[1](comparison))
    return Overlap(first.id, second.id, kind, name, _reasons(first, second, comparison), path)


def _topic(left: Claim, right: Claim, closeness: Closeness | None) -> tuple[bool, str]:
    shared = sorted(left.sdgs & right.sdgs)
    if shared:
        return True, f"both serve SDG {', '.join(map(str, shared))}"
    if left.topic and right.topic and closeness is not None:
        value = closeness(left.topic, right.topic)
        return value >= CLOSE, f"the topics are {'close' if value >= CLOSE else 'apart'} ({value:.2f})"
    if left.sdgs and right.sdgs:
        return False, "no Goal in common"
    # Silence is no proof of distance: better one talk too many than a double ask.
    return True, "one side states no topic, so they are taken as close"


def _reasons(left: Claim, right: Claim, comparison: Comparison) -> tuple[str, ...]:
    shared = sorted(resource.value for resource in left.resources & right.resources)
    places = sorted(left.countries & right.countries)
    scope = f"both in {', '.join(places)}" if places else "global and country level" if comparison.across_levels else ""
    if not scope:
        scope = "both at global level" if left.worldwide and right.worldwide else "different countries"
    return (
        f"same resource: {', '.join(shared)}" if shared else "different resources",
        scope,
        comparison.topic_reason,
        "the windows overlap" if comparison.window else "the windows do not overlap",
    )
