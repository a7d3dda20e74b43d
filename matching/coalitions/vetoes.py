"""Who may not sit beside whom: parent and affiliate, competitors, verdicts that exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from matching.coalitions.terms import AT_MOST, Veto
from matching.records import Kind, Profile, Rule, Size

# Rivals are companies large enough to meet in one market; small firms of a field are wanted together (R17 ¶17).
_RIVALS = frozenset({Size.MULTINATIONAL, Size.NATIONAL})


def affiliate_vetoes(profiles: Iterable[Profile]) -> tuple[Veto, ...]:
    """Return a veto for each parent and affiliate, and for each two affiliates of one parent, in order of id.

    A company and its own corporate foundation are no conflict: they are one will, and the foundation pays.
    """
    known = {profile.id: profile.partner for profile in profiles}
    found: dict[tuple[str, str], str] = {}
    for parent in sorted(known.values(), key=lambda partner: partner.id):
        owned = [
            link
            for link in parent.affiliates
            if link.partner in known and known[link.partner].kind is not Kind.CORPORATE_FOUNDATION
        ]
        for link in owned:
            share = "" if link.share is None else f" {link.share:.0%} of"
            found[_pair(parent.id, link.partner)] = (
                f"{parent.name} holds{share or ' a share of'} {known[link.partner].name}"
            )
        for one, other in combinations(sorted(link.partner for link in owned), 2):
            found.setdefault(_pair(one, other), f"both belong to {parent.name}")
    return tuple(Veto(left, right, reason) for (left, right), reason in sorted(found.items()))


def rival_rules(profiles: Iterable[Profile], fields: Mapping[str, str] | None = None) -> tuple[Rule, ...]:
    """Return one rule for each group of rivals: at most one of those of the same narrow field and size.

    The narrow field is a sector with a name of its own (a letter of ISIC alone says too little); `fields` names it by
    partner where sectors do not. One rule a group is solved far faster than a veto for each pair.
    """
    groups: dict[tuple[str, Size], list[str]] = defaultdict(list)
    for profile in profiles:
        partner = profile.partner
        if partner.size in _RIVALS and partner.size is not None:
            stated = [fields[partner.id]] if fields and partner.id in fields else _narrow(partner.sectors)
            for field in stated:
                groups[field, partner.size].append(partner.id)
    return tuple(
        Rule(f"competitors: {size.value} companies in {field}", AT_MOST, 1, frozenset(members))
        for (field, size), members in sorted(groups.items())
        if len(members) > 1
    )


def incompatible_vetoes(pairs: Iterable[tuple[str, str, str]]) -> tuple[Veto, ...]:
    """Return a veto for each two partners whose verdicts exclude each other, given as (partner, partner, reason)."""
    return tuple(Veto(*_pair(left, right), reason) for left, right, reason in sorted(pairs))


def _narrow(sectors: Sequence[str]) -> list[str]:
    return [sector for sector in sectors if len(sector) > 2]


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)
