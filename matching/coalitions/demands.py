"""Rules of composition from readable choices: `at least one company of the country` becomes the set of who is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from matching.coalitions.terms import AT_LEAST, AT_MOST, Veto
from matching.records import Kind, Need, Partner, Profile, Rule, Size


class Wish(StrEnum):
    """What can be demanded of a coalition's composition."""

    LOCAL_COMPANY = "local_company"
    SMALL_COMPANY = "small_company"
    NGO = "ngo"
    WOMEN_LED = "women_led"
    GOVERNMENT = "government"
    ACADEMIA = "academia"
    ASSOCIATION = "association"
    FUNDER = "funder"
    MULTINATIONALS = "multinationals"


@dataclass(frozen=True, slots=True)
class Demand:
    """A wish with its bound: at least so many of those who fit, or for multinationals at most."""

    wish: Wish
    bound: int = 1

    def __post_init__(self) -> None:
        """Refuse a bound that no coalition can have.

        :raises ValueError: If the bound is below 0.
        """
        if self.bound < 0:
            raise ValueError(f"the bound of {self.wish.value} must be at least 0, got {self.bound}")


_COMPANIES = frozenset({Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY})
_FUNDERS = frozenset({Kind.FOUNDATION, Kind.CORPORATE_FOUNDATION})
# A test of a partner in the countries of a need (any country where the need names none), and the rule in words.
_Test = Callable[[Partner, frozenset[str]], bool]
_TESTS: dict[Wish, tuple[str, _Test]] = {
    Wish.LOCAL_COMPANY: (
        "a national or small company of the country",
        lambda partner, places: (
            (partner.size in (Size.NATIONAL, Size.MSME) or partner.kind is Kind.NATIONAL_COMPANY)
            and (not places or partner.country in places)
        ),
    ),
    Wish.SMALL_COMPANY: ("a micro, small or medium company", lambda partner, _: partner.size is Size.MSME),
    Wish.NGO: ("a non-governmental organisation", lambda partner, _: partner.kind is Kind.NGO),
    Wish.WOMEN_LED: (
        "a women-led supplier",
        lambda partner, _: partner.women_led is True and partner.kind in _COMPANIES,
    ),
    Wish.GOVERNMENT: (
        "a public body of the country",
        lambda partner, places: partner.kind is Kind.GOVERNMENT and (not places or _present(partner, places)),
    ),
    Wish.ACADEMIA: ("a university or research institute", lambda partner, _: partner.kind is Kind.ACADEMIA),
    Wish.ASSOCIATION: ("a business association", lambda partner, _: partner.kind is Kind.BUSINESS_ASSOCIATION),
    Wish.FUNDER: ("a foundation", lambda partner, _: partner.kind in _FUNDERS),
    Wish.MULTINATIONALS: ("multinational companies", lambda partner, _: partner.kind is Kind.MULTINATIONAL),
}


def rule(demand: Demand, need: Need, profiles: Iterable[Profile]) -> Rule:
    """Return the rule of a demand for a need; its members are the profiles that fit, maybe none."""
    words, test = _TESTS[demand.wish]
    places = frozenset(need.countries)
    members = frozenset(profile.id for profile in profiles if test(profile.partner, places))
    return Rule(words, AT_MOST if demand.wish is Wish.MULTINATIONALS else AT_LEAST, demand.bound, members)


def rules(demands: Sequence[Demand], need: Need, profiles: Sequence[Profile]) -> tuple[Rule, ...]:
    """Return the need's own rules, then one for each demand, the last of a wish counting; a name stands once."""
    wanted = {demand.wish: demand for demand in demands}
    built = [rule(demand, need, profiles) for demand in wanted.values()]
    return tuple({each.name: each for each in [*need.rules, *built]}.values())


def _present(partner: Partner, places: frozenset[str]) -> bool:
    return partner.country in places or bool(places.intersection(partner.countries))


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
