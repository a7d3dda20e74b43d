"""What leadership reads off a situation: rows of pairs, partners, classes, white space. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations_with_replacement

from matching.coordination.situation import Situation
from matching.records import Approach, Kind, OverlapClass, Stage

# The period in which approaches to one partner are counted.
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities in order: their collisions and the partners these are at."""

    left: str
    right: str
    collisions: int
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A partner: its kind, live approaches, entities, collisions, asks of a year."""

    partner: str
    kind: Kind
    approaches: int
    entities: tuple[str, ...]
    collisions: int
    year: int


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """How the live approaches of a country, Goal or resource stand: numbers by class."""

    name: str
    colliding: int
    joinable: int
    free: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.colliding + self.joinable + self.free


def pairs(situation: Situation) -> tuple[Pair, ...]:
    """Return the pairs of entities that collide, most first."""
    count: Counter[tuple[str, str]] = Counter()
    at: dict[tuple[str, str], set[str]] = defaultdict(set)
    for overlap in situation.collisions:
        sides = [situation.live[name] for name in (overlap.left, overlap.right)]
        left, right = sorted(side.entity for side in sides)
        count[left, right] += 1
        at[left, right].update(side.partner for side in sides)
    found = [Pair(*key, number, tuple(sorted(at[key]))) for key, number in count.items()]
    return tuple(sorted(found, key=lambda pair: (-pair.collisions, pair.left, pair.right)))


def collisions_by_entity(found: tuple[Pair, ...]) -> dict[str, int]:
    """Return the collisions of each entity that has any, most first."""
    total: Counter[str] = Counter()
    for pair in found:
        for name in {pair.left, pair.right}:
            total[name] += pair.collisions
    return {name: total[name] for name in sorted(total, key=lambda name: (-total[name], name))}


def matrix(found: tuple[Pair, ...], order: tuple[str, ...]) -> list[list[int]]:
    """Return the collisions between entities, symmetric, in an order of rows and columns."""
    between = {frozenset((pair.left, pair.right)): pair.collisions for pair in found}
    cells = {(a, b): between.get(frozenset((a, b)), 0) for a, b in combinations_with_replacement(order, 2)}
    return [[cells.get((row, column), cells.get((column, row), 0)) for column in order] for row in order]


def contested(situation: Situation) -> tuple[Contested, ...]:
    """Return the partners with live approaches of several entities, most collisions first."""
    members: dict[str, list[Approach]] = defaultdict(list)
    for each in situation.live.values():
        members[each.partner].append(each)
    collisions: Counter[str] = Counter()
    for overlap in situation.collisions:
        collisions.update({situation.live[name].partner for name in (overlap.left, overlap.right)})
    year, known = asks_of_a_year(situation), situation.partners
    found = [
        Contested(
            partner,
            known[partner].kind if partner in known else Kind.OTHER,
            len(asked),
            tuple(sorted({each.entity for each in asked})),
            collisions[partner],
            year.get(partner, 0),
        )
        for partner, asked in members.items()
    ]
    several = [each for each in found if each.collisions or len(each.entities) > 1]
    return tuple(sorted(several, key=lambda each: (-each.collisions, -each.approaches, each.partner)))


def behind(situation: Situation, found: Iterable[Contested]) -> tuple[str, ...]:
    """Return the ids of the live approaches to contested partners."""
    partners = {each.partner for each in found}
    return tuple(name for name, each in situation.live.items() if each.partner in partners)


def grid(situation: Situation, partners: tuple[str, ...]) -> tuple[tuple[str, ...], list[list[int]]]:
    """Return the entities that ask some partners, most first, and their live approaches to each: one row a partner."""
    count: Counter[tuple[str, str]] = Counter()
    for each in situation.live.values():
        count[each.partner, each.entity] += 1
    total: Counter[str] = Counter()
    for (partner, entity), number in count.items():
        if partner in partners:
            total[entity] += number
    order = tuple(sorted(total, key=lambda name: (-total[name], name)))
    return order, [[count[partner, entity] for entity in order] for partner in partners]


def asks_of_a_year(situation: Situation) -> dict[str, int]:
    """Return how many approaches each partner has had in twelve months; a joint one counts once."""
    since = situation.day - YEAR
    asks = {
        (each.partner, each.joint or each.id)
        for each in situation.told
        if each.registered is not None
        and each.registered.date() >= since
        and each.stage not in (Stage.DRAFT, Stage.NO_GO, Stage.WITHDRAWN)
    }
    return dict(Counter(partner for partner, _ in asks))


def by_country(situation: Situation) -> tuple[ClassCounts, ...]:
    """Return how live approaches stand by country; those at global level under ""."""
    return _class_counts(situation, lambda each: (each.country,))


def by_goal(situation: Situation) -> tuple[ClassCounts, ...]:
    """Return how live approaches stand by Goal; one with several Goals counts under each."""
    return _class_counts(situation, lambda each: tuple(map(str, each.sdgs)) or ("",))


def by_resource(situation: Situation) -> tuple[ClassCounts, ...]:
    """Return how live approaches stand by the resource that is asked."""
    return _class_counts(situation, lambda each: (each.resource.value,))


def unserved(situation: Situation) -> tuple[str, ...]:
    """Return the open needs for which nobody has approached anybody in twelve months, in order of id."""
    since = situation.day - YEAR
    asked = {each.need for each in situation.told if each.registered is not None and each.registered.date() >= since}
    return tuple(name for name, need in situation.needs.items() if need.state == "open" and name not in asked)


def unapproached(situation: Situation) -> tuple[str, ...]:
    """Return the partners that nobody has approached in twelve months and that work with no entity, in order of id."""
    since = situation.day - YEAR
    asked = {each.partner for each in situation.told if each.registered is not None and each.registered.date() >= since}
    return tuple(name for name in sorted(situation.partners) if name not in asked | situation.register.engaged)


def _class_counts(situation: Situation, names: Callable[[Approach], tuple[str, ...]]) -> tuple[ClassCounts, ...]:
    count: dict[str, Counter[OverlapClass]] = defaultdict(Counter)
    for each in situation.live.values():
        for key in names(each):
            count[key][situation.gravest[each.id]] += 1
    found = [
        ClassCounts(key, by[OverlapClass.COLLISION], by[OverlapClass.COMPLEMENTARY], by[OverlapClass.INDEPENDENT])
        for key, by in count.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.colliding, -each.total, each.name)))
