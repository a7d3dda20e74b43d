"""Under which id a merged record is found: every reader of partners asks here, and nothing that they read changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection, text

from matching.records import Affiliate, Partner

# A survivor that is gone, such as one of a set that was loaded anew, hides nobody.
_READ = text("""
    SELECT r.partner, r.survivor FROM partner_redirects r JOIN partners p ON p.id = r.survivor ORDER BY r.partner
""")
_STAMP = text("""
    SELECT md5(coalesce(string_agg(partner || '>' || survivor, ' ' ORDER BY partner), '')) FROM partner_redirects
""")


@dataclass(frozen=True, slots=True)
class Redirects:
    """The survivor of each merged id, and all ids of each survivor."""

    survivors: Mapping[str, str]
    merged: Mapping[str, tuple[str, ...]]

    def of(self, id: str) -> str:
        """Return the id under which a record is found: its own, unless it was merged."""
        return self.survivors.get(id, id)

    def all_of(self, ids: Iterable[str]) -> list[str]:
        """Return all ids of the organisations that some ids belong to, each once, in order."""
        survivors = set(map(self.of, ids))
        return sorted(survivors.union(*(self.merged.get(survivor, ()) for survivor in survivors)))

    def once(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the survivors of some ids, each once, in the order in which they first stand."""
        return tuple(dict.fromkeys(map(self.of, ids)))


def redirects_stamp(connection: Connection) -> str:
    """Return a text that changes whenever a record is merged or parted; the same for everybody."""
    return str(connection.scalar(_STAMP))


def redirects(connection: Connection) -> Redirects:
    """Return the redirects that hold; few, since few records are merged."""
    survivors = {row.partner: row.survivor for row in connection.execute(_READ)}
    merged: dict[str, list[str]] = defaultdict(list)
    for partner, survivor in survivors.items():
        merged[survivor].append(partner)
    return Redirects(survivors, {survivor: tuple(found) for survivor, found in merged.items()})


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
