"""Same company, different verdicts: where entities part, and by which rule (R17 ¶32-33)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from matching.integrity.verdicts import Verdicts
from matching.records import IntegrityRule, Ruling


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
