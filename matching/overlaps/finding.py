"""All overlaps among many claims, partner group by partner group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from matching.overlaps.claims import Claim
from matching.overlaps.classes import Closeness, classify
from matching.overlaps.groups import Groups
from matching.records import Overlap, OverlapClass


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
