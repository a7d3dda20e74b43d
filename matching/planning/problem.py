"""From the register to what the plan decides about: intents, collisions, limits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, cached_property

from matching.overlaps import Closeness, Groups, claim_of_approach, classify, find_overlaps
from matching.planning.history import Competition, competition
from matching.planning.intents import CAP, Intent, Limits, Lock
from matching.planning.plan import NoPlan, Plan, plan
from matching.planning.values import Offers
from matching.records import Approach, Kind, OverlapClass, Period, Profile, QuietPeriod, Stage

# What was decided by people stays; the plan moves what is still open.
_DECIDED = frozenset({Stage.JOINT, Stage.SEQUENCED})
# A partner counts the asks of a year.
YEAR = timedelta(days=365)
# A new partner has to be won first; even a better one is worth no more than the match that was chosen.
REDIRECTED = 0.9
# Entities with at most so many live approaches are small; a third of those of the demo are.
SMALL = 6
ALONE = Groups({})


@dataclass(frozen=True)
class PlanningProblem:
    """What is to be planned: live approaches, their collisions, and all that bounds a plan.

    `spent` counts the asks that each corporate group has had in the year before.
    """

    approaches: tuple[Approach, ...]
    collisions: tuple[tuple[str, str], ...]
    offers: Offers
    groups: Mapping[str, str]
    spent: Mapping[str, int]
    closed: frozenset[str]
    small: frozenset[str]
    large: frozenset[str]
    closeness: Closeness | None = None
    capacity: Mapping[str, int] = field(default_factory=dict)
    blocked: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def competition(self) -> Competition:
        """How live approaches compete as it is now; a joint one counts once."""
        return competition(self._worth(self._joint()), self.collisions)

    def solve(self, cap: int = CAP, locks: Mapping[str, Lock] | None = None) -> Plan | NoPlan:
        """Return the plan under a cap of approaches a partner in 12 months; `locks` are decisions taken since."""
        joined = self._joint()
        bound = {**self._decided(), **(locks or {})}
        # What people decided stays even where it is more than the cap; it then leaves no room for others.
        standing = Counter(self._group(approach.partner) for approach in joined if bound.get(approach.id) is Lock.STAY)
        used = {
            group: max(0, min(self.spent.get(group, 0), cap - standing[group]))
            for group in sorted({*self.spent, *standing})
        }
        full = frozenset(group for group, count in self.spent.items() if count >= cap)
        worth = self._worth(joined)
        contested = self._contested(joined, cap)
        movable = [each for each in joined if each.id in contested]
        others = self.offers.alternates(movable, self.groups, full | self.closed)
        intents = [
            Intent(
                each.id,
                each.entity,
                each.partner,
                worth[each.id],
                tuple((name, REDIRECTED * min(fit, worth[each.id])) for name, fit in others.get(each.id, ())),
                bound.get(each.id),
            )
            for each in joined
        ]
        limits = Limits(
            cap=cap,
            used=used,
            capacity=self.capacity,
            groups=self.groups,
            blocked=self.blocked,
            large=self.large,
            small=self.small,
        )
        found = plan(intents, self.collisions, limits, self._collides())
        if isinstance(found, NoPlan):
            # Better a plan that says that small entities lose out than none at all.
            without = plan(intents, self.collisions, replace(limits, floor=0), self._collides())
            return found if isinstance(without, NoPlan) else without
        return found

    def solve_all(self, caps: Sequence[int], locks: Mapping[str, Lock] | None = None) -> dict[int, Plan | NoPlan]:
        """Return the plan under each cap: what coordination costs when partners bear more or fewer approaches."""
        return {cap: self.solve(cap, locks) for cap in caps}

    def _group(self, partner: str) -> str:
        return self.groups.get(partner, partner)

    def _joint(self) -> list[Approach]:
        """Return the approaches with one for each joint approach: to the partner it is one ask."""
        seen: set[str] = set()
        kept = []
        for approach in self.approaches:
            if approach.joint and approach.joint in seen:
                continue
            seen.add(approach.joint)
            kept.append(approach)
        return kept

    def _contested(self, joined: Sequence[Approach], cap: int) -> frozenset[str]:
        """Return the approaches that the plan may send elsewhere: colliding, or at a partner asked too often."""
        asked = Counter(self._group(each.partner) for each in joined)
        crowded = {group for group, count in asked.items() if count + self.spent.get(group, 0) > cap}
        colliding = {name for pair in self.collisions for name in pair}
        return frozenset(e.id for e in joined if e.id in colliding or self._group(e.partner) in crowded)

    def _worth(self, joined: Sequence[Approach]) -> dict[str, float]:
        worth = self.offers.worth(self.approaches)
        together: dict[str, float] = defaultdict(float)
        for approach in self.approaches:
            together[approach.joint or approach.id] += worth[approach.id]
        return {approach.id: together[approach.joint or approach.id] for approach in joined}

    def _decided(self) -> dict[str, Lock]:
        """Return what people decided; a decision for a partner that the entity excludes meanwhile binds no longer."""
        return {
            approach.id: Lock.STAY
            for approach in self.approaches
            if approach.stage in _DECIDED and (approach.entity, approach.partner) not in self.blocked
        }

    def _collides(self) -> Callable[[str, str], bool]:
        claims = {each.id: replace(claim_of_approach(each), partner="") for each in self.approaches}

        @cache
        def collides(left: str, right: str) -> bool:
            found = classify(claims[left], claims[right], ALONE, self.closeness)
            return found is not None and found.kind is OverlapClass.COLLISION

        return lambda left, right: collides(*sorted((left, right)))


def problem_of(
    approaches: Sequence[Approach],
    profiles: Sequence[Profile],
    quiet: Collection[QuietPeriod],
    today: date,
    closeness: Closeness | None = None,
    *,
    blocked: Collection[tuple[str, str]] = (),
) -> PlanningProblem:
    """Return what there is to plan on a day, from all approaches of the register, live and over.

    `blocked` are pairs (entity, partner) in which the entity's due diligence excludes the partner.
    """
    live = tuple(sorted((each for each in approaches if each.live), key=lambda each: each.id))
    partners = [profile.partner for profile in profiles]
    links = Groups.of(partners)
    groups = _groups(links)
    overlaps = find_overlaps([claim_of_approach(each) for each in live], links, closeness)
    still = Period(today, today + YEAR)
    # To the partner a joint approach is one ask: it collides where any of its approaches does.
    first = {each.joint: each.id for each in reversed(live) if each.joint}
    ask = {each.id: first.get(each.joint, each.id) for each in live}
    pairs = (tuple(sorted((ask[o.left], ask[o.right]))) for o in overlaps if o.kind is OverlapClass.COLLISION)
    return PlanningProblem(
        approaches=live,
        collisions=tuple(dict.fromkeys((left, right) for left, right in pairs if left != right)),
        offers=Offers.of(profiles),
        groups=groups,
        spent=spent(approaches, groups, today),
        closed=frozenset(groups.get(each.partner, each.partner) for each in quiet if each.window.overlaps(still)),
        small=frozenset(name for name, count in Counter(each.entity for each in live).items() if count <= SMALL),
        large=frozenset(partner.id for partner in partners if partner.kind is Kind.MULTINATIONAL),
        closeness=closeness,
        blocked=frozenset(blocked),
    )


def spent(approaches: Sequence[Approach], groups: Mapping[str, str], today: date) -> dict[str, int]:
    """Return how many approaches each group has had in the year before `today` that are over; a joint one is one."""
    asks = {
        (groups.get(each.partner, each.partner), each.joint or each.id)
        for each in approaches
        if each.stage is Stage.EXPIRED and each.window.end is not None and today - YEAR <= each.window.end < today
    }
    return dict(Counter(group for group, _ in sorted(asks)))


def _groups(links: Groups) -> dict[str, str]:
    """Return the first id of the chain of control that each linked partner belongs to."""
    found: dict[str, str] = {}
    for name in sorted(links.links):
        if name in found:
            continue
        waiting = [name]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found[each] = name
                waiting += sorted(links.links.get(each, frozenset()))
    return found
