"""Small firms that take one seat together: what they can do is the union, how much they can carry is the sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.coalitions.coverage import COVERED, Coverage
from matching.coalitions.terms import Terms, Veto
from matching.records import Need, Profile, Rule, Size

# A seat that answers with more voices than this does not answer (R17 ¶17 speaks of alliances, not of crowds).
MOST_FIRMS = 5
# Only alliances that add something: as much as one more member costs.
_PREFIX = "alliance:"


@dataclass(frozen=True, slots=True)
class Alliance:
    """Small firms that sit as one; the id names them in order, so the same firms are always the same alliance."""

    members: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse what is no alliance.

        :raises ValueError: If there are fewer than 2 or more than `MOST_FIRMS` different members.
        """
        if not 2 <= len(set(self.members)) <= MOST_FIRMS or len(set(self.members)) != len(self.members):
            raise ValueError(
                f"an alliance has 2 to {MOST_FIRMS} different firms, got {', '.join(self.members) or 'none'}"
            )

    @property
    def id(self) -> str:
        """The id under which the alliance is a candidate."""
        return _PREFIX + "+".join(sorted(self.members))


def suggested(coverage: Coverage, profiles: Sequence[Profile], need: Need, most: int = 3) -> tuple[Alliance, ...]:
    """Return alliances of small firms of one country that cover facets which none of them covers alone.

    At most one a country of the need, best first, `most` in all.
    """
    homes: dict[str, list[str]] = defaultdict(list)
    for profile in profiles:
        partner = profile.partner
        if partner.size is Size.MSME and partner.country in need.countries:
            homes[partner.country].append(profile.id)
    found = []
    for firms in homes.values():
        members = _grown(coverage, sorted(firms))
        if len(members) > 1:
            single = max(coverage.of_members([firm]) for firm in members)
            found.append((coverage.of_members(members) - single, Alliance(tuple(sorted(members)))))
    found.sort(key=lambda pair: (-pair[0], pair[1].id))
    return tuple(alliance for _, alliance in found[:most])


def _grown(coverage: Coverage, firms: Sequence[str]) -> list[str]:
    """The firm that covers most, then each that first covers a facet well enough."""
    members: list[str] = []
    covered = np.zeros(len(coverage.facets), dtype=bool)
    while len(members) < MOST_FIRMS:
        rest = [firm for firm in firms if firm not in members]
        new = {firm: (coverage.cells[coverage.rows_of([firm])[0]] >= COVERED) & ~covered for firm in rest}
        best = max(rest, key=lambda firm: (float(coverage.weights[new[firm]].sum()), firm), default=None)
        if best is None or not new[best].any():
            break
        covered |= new[best]
        members.append(best)
    return members


def seated(coverage: Coverage, terms: Terms, alliances: Sequence[Alliance]) -> tuple[Coverage, Terms]:
    """Return coverage and terms in which each alliance is one candidate more; no firm sits twice.

    An alliance counts for a rule when one of its firms does, and meets a veto when one of them does.
    """
    if not alliances:
        return coverage, terms
    rows = {name: list(coverage.cells[row]) for row, name in enumerate(coverage.candidates)}
    for alliance in alliances:
        rows[alliance.id] = list(coverage.cells[coverage.rows_of(alliance.members)].max(axis=0))
    inside = {alliance.id: frozenset(alliance.members) for alliance in alliances}
    return Coverage.of(coverage.facets, rows), replace(
        terms,
        rules=tuple(_with(rule, inside) for rule in terms.rules),
        vetoes=(*terms.vetoes, *_vetoes(terms, inside)),
        capacity=_capacity(terms, inside),
        forbidden=terms.forbidden | {name for name, firms in inside.items() if firms & terms.forbidden},
    )


def _with(rule: Rule, inside: Mapping[str, frozenset[str]]) -> Rule:
    return replace(rule, members=rule.members | {name for name, firms in inside.items() if firms & rule.members})


def _vetoes(terms: Terms, inside: Mapping[str, frozenset[str]]) -> list[Veto]:
    names = sorted(inside)
    found = [Veto(firm, name, "the firm sits in this alliance") for name in names for firm in sorted(inside[name])]
    for place, one in enumerate(names):
        shared = [other for other in names[place + 1 :] if inside[one] & inside[other]]
        found += [Veto(one, other, "they share a firm") for other in shared]
    for veto in terms.vetoes:
        for name in names:
            if veto.left in inside[name] and veto.right not in inside[name]:
                found.append(Veto(veto.right, name, veto.reason))
            elif veto.right in inside[name] and veto.left not in inside[name]:
                found.append(Veto(veto.left, name, veto.reason))
    return found


def _capacity(terms: Terms, inside: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """An alliance carries what its firms carry; it has no limit where one of them has none."""
    summed = {
        name: sum(terms.capacity[firm] for firm in firms)
        for name, firms in inside.items()
        if all(firm in terms.capacity for firm in firms)
    }
    return {**terms.capacity, **summed}
