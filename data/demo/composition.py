"""Rules on who must take part in what a need brings together, spelled out as the partners that fulfil them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.demo.chance import Dice
from matching.records import Kind, Partner, Rule, Size

_Test = Callable[[Partner, str], bool]


def _works_in(partner: Partner, country: str) -> bool:
    return country in partner.countries


_BOUNDS: tuple[tuple[str, str, int, _Test], ...] = (
    (
        "a national or small firm of the country",
        "at least",
        1,
        lambda partner, country: partner.country == country and partner.size in (Size.NATIONAL, Size.MSME),
    ),
    (
        "a non-governmental organisation that works there",
        "at least",
        1,
        lambda partner, country: partner.kind is Kind.NGO and _works_in(partner, country),
    ),
    (
        "a women-led organisation that works there",
        "at least",
        1,
        lambda partner, country: partner.women_led is True and _works_in(partner, country),
    ),
    (
        "no more than two multinationals",
        "at most",
        2,
        lambda partner, country: partner.kind is Kind.MULTINATIONAL and _works_in(partner, country),
    ),
)


def rules_for(country: str, partners: Sequence[Partner], dice: Dice) -> tuple[Rule, ...]:
    """Return one or two rules for a need in a country; a rule that nobody could fulfil is left out."""
    rules = []
    for name, comparator, bound, test in dice.sample(_BOUNDS, dice.number(1, 2)):
        members = frozenset(partner.id for partner in partners if test(partner, country))
        if len(members) >= bound:
            rules.append(Rule(name, comparator, bound, members))
    return tuple(rules)
