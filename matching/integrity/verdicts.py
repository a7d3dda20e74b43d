"""Verdicts of all entities on all partners: each different rule is read once, each verdict told in full on demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from matching.integrity.dossiers import FLAG, Dossiers
from matching.integrity.rules import Policy, evidence, passed_on, ruling
from matching.records import Firing, IntegrityRule, Ruling, Verdict

Weights = npt.NDArray[np.int8]
_RULINGS = tuple(Ruling)


@dataclass(frozen=True)
class Verdicts:
    """The ruling of every entity on every partner, shape (entities, partners), by weight."""

    policies: Mapping[str, Policy]
    dossiers: Dossiers
    weights: Weights
    _places: dict[str, int] = field(repr=False)
    _rows: dict[str, int] = field(repr=False)

    def ruling(self, entity: str, partner: str) -> Ruling:
        """Return the ruling alone; an unknown partner or entity has an unknown one."""
        if entity not in self._rows or partner not in self._places:
            return Ruling.UNKNOWN
        return _RULINGS[int(self.weights[self._rows[entity], self._places[partner]])]

    def of_entity(self, entity: str) -> dict[str, Ruling]:
        """Return the ruling on every partner for an entity; empty for an entity without rules."""
        if entity not in self._rows:
            return {}
        row = self.weights[self._rows[entity]].tolist()
        return {partner: _RULINGS[weight] for partner, weight in zip(self._places, row, strict=True)}

    def of_partner(self, partner: str) -> tuple[Verdict, ...]:
        """Return the verdict of each entity on a partner, in order of entity.

        :raises KeyError: If there is no such partner.
        """
        return tuple(self.verdict(entity, partner) for entity in self._rows)

    def blocked(self, entity: str) -> frozenset[str]:
        """Return the partners that the entity excludes: to be shown with the reason, never to be proposed."""
        if entity not in self._rows:
            return frozenset()
        excluded = self.weights[self._rows[entity]] == Ruling.EXCLUDED.weight
        return frozenset(partner for partner, gone in zip(self._places, excluded.tolist(), strict=True) if gone)

    def blocked_pairs(self) -> frozenset[tuple[str, str]]:
        """Return every (entity, partner) that is excluded, as the coordination plan wants it."""
        return frozenset((entity, partner) for entity in self._rows for partner in self.blocked(entity))

    def count(self, entity: str) -> Counter[Ruling]:
        """Return how many partners have each ruling for an entity."""
        return Counter(self.of_entity(entity).values())

    def verdict(self, entity: str, partner: str) -> Verdict:
        """Return the verdict in full: the rules that fired, worst first, with their facts and the way they came.

        :raises KeyError: If there is no such entity or partner.
        """
        policy, today = self.policies[entity], self.dossiers.today
        found = [firing for rule in policy.rules for firing in firings(rule, entity, partner, self.dossiers)]
        found.sort(key=lambda each: (-each.ruling.weight, each.rule.id, len(each.path), each.path))
        worst = found[0].ruling if found else Ruling.ELIGIBLE
        decisive = [each.rule for each in found if each.ruling is worst]
        days = [rule.due_days for rule in decisive if rule.due_days is not None]
        again = [rule.recheck_days for rule in decisive if rule.recheck_days is not None]
        return Verdict(
            entity,
            partner,
            worst,
            today,
            tuple(found),
            due=today + timedelta(days=min(days)) if days else None,
            recheck=today + timedelta(days=min(again)) if again else None,
        )


def judge(policies: Iterable[Policy], dossiers: Dossiers) -> Verdicts:
    """Return the verdicts of the policies on all partners of the dossiers, on their day."""
    known = {policy.entity: policy for policy in sorted(policies, key=lambda each: each.entity)}
    places = {partner: place for place, partner in enumerate(dossiers.partners)}
    cache: dict[tuple[object, ...], Weights] = {}
    rows = []
    for entity, policy in known.items():
        row = np.zeros(len(places), dtype=np.int8)
        for rule in policy.rules:
            key = _decisive(rule, entity if rule.criterion == FLAG and dossiers.private(entity) else "")
            if key not in cache:
                cache[key] = _column(rule, entity, dossiers, places)
            np.maximum(row, cache[key], out=row)
        rows.append(row)
    weights = np.array(rows, dtype=np.int8).reshape(len(known), len(places))
    return Verdicts(known, dossiers, weights, places, {entity: row for row, entity in enumerate(known)})


def firings(rule: IntegrityRule, entity: str, partner: str, dossiers: Dossiers) -> tuple[Firing, ...]:
    """Return how a rule fires on a partner: by its own facts, and by those of whom it is tied to."""
    column = dossiers.column(rule.criterion, entity)
    said = ruling(rule, dossiers.partners[partner].kind, column[partner])
    found = [Firing(rule, said, evidence(rule, column[partner]), (partner,))] if said else []
    for other, tie in sorted(dossiers.links.near(partner, rule.depth, rule.least_share).items()):
        reading = column.get(other)
        if reading is not None and (passed := passed_on(rule, reading)):
            found.append(Firing(rule, passed, evidence(rule, reading), tie.path, tie.share))
    return tuple(found)


def _column(rule: IntegrityRule, entity: str, dossiers: Dossiers, places: Mapping[str, int]) -> Weights:
    """Return the weight of what the rule says of each partner, 0 where it doesn't fire."""
    column = dossiers.column(rule.criterion, entity)
    weights = np.zeros(len(places), dtype=np.int8)
    for name, place in places.items():
        said = ruling(rule, dossiers.partners[name].kind, column[name])
        if said is not None:
            weights[place] = said.weight
    if rule.depth:
        for name in dossiers.links.neighbours:
            passed = passed_on(rule, column[name]) if name in column else None
            if passed is None:
                continue
            for other in dossiers.links.near(name, rule.depth, rule.least_share):
                if other in places:
                    weights[places[other]] = max(weights[places[other]], passed.weight)
    return weights


def _decisive(rule: IntegrityRule, viewer: str) -> tuple[object, ...]:
    """Return what decides: two entities with the same condition share its column, whatever they call it."""
    return (
        rule.kind,
        rule.criterion,
        rule.comparator,
        rule.threshold,
        rule.kinds,
        rule.depth,
        rule.least_share,
        rule.due_days is None,
        viewer,
    )


def worst(rulings: Sequence[Ruling]) -> Ruling:
    """Return the heaviest of some rulings, eligible without any."""
    return max(rulings, key=lambda each: each.weight, default=Ruling.ELIGIBLE)


# A member with one of these may be proposed; the others need a person's decision first.
ALLOWED = frozenset({Ruling.ELIGIBLE, Ruling.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class RollUp:
    """A coalition's ruling for one entity, its worst member with the rule that decided, and the nearest allowed swap.

    Member, rule and swap are empty when every member is eligible; the swap also when no alternate is allowed.
    """

    entity: str
    ruling: Ruling
    member: str = ""
    rule: IntegrityRule | None = None
    swap: str = ""


def roll_up(
    entity: str,
    members: Iterable[str],
    verdicts: Verdicts,
    alternates: Mapping[str, Sequence[str]] | None = None,
) -> RollUp:
    """Return the ruling of a coalition for an entity; `alternates` are the next best partners for each seat in order.

    Of equally bad members it names the first by id. A swap is allowed and better than the member that it replaces.
    """
    chosen = sorted(set(members))
    if not chosen:
        return RollUp(entity, Ruling.ELIGIBLE)
    member = min(chosen, key=lambda each: (-verdicts.ruling(entity, each).weight, each))
    found = verdicts.ruling(entity, member)
    if found is Ruling.ELIGIBLE:
        return RollUp(entity, found)
    known = entity in verdicts.policies and member in verdicts.dossiers.partners
    firings = verdicts.verdict(entity, member).firings if known else ()
    swap = next(
        (
            each
            for each in (alternates or {}).get(member, ())
            if each not in chosen
            and verdicts.ruling(entity, each) in ALLOWED
            and verdicts.ruling(entity, each).weight < found.weight
        ),
        "",
    )
    return RollUp(entity, found, member, firings[0].rule if firings else None, swap)
