"""Records of one organisation as one record: the survivor's own fields, and of the others what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from data.identity.redirects import Redirects
from matching.records import Affiliate, Partner

T = TypeVar("T")


def combined(partners: Sequence[Partner], redirects: Redirects) -> tuple[Partner, ...]:
    """Return one record an organisation, in order of id; the names of merged records become aliases."""
    if not redirects.survivors:
        return tuple(partners)
    groups: dict[str, list[Partner]] = {}
    for partner in partners:
        groups.setdefault(redirects.of(partner.id), []).append(partner)
    return tuple(_one(survivor, groups[survivor], redirects) for survivor in sorted(groups))


def _one(id: str, group: list[Partner], redirects: Redirects) -> Partner:
    ordered = sorted(group, key=lambda each: (each.id != id, each.id))
    first = ordered[0]
    if len(ordered) == 1 and not any(redirects.of(link.partner) != link.partner for link in first.affiliates):
        return first
    names = dict.fromkeys(name for each in ordered for name in (each.name, *each.aliases))
    links: dict[str, Affiliate] = {}
    for link in (link for each in ordered for link in each.affiliates):
        target = redirects.of(link.partner)
        if target != id:
            held = links.get(target)
            if held is None or (held.share or 0.0) < (link.share or 0.0):
                links[target] = Affiliate(target, link.share)
    identifiers = {key: value for each in reversed(ordered) for key, value in (each.identifiers or {}).items()}
    return replace(
        first,
        aliases=tuple(name for name in names if name != first.name),
        size=next((each.size for each in ordered if each.size), None),
        country=next((each.country for each in ordered if each.country), ""),
        countries=_union(each.countries for each in ordered),
        sectors=_union(each.sectors for each in ordered),
        sdgs=tuple(sorted({goal for each in ordered for goal in each.sdgs})),
        identifiers=identifiers or first.identifiers,
        website=next((each.website for each in ordered if each.website), ""),
        women_led=next((each.women_led for each in ordered if each.women_led is not None), None),
        affiliates=tuple(links.values()),
    )


def _union(groups: Iterable[Sequence[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))
