"""The rules of an entity: a common base with its own changes, and how two entities differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matching.integrity.dossiers import Reading
from matching.records import Comparator, Fact, IntegrityRule, Kind, RuleKind, Ruling

_BY_CONDITION = {RuleKind.EXCLUDE: Ruling.EXCLUDED, RuleKind.HIGH_RISK: Ruling.HIGH_RISK}


@dataclass(frozen=True, slots=True)
class Policy:
    """All rules that hold for one entity, in order of id."""

    entity: str
    rules: tuple[IntegrityRule, ...]

    @classmethod
    def of(
        cls,
        entity: str,
        base: Iterable[IntegrityRule],
        own: Iterable[IntegrityRule] = (),
        dropped: Iterable[str] = (),
    ) -> Policy:
        """Return the base without what is dropped; a rule of its own takes the place of the base's of the same id.

        :raises ValueError: If a dropped rule isn't in the base.
        """
        rules = {rule.id: rule for rule in base}
        gone = sorted(set(dropped))
        if strangers := [name for name in gone if name not in rules]:
            raise ValueError(
                f"{entity} drops {', '.join(strangers)}; the base has {', '.join(sorted(rules)) or 'none'}"
            )
        for name in gone:
            del rules[name]
        rules |= {rule.id: rule for rule in own}
        return cls(entity, tuple(rules[name] for name in sorted(rules)))

    def with_rule(self, rule: IntegrityRule) -> Policy:
        """Return the policy with one rule more, in the place of the one of the same id."""
        return Policy.of(self.entity, self.rules, [rule])

    def without(self, rule: str) -> Policy:
        """Return the policy without a rule, the same when it has none of this id."""
        return Policy(self.entity, tuple(each for each in self.rules if each.id != rule))

    def on(self, criterion: str) -> tuple[IntegrityRule, ...]:
        """Return the rules about one criterion."""
        return tuple(rule for rule in self.rules if rule.criterion == criterion)

    def stance(self, criterion: str) -> RuleKind | None:
        """Return the strictest kind of rule about a criterion, None without one (R17 ¶33: no specific policy)."""
        kinds = {rule.kind for rule in self.on(criterion)}
        order = (RuleKind.EXCLUDE, RuleKind.REQUIRE, RuleKind.HIGH_RISK, RuleKind.CHECK)
        return next((kind for kind in order if kind in kinds), None)


@dataclass(frozen=True, slots=True)
class Difference:
    """What two entities hold on one criterion; never the same on both sides."""

    criterion: str
    left: tuple[IntegrityRule, ...]
    right: tuple[IntegrityRule, ...]


def differences(left: Policy, right: Policy) -> tuple[Difference, ...]:
    """Return the criteria on which two policies differ, in order."""
    criteria = sorted({rule.criterion for rule in (*left.rules, *right.rules)})
    found = [Difference(each, left.on(each), right.on(each)) for each in criteria]
    return tuple(each for each in found if each.left != each.right)


def with_common(policies: Sequence[Policy], rule: IntegrityRule) -> tuple[Policy, ...]:
    """Return every policy with one rule more: the common minimum that R17 ¶59 proposes."""
    return tuple(policy.with_rule(rule) for policy in policies)


def stances(policies: Sequence[Policy], criteria: Sequence[str]) -> Mapping[str, Mapping[str, RuleKind | None]]:
    """Return entity x criterion -> strictest kind of rule: the comparison of who excludes what."""
    return {policy.entity: {each: policy.stance(each) for each in criteria} for policy in policies}


def holds(rule: IntegrityRule, value: float | str) -> bool:
    """Return whether a known value meets the rule's condition.

    :raises ValueError: If value and threshold can't be compared.
    """
    threshold = rule.threshold
    if rule.comparator is Comparator.AMONG and isinstance(threshold, tuple):
        return value in threshold
    if isinstance(threshold, float) and isinstance(value, float):
        return value > threshold if rule.comparator is Comparator.ABOVE else value >= threshold
    raise ValueError(f"rule {rule.id} compares {value!r} {rule.comparator.value} {threshold!r}")


def excludes(rule: IntegrityRule) -> bool:
    """Return whether a rule may exclude a partner: the gravest that one can do."""
    return rule.kind is RuleKind.EXCLUDE or (rule.kind is RuleKind.REQUIRE and rule.due_days is None)


def speaks_against(rule: IntegrityRule, value: float | str) -> bool:
    """Return whether a value is bad news for a rule: two kinds fire when their condition holds, two when it doesn't."""
    return holds(rule, value) is (rule.kind in _BY_CONDITION)


def ruling(rule: IntegrityRule, kind: Kind, reading: Reading) -> Ruling | None:
    """Return what a rule says of a partner by its own facts, None when it doesn't fire.

    What speaks against a partner holds whatever its age. Only what speaks for it grows stale: then it is unknown, for a
    rule that concerns this kind of partner, and never fine.
    """
    concerned = not rule.kinds or kind in rule.kinds
    if not concerned and rule.kind not in _BY_CONDITION:
        return None
    if any(speaks_against(rule, value) for value, _fact in reading.said):
        if rule.kind in _BY_CONDITION:
            return _BY_CONDITION[rule.kind]
        if excludes(rule):
            return Ruling.EXCLUDED
        # It may have become worse since: what was to be met on conditions is then not known either.
        return Ruling.CONDITIONAL if reading.fresh else Ruling.UNKNOWN
    return Ruling.UNKNOWN if concerned and not reading.fresh else None


def evidence(rule: IntegrityRule, reading: Reading) -> tuple[Fact, ...]:
    """Return the facts that speak against a partner, else all that its reading stands on."""
    against = (fact for value, fact in reading.said if fact is not None and speaks_against(rule, value))
    return tuple(dict.fromkeys(against)) or reading.facts


def passed_on(rule: IntegrityRule, reading: Reading) -> Ruling | None:
    """Return what a partner's facts mean for those tied to it: only what was found, never what is missing."""
    if rule.kind not in _BY_CONDITION or not any(speaks_against(rule, value) for value, _fact in reading.said):
        return None
    return _BY_CONDITION[rule.kind]
