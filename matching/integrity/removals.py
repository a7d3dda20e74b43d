"""What the rules of one entity or of several lead to: whom each excludes, and where entities part over a partner."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from matching.integrity.rules import Policy
from matching.integrity.verdicts import Verdicts, judge
from matching.records import IntegrityRule, Ruling, Size


@dataclass(frozen=True, slots=True)
class Removal:
    """How many partners a rule excludes, and how many of them no other rule does; `msme` are the small firms."""

    rule: IntegrityRule
    partners: int
    msme: int
    only: int
    only_msme: int


def removals(verdicts: Verdicts, entity: str) -> tuple[Removal, ...]:
    """Return what each rule of an entity that excludes anybody costs, the costliest first.

    :raises KeyError: If the entity has no rules.
    """
    rules = verdicts.policies[entity].rules
    dossiers = verdicts.dossiers
    gone = {rule: judge([Policy(entity, (rule,))], dossiers).blocked(entity) for rule in rules}
    times = Counter(partner for partners in gone.values() for partner in partners)
    small = {name for name, partner in dossiers.partners.items() if partner.size is Size.MSME}
    found = []
    for rule, partners in gone.items():
        only = {partner for partner in partners if times[partner] == 1}
        if partners:
            found.append(Removal(rule, len(partners), len(partners & small), len(only), len(only & small)))
    return tuple(sorted(found, key=lambda each: (-each.partners, each.rule.id)))


@dataclass(frozen=True, slots=True)
class Split:
    """A partner on which entities differ: who says what, best ruling first, and the rules that only some hold."""

    partner: str
    rulings: Mapping[Ruling, tuple[str, ...]]
    rules: tuple[IntegrityRule, ...]

    @property
    def distance(self) -> int:
        """How far the best and the worst ruling are apart, in steps."""
        weights = [ruling.weight for ruling in self.rulings]
        return max(weights) - min(weights)


def splits(verdicts: Verdicts, partners: Collection[str] | None = None, most: int | None = None) -> tuple[Split, ...]:
    """Return the partners (all, or those given) with different verdicts, furthest apart first, `most` of them."""
    spread = verdicts.weights.max(axis=0, initial=0) - verdicts.weights.min(axis=0, initial=len(Ruling))
    asked = None if partners is None else frozenset(partners)
    found = [
        (-int(spread[place]), name)
        for place, name in enumerate(verdicts.dossiers.partners)
        if spread[place] > 0 and (asked is None or name in asked)
    ]
    return tuple(_split(verdicts, name) for _, name in sorted(found)[:most])


def _split(verdicts: Verdicts, partner: str) -> Split:
    by: dict[Ruling, list[str]] = defaultdict(list)
    for entity in verdicts.policies:
        by[verdicts.ruling(entity, partner)].append(entity)
    rulings = {ruling: tuple(by[ruling]) for ruling in Ruling if ruling in by}
    best, *_, hardest = rulings
    mild = set(verdicts.policies[rulings[best][0]].rules)
    decisive = {
        firing.rule
        for entity in rulings[hardest]
        for firing in verdicts.verdict(entity, partner).firings
        if firing.ruling is hardest and firing.rule not in mild
    }
    return Split(partner, rulings, tuple(sorted(decisive, key=lambda rule: rule.id)))
