"""Approaches that touch at one partner, planted by what they really ask: colliding, complementary or independent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.demo.chance import Dice
from data.demo.knots import Knot, PlannedApproach, after, again, around, colliding, other_country, other_resource
from matching.records import Entity, Need, OverlapClass, Partner

# How many approaches collide in one place.
SIZES = {2: 62.0, 3: 28.0, 4: 10.0}
# Of every hundred colliding pairs so many are plain, across levels, across a corporate group, or hard to read:
# with other Goals for the same topic, or with no topic at all.
COLLIDING = {"plain": 52.0, "headquarters": 16.0, "affiliate": 16.0, "other goals": 10.0, "silent": 6.0}
COMPLETING = {"other resource": 40.0, "other topic": 30.0, "other place": 30.0}
APART = {
    "windows apart": 25.0,
    "same entity": 15.0,
    "nothing to join": 15.0,
    "minority stake": 10.0,
    "already joint": 35.0,
}


# How often those compete who are nearest to each other: a few pairs of entities meet again and again.
RIVALRY = 0.7


class TooSmallError(ValueError):
    """The network has too few needs, entities or countries for what was to be planted."""


@dataclass(frozen=True, slots=True)
class Loom:
    """What knots are made of: all needs, all entities, and the links of control and of small stakes of each partner."""

    needs: Sequence[Need]
    entities: Sequence[Entity]
    controlled: dict[str, str]
    stakes: dict[str, str]

    def knot(self, kind: str, need: Need, partner: Partner, core: date, dice: Dice) -> Knot:
        """Return a knot of a kind of the mix; of one approach where the network is too small for more."""
        try:
            if kind == "colliding":
                return self.colliding(need, partner, core, dice.weighted(SIZES), dice)
            if kind == "completing":
                return self.completing(need, partner, core, dice)
            if kind == "apart":
                return self.apart(need, partner, core, dice)
        except TooSmallError:
            pass
        return self.alone(need, partner, core, dice)

    def alone(self, need: Need, partner: Partner, core: date, dice: Dice) -> Knot:
        """Return a knot of one."""
        return Knot((self.first(need, partner.id, core, dice),))

    def colliding(self, need: Need, partner: Partner, core: date, size: int, dice: Dice) -> Knot:
        """Return so many approaches of different entities that all ask the same."""
        first = self.first(need, partner.id, core, dice)
        asks, how = [first], []
        for entity in self.others(need, size - 1, dice):
            flavour = dice.weighted(COLLIDING)
            if flavour == "affiliate" and partner.id not in self.controlled:
                flavour = "plain"
            same = replace(again(first, entity, need, dice), window=around(core, dice))
            asks.append(colliding(flavour, same, need, self.controlled.get(partner.id, ""), dice))
            how.append(flavour)
        pairs = tuple((i, j, OverlapClass.COLLISION) for i in range(size) for j in range(i + 1, size))
        return Knot(tuple(asks), pairs, " + ".join(how))

    def completing(self, need: Need, partner: Partner, core: date, dice: Dice) -> Knot:
        """Return two approaches that one coalition could serve."""
        first = self.first(need, partner.id, core, dice)
        (entity,) = self.others(need, 1, dice)
        flavour = dice.weighted(COMPLETING)
        same = replace(again(first, entity, need, dice), window=around(core, dice))
        other = self.distant(need, dice)
        second = {
            "other resource": lambda: replace(same, resource=other_resource(first.resource, dice)),
            "other topic": lambda: replace(same, topic=other.title, sdgs=other.sdgs, country=first.country),
            "other place": lambda: replace(same, country=_another_country(first, self.needs, dice)),
        }[flavour]()
        return Knot((first, second), ((0, 1, OverlapClass.COMPLEMENTARY),), flavour)

    def apart(self, need: Need, partner: Partner, core: date, dice: Dice) -> Knot:
        """Return two approaches that do not concern each other, though something about them is alike."""
        first = self.first(need, partner.id, core, dice)
        (entity,) = self.others(need, 1, dice)
        flavour = dice.weighted(APART)
        if flavour == "minority stake" and partner.id not in self.stakes:
            flavour = "windows apart"
        same = replace(again(first, entity, need, dice), window=around(core, dice))
        other = self.distant(need, dice)
        second: Callable[[], PlannedApproach] = {
            "windows apart": lambda: replace(same, window=after(first.window, dice)),
            "same entity": lambda: replace(same, entity=first.entity),
            "nothing to join": lambda: replace(
                same, resource=other_resource(first.resource, dice), topic=other.title, sdgs=other.sdgs
            ),
            "minority stake": lambda: replace(same, partner=self.stakes[partner.id]),
            "already joint": lambda: same,
        }[flavour]
        return Knot((first, second()), ((0, 1, OverlapClass.INDEPENDENT),), flavour, joined=flavour == "already joint")

    def first(self, need: Need, partner: str, core: date, dice: Dice) -> PlannedApproach:
        """Return the approach with which a knot begins: what the need says, at country level."""
        return PlannedApproach(
            entity=need.entity,
            partner=partner,
            resource=dice.pick(need.resources),
            window=around(core, dice),
            country=need.countries[0],
            sdgs=need.sdgs,
            topic=need.title,
            need=need.id,
        )

    def others(self, need: Need, count: int, dice: Dice) -> list[str]:
        """Return other entities than the one that has the need, those that have needs for the same Goals first."""
        known = {each.id for each in self.entities}
        # Whoever has many needs for the same Goals competes more often than whoever has few.
        rivals = [each.entity for each in self.needs if set(each.sdgs) & set(need.sdgs) and each.entity in known]
        order = dice.shuffled([name for name in rivals if name != need.entity])
        if dice.chance(RIVALRY):
            order = [*dice.shuffled([name for name, _ in Counter(order).most_common(3)]), *order]
        order += dice.shuffled(sorted(known - {need.entity}))
        found = list(dict.fromkeys(order))
        if len(found) < count:
            raise TooSmallError
        return found[:count]

    def distant(self, need: Need, dice: Dice) -> Need:
        """Return a need about something else: no Goal and no field in common, titled in another way."""
        order = dice.shuffled(range(len(self.needs)))
        for other in (self.needs[place] for place in order):
            if not set(other.sdgs) & set(need.sdgs) and not set(other.sectors) & set(need.sectors):
                return other
        raise TooSmallError


def _another_country(first: PlannedApproach, needs: Sequence[Need], dice: Dice) -> str:
    if len({need.countries[0] for need in needs}) < 2:
        raise TooSmallError
    return other_country(first.country, needs, dice)
