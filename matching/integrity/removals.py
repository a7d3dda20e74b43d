"""What each rule costs: whom it excludes, and how many of them are small firms, who can least afford what it asks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from matching.integrity.rules import Policy
from matching.integrity.verdicts import Verdicts, judge
from matching.records import IntegrityRule, Size


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
