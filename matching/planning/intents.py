"""What the plan decides about, and within which limits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

# Two approaches a year are what we take a partner to bear before the UN is a challenging counterpart (R17 ¶28).
CAP = 2
# A match that has to wait for the next window keeps half of its worth: plans change, budgets lapse.
WAITING = 0.5


class Lock(StrEnum):
    """A decision already taken, which the plan keeps."""

    STAY = "stay"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Intent:
    """An approach to plan: who asks whom, how good the match is (0..1), and the next best partners with theirs."""

    id: str
    entity: str
    partner: str
    value: float
    alternates: tuple[tuple[str, float], ...] = ()
    lock: Lock | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a plan.

    `cap` approaches a partner (or corporate group, by `groups`) in 12 months, of which `used` are spent; `capacity`
    approaches an entity can carry at once; each entity in `small` keeps at least `floor` approaches to partners in
    `large`, as far as it wanted them; `blocked` pairs (entity, partner) failed a verdict.
    """

    cap: int = CAP
    used: Mapping[str, int] = field(default_factory=dict)
    capacity: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    blocked: Collection[tuple[str, str]] = frozenset()
    large: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    floor: int = 1

    def __post_init__(self) -> None:
        if self.cap < 0 or self.floor < 0:
            raise ValueError(f"cap and floor must not be negative, got {self.cap} and {self.floor}")

    def group(self, partner: str) -> str:
        """Return the corporate group whose cap the partner shares; itself when it belongs to none."""
        return self.groups.get(partner, partner)

    def room(self, group: str) -> int:
        """Return how many more approaches the group may get."""
        return max(0, self.cap - self.used.get(group, 0))


@dataclass(frozen=True, slots=True)
class Bundle:
    """Intents that collide with each other and can only stay as one joint approach, to the leader's partner; by id."""

    intents: tuple[Intent, ...]
    group: str

    @property
    def leader(self) -> Intent:
        """Whose match is best; ties by id."""
        return min(self.intents, key=lambda intent: (-intent.value, intent.id))


def bundles(intents: Sequence[Intent], collisions: Collection[tuple[str, str]], limits: Limits) -> tuple[Bundle, ...]:
    """Return the intents grouped by chains of collisions, in order of the first id of each group.

    Whoever may not approach the partner at all ties nobody else to them.
    """
    parent = {intent.id: intent.id for intent in intents}
    free = {intent.id for intent in intents if (intent.entity, intent.partner) not in limits.blocked}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for left, right in sorted(collisions):
        if left in free and right in free:
            low, high = sorted((root(left), root(right)))
            parent[high] = low
    found: dict[str, list[Intent]] = defaultdict(list)
    for intent in sorted(intents, key=lambda intent: intent.id):
        found[root(intent.id)].append(intent)
    return tuple(_bundle(tuple(members), limits) for _, members in sorted(found.items()))


def _bundle(intents: tuple[Intent, ...], limits: Limits) -> Bundle:
    return Bundle(intents, limits.group(Bundle(intents, "").leader.partner))
