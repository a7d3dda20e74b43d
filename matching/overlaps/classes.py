"""Collision, complementary or independent: how two claims on the same partner stand to each other (R17 ¶28).

The rules are asked in order and the first that applies decides. Every rule is symmetric in the two claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from matching.overlaps.claims import Claim, Groups
from matching.records import Overlap, OverlapClass
from matching.text import tokens

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


def find_overlaps(
    claims: Sequence[Claim], groups: Groups, closeness: Closeness | None = None, independent: bool = False
) -> list[Overlap]:
    """Return the overlaps between claims of different records, in order of their ids.

    Independent pairs are left out unless asked for, since most pairs of a large partner are.
    """
    best: dict[tuple[str, str], Overlap] = {}
    for left, right in _pairs(claims, groups):
        overlap = classify(left, right, groups, closeness)
        if overlap is None or (overlap.kind is OverlapClass.INDEPENDENT and not independent):
            continue
        key = (overlap.left, overlap.right)
        # Two engagements can meet through several members; the gravest class speaks for the pair.
        if key not in best or _GRAVITY[overlap.kind] > _GRAVITY[best[key].kind]:
            best[key] = overlap
    return [best[key] for key in sorted(best)]


def overlaps_with(
    claim: Claim, others: Iterable[Claim], groups: Groups, closeness: Closeness | None = None
) -> list[Overlap]:
    """Return the overlaps of one claim with others, gravest first: what is checked when an approach is saved."""
    found = (classify(claim, other, groups, closeness) for other in others if other.id != claim.id)
    kept = [overlap for overlap in found if overlap is not None]
    return sorted(kept, key=lambda overlap: (-_GRAVITY[overlap.kind], overlap.left, overlap.right))


_GRAVITY = {OverlapClass.INDEPENDENT: 0, OverlapClass.COMPLEMENTARY: 1, OverlapClass.COLLISION: 2}


def _pairs(claims: Sequence[Claim], groups: Groups) -> Iterator[tuple[Claim, Claim]]:
    by_partner: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.id, claim.partner)):
        by_partner[claim.partner].append(claim)
    for partner in sorted(by_partner):
        yield from (pair for pair in combinations(by_partner[partner], 2) if pair[0].id != pair[1].id)
        for other in sorted(groups.near(partner)):
            if other > partner and other in by_partner:
                for left in by_partner[partner]:
                    yield from ((left, right) for right in by_partner[other] if left.id != right.id)


def by_words(left: str, right: str) -> float:
    """Return the share of search terms that two topics have in common, 0..1: twice the common ones by all of both.

    Case, order and endings do not count; two languages have little in common.
    """
    ours, theirs = _terms(left), _terms(right)
    if not ours or not theirs:
        return 0.0
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


@lru_cache(maxsize=50_000)
def _terms(topic: str) -> frozenset[str]:
    return frozenset(tokens(topic.casefold()))
