"""What a coalition must respect: its size, its cost, its rules, and who may not sit beside whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from matching.records import Rule

AT_LEAST, AT_MOST, EXACTLY = "at least", "at most", "exactly"
COMPARATORS = (AT_LEAST, AT_MOST, EXACTLY)

# R17 Annex B: beyond 10 partners a coalition is a network, which is convened, not proposed.
MAX_MEMBERS = 10
# Share of the whole need that a member must add to be worth the effort of coordinating with it (R11 ¶45, ¶56, ¶75).
MEMBER_COST = 0.02


@dataclass(frozen=True, slots=True)
class Veto:
    """Two partners who may not sit in one coalition, and why."""

    left: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a coalition; `capacity` caps how many facets one partner can serve."""

    max_members: int = MAX_MEMBERS
    member_cost: float = MEMBER_COST
    rules: tuple[Rule, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    forced: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    capacity: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problems = []
        if self.max_members < 1:
            problems.append(f"max_members must be at least 1, got {self.max_members}")
        if self.member_cost < 0:
            problems.append(f"member_cost must not be negative, got {self.member_cost}")
        problems += [
            f"rule {rule.name!r} compares with {rule.comparator!r}, allowed: {', '.join(COMPARATORS)}"
            for rule in self.rules
            if rule.comparator not in COMPARATORS
        ]
        names = Counter(rule.name for rule in self.rules)
        problems += [f"rule {name!r} is given {count} times" for name, count in sorted(names.items()) if count > 1]
        problems += [f"{partner} is both forced and forbidden" for partner in sorted(self.forced & self.forbidden)]
        if problems:
            raise ValueError("; ".join(problems))

    def broken(self, members: Iterable[str]) -> tuple[str, ...]:
        """Return, in words, every term that this set of members breaks."""
        chosen = frozenset(members)
        found = []
        if len(chosen) > self.max_members:
            found.append(f"at most {self.max_members} members, has {len(chosen)}")
        found += [
            f"{rule.name}: {rule.comparator} {rule.bound}, has {len(chosen & rule.members)}"
            for rule in self.rules
            if not keeps(rule, len(chosen & rule.members))
        ]
        found += [
            f"{veto.left} and {veto.right}: {veto.reason}" for veto in self.vetoes if {veto.left, veto.right} <= chosen
        ]
        found += [f"{partner} must be a member" for partner in sorted(self.forced - chosen)]
        found += [f"{partner} may not be a member" for partner in sorted(self.forbidden & chosen)]
        return tuple(found)

    def with_forced(self, members: Iterable[str]) -> Terms:
        """Return the same terms with more partners that must be members."""
        return replace(self, forced=self.forced | frozenset(members))


def keeps(rule: Rule, count: int) -> bool:
    """Return whether `count` members of the rule's set satisfy it."""
    if rule.comparator == AT_LEAST:
        return count >= rule.bound
    if rule.comparator == AT_MOST:
        return count <= rule.bound
    return count == rule.bound
