"""What a coalition must respect: its size, its cost, its rules, and who may not sit beside whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from matching.records import Rule

AT_LEAST, AT_MOST, EXACTLY = "at least", "at most", "exactly"
COMPARATORS = (AT_LEAST, AT_MOST, EXACTLY)

# Beyond 10 partners a coalition is a network (R17 Annex B), which is convened, not proposed.
MAX_MEMBERS = 10
# Share of the whole need that a member must add to be worth the effort of coordinating with it (R11 ¶45, ¶56, ¶75).
MEMBER_COST = 0.02


@dataclass(frozen=True, slots=True)
class Veto:
    """Two partners who may not sit in one coalition, and why."""

    left: str
    right: str
    reason: str


class Clause(StrEnum):
    """The kinds of terms."""

    SIZE = "size"
    RULE = "rule"
    VETO = "veto"
    FORCED = "forced"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Breach:
    """A term that a coalition breaks, or that has to give way: `names` are the rule's or the partners it is about.

    `count` is how many members the rule or the cap has, or how many candidates fit when the term is to give way.
    """

    clause: Clause
    names: tuple[str, ...] = ()
    comparator: str = ""
    bound: int = 0
    count: int = 0
    reason: str = ""

    def __str__(self) -> str:
        """Return what is broken, in words."""
        name = " and ".join(self.names)
        return {
            Clause.SIZE: f"at most {self.bound} members, has {self.count}",
            Clause.RULE: f"{name}: {self.comparator} {self.bound}, has {self.count}",
            Clause.VETO: f"{name}: {self.reason}",
            Clause.FORCED: f"{name} must be a member",
            Clause.FORBIDDEN: f"{name} may not be a member",
        }[self.clause]

    @property
    def relaxed(self) -> str:
        """The term as something that could be relaxed, in words."""
        name = " and ".join(self.names)
        fit = f"{self.count} candidate{'s fit' if self.count != 1 else ' fits'}"
        return {
            Clause.SIZE: f"the cap of {self.bound} members",
            Clause.RULE: f"'{name}' ({self.comparator} {self.bound}; {fit})",
            Clause.VETO: f"the veto between {name} ({self.reason})",
            Clause.FORCED: f"the demand that {name} is a member"
            if self.count
            else f"the demand for {name}, no candidate",
            Clause.FORBIDDEN: f"the exclusion of {name}",
        }[self.clause]


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

    def broken(self, members: Iterable[str]) -> tuple[Breach, ...]:
        """Return every term that this set of members breaks."""
        chosen = frozenset(members)
        found = []
        if len(chosen) > self.max_members:
            found.append(Breach(Clause.SIZE, bound=self.max_members, count=len(chosen)))
        found += [
            Breach(Clause.RULE, (rule.name,), rule.comparator, rule.bound, len(chosen & rule.members))
            for rule in self.rules
            if not keeps(rule, len(chosen & rule.members))
        ]
        found += [
            Breach(Clause.VETO, (veto.left, veto.right), reason=veto.reason)
            for veto in self.vetoes
            if veto.left in chosen and veto.right in chosen
        ]
        found += [Breach(Clause.FORCED, (partner,)) for partner in sorted(self.forced - chosen)]
        found += [Breach(Clause.FORBIDDEN, (partner,)) for partner in sorted(self.forbidden & chosen)]
        return tuple(found)


def keeps(rule: Rule, count: int) -> bool:
    """Return whether `count` members of the rule's set satisfy it."""
    if rule.comparator == AT_LEAST:
        return count >= rule.bound
    if rule.comparator == AT_MOST:
        return count <= rule.bound
    return count == rule.bound
