"""Every rule that there is, and how each stands with each entity: what policies are made from, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from matching.integrity.rules import Policy
from matching.records import ALL, IntegrityRule, OwnRule, RuleChange, RuleStanding


@dataclass(frozen=True)
class Rulebook:
    """The base from which every entity starts, rules to take up, rules of entities' own, and who holds what.

    What is taken up for `ALL` is the common minimum: no entity may drop it or put an own rule in its place.
    """

    base: Mapping[str, IntegrityRule]
    options: Mapping[str, IntegrityRule]
    own: Mapping[str, OwnRule]
    standing: Mapping[tuple[str, str], RuleStanding]

    @classmethod
    def of(
        cls,
        base: Iterable[IntegrityRule],
        options: Iterable[IntegrityRule],
        own: Iterable[OwnRule],
        changes: Iterable[RuleChange],
    ) -> Rulebook:
        """Return the book after all changes, given in order; of an own rule's versions the last one counts."""
        return cls(
            {rule.id: rule for rule in base},
            {rule.id: rule for rule in options},
            {each.rule.id: each for each in own},
            {(each.entity, each.rule): each.standing for each in changes},
        )

    @property
    def entities(self) -> tuple[str, ...]:
        """Those who have ever taken up or dropped a rule."""
        return tuple(sorted({entity for entity, _ in self.standing} - {ALL}))

    def rules_for(self, entity: str) -> Mapping[str, IntegrityRule]:
        """Return every rule that an entity might hold: of the base, to take up, for all, and its own."""
        mine = {name: each.rule for name, each in self.own.items() if each.entity in (entity, ALL)}
        return {**self.base, **self.options, **mine}

    def common(self) -> tuple[IntegrityRule, ...]:
        """Return what is taken up for all beside the base, in order of id."""
        return tuple(rule for name, rule in sorted(self.rules_for(ALL).items()) if self._is(ALL, name))

    def holds(self, entity: str, rule: str) -> bool:
        """Return whether a rule holds for an entity today."""
        return any(each.id == rule for each in self.policy(entity).rules)

    def policy(self, entity: str) -> Policy:
        """Return the rules that hold for an entity; for `ALL`, those that everybody starts from."""
        minimum = {rule.id: rule for rule in self.common()}
        start = {name: rule for name, rule in self.base.items() if not self._is(ALL, name, RuleStanding.DROPPED)}
        known = self.rules_for(entity)
        taken = {name: known[name] for name in sorted(known) if self._is(entity, name)}
        gone = {name for name in start if self._is(entity, name, RuleStanding.DROPPED)}
        gone |= {self.own[name].replaces for name in taken if name in self.own}
        held = {name: rule for name, rule in {**start, **taken}.items() if name not in gone}
        replaced = {self.own[name].replaces for name in minimum if name in self.own}
        held = {name: rule for name, rule in held.items() if name not in replaced} | minimum
        return Policy(entity, tuple(held[name] for name in sorted(held)))

    def policies(self) -> tuple[Policy, ...]:
        """Return the policy of each entity, in order."""
        return tuple(self.policy(entity) for entity in self.entities)

    def changed(self, entity: str, rule: str, standing: RuleStanding, text: OwnRule | None = None) -> Rulebook:
        """Return the book after one more change; `text` is the own rule that comes with it."""
        own = dict(self.own) if text is None else {**self.own, text.rule.id: text}
        return replace(self, own=own, standing={**self.standing, (entity, rule): standing})

    def _is(self, entity: str, rule: str, standing: RuleStanding = RuleStanding.ADOPTED) -> bool:
        return self.standing.get((entity, rule)) is standing


def own_id(rule: str, entity: str) -> str:
    """Return what an entity's own version of a rule is called; a version of a version keeps the name."""
    return f"{rule.split('/', maxsplit=1)[0]}/{entity or 'ALL'}"
