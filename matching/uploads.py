"""What somebody learns at once from a list they brought in: what of it collides, and which partners others talk to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from matching.disclosure import Alert, Viewpoint, alert
from matching.overlaps import Claim, Groups, claim_of_approach, claims_of_engagement, overlaps_with
from matching.records import Approach, Disclosure, Engagement, Overlap, OverlapClass, Partner, Visibility


@dataclass(frozen=True, slots=True)
class Around:
    """What the register holds of the partners of an upload: the engagements and approaches, and their groups."""

    engagements: Sequence[Engagement]
    approaches: Sequence[Approach]
    partners: Sequence[Partner]


@dataclass(frozen=True, slots=True)
class Finding:
    """A record of the upload and one that touches it, as far as it may be told; `partner` is whom both touch."""

    partner: str
    alert: Alert


def found_in(
    view: Viewpoint, uploaded: Iterable[str], around: Around, closest: int = 500
) -> tuple[tuple[Finding, ...], int]:
    """Return what touches the engagements with these ids, gravest first, and how many such findings there are.

    Only records of other entities count, and pairs of uploaded engagements of different entities; at most `closest`
    findings are told.
    """
    own = set(uploaded)
    claims: list[tuple[Claim, Disclosure]] = []
    for engagement in around.engagements:
        claims += [(claim, engagement.disclosure) for claim in claims_of_engagement(engagement)]
    claims += [(claim_of_approach(each), each.disclosure) for each in around.approaches if each.live]
    groups = Groups.of(around.partners)
    by_partner: dict[str, list[tuple[Claim, Disclosure]]] = defaultdict(list)
    for claim, told in claims:
        by_partner[claim.partner].append((claim, told))
    found: dict[tuple[str, str], Finding] = {}
    for claim, _ in claims:
        if claim.id in own:
            found |= _touching(view, claim, by_partner, groups, own)
    ranked = sorted(found.values(), key=_rank)
    return tuple(ranked[:closest]), len(ranked)


def contacts(view: Viewpoint, partners: Iterable[str], around: Around) -> Mapping[str, tuple[str, ...]]:
    """Return for each partner of an upload the other entities that are in touch with it and may be named."""
    asked = set(partners)
    named: dict[str, set[str]] = defaultdict(set)
    for claim, _ in _by_name(view, around):
        named[claim.partner] |= claim.entities
    others = {partner: tuple(sorted(names - {view.entity})) for partner, names in named.items() if partner in asked}
    return {partner: names for partner, names in sorted(others.items()) if names}


def behind_contacts(view: Viewpoint, partners: Iterable[str], around: Around) -> tuple[tuple[str, str], ...]:
    """Return owner entity and id of the records by which others are in touch with the partners of an upload."""
    asked = set(partners)
    found = [
        (told.owner_entity, claim.id)
        for claim, told in _by_name(view, around)
        if claim.partner in asked and claim.entities - {view.entity}
    ]
    return tuple(dict.fromkeys(found))


def _by_name(view: Viewpoint, around: Around) -> Iterator[tuple[Claim, Disclosure]]:
    for engagement in around.engagements:
        if _may_be_named(view, engagement.disclosure):
            yield from ((claim, engagement.disclosure) for claim in claims_of_engagement(engagement))
    for approach in around.approaches:
        if approach.live and _may_be_named(view, approach.disclosure):
            yield claim_of_approach(approach), approach.disclosure


def _touching(
    view: Viewpoint,
    claim: Claim,
    by_partner: Mapping[str, Sequence[tuple[Claim, Disclosure]]],
    groups: Groups,
    own: set[str],
) -> dict[tuple[str, str], Finding]:
    near = [pair for partner in sorted(groups.near(claim.partner)) for pair in by_partner.get(partner, ())]
    others = {other.id: (other, told) for other, told in near if other.id != claim.id}
    found = {}
    for overlap in overlaps_with(claim, (other for other, _ in others.values()), groups):
        other, told = others[overlap.right if overlap.left == claim.id else overlap.left]
        if overlap.kind is OverlapClass.INDEPENDENT or not other.entities - claim.entities:
            continue
        if other.id in own and other.id < claim.id:
            continue  # told once, from the other side
        found[claim.id, other.id] = Finding(claim.partner, _alert(view, claim, other, told, overlap))
    return found


def _alert(view: Viewpoint, claim: Claim, other: Claim, told: Disclosure, overlap: Overlap) -> Alert:
    return alert(view, claim, other, told, overlap)


def _may_be_named(view: Viewpoint, told: Disclosure) -> bool:
    lapsed = told.until is not None and view.at >= told.until
    return told.visibility is Visibility.NAMED or lapsed or (view.entity != "" and view.entity == told.owner_entity)


def _rank(finding: Finding) -> tuple[bool, int, str, str, str]:
    told = finding.alert
    return (told.kind is not OverlapClass.COLLISION, told.horizon, finding.partner, told.about, told.record)
