"""What approaches ask at one partner, and how a second one can be made like the first or unlike it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.demo.chance import Dice, Setting
from matching.records import Level, Need, OverlapClass, Period, Resource


@dataclass(frozen=True, slots=True)
class PlannedApproach:
    """What an approach is about, before it has a stage."""

    entity: str
    partner: str
    resource: Resource
    window: Period
    country: str
    sdgs: tuple[int, ...]
    topic: str
    need: str = ""

    @property
    def level(self) -> Level:
        """Global without a country."""
        return Level.COUNTRY if self.country else Level.GLOBAL


@dataclass(frozen=True, slots=True)
class Knot:
    """Asks at one partner or its group, how each pair of them (by place) stands, what was planted, whether joined."""

    asks: tuple[PlannedApproach, ...]
    pairs: tuple[tuple[int, int, OverlapClass], ...] = ()
    how: str = "alone"
    joined: bool = False


def over_by(knot: Knot, setting: Setting) -> Knot:
    """Return the knot with windows that would not be over yet moved back until they ended in the last ten days."""
    dice = setting.dice("over", *(ask.partner for ask in knot.asks))
    asks = []
    for ask in knot.asks:
        assert ask.window.end is not None  # noqa: S101 - every window of the demo has both ends
        assert ask.window.start is not None  # noqa: S101 - see the line before
        late = max(timedelta(0), ask.window.end - setting.today + timedelta(days=dice.number(1, 10)))
        asks.append(replace(ask, window=Period(ask.window.start - late, ask.window.end - late)))
    return replace(knot, asks=tuple(asks))


def colliding(flavour: str, same: PlannedApproach, need: Need, affiliate: str, dice: Dice) -> PlannedApproach:
    """Return an ask that collides with another of the same words, so that this takes some reading to see."""
    if flavour == "headquarters":
        return replace(same, country="")
    if flavour == "affiliate":
        return replace(same, partner=affiliate)
    if flavour == "other goals":
        rest = tuple(goal for goal in range(1, 18) if goal not in need.sdgs)
        return replace(same, sdgs=(dice.pick(rest),), topic=_retold(same.topic, dice))
    if flavour == "silent":
        return replace(same, sdgs=(), topic="")
    return same


def again(first: PlannedApproach, entity: str, need: Need, dice: Dice) -> PlannedApproach:
    """Return the same ask by another entity, whose clerk words the topic anew and names at least one of its Goals.

    The first Goal of the need is always among them, so that three who ask the same share one.
    """
    goals = (need.sdgs[0], *dice.sample(need.sdgs[1:], dice.number(0, len(need.sdgs) - 1)))
    return replace(first, entity=entity, sdgs=tuple(sorted(goals)), topic=_retold(first.topic, dice), need="")


def _retold(topic: str, dice: Dice) -> str:
    parts = [part.strip() for part in topic.replace("،", ",").replace("，", ",").split(",", 1)]
    forms = [topic, ": ".join(reversed(parts)), f"{topic} (phase {dice.number(2, 3)})", topic.upper(), parts[0]]
    return dice.pick(forms)


def around(core: date, dice: Dice) -> Period:
    """Return a window of two to five months that holds the day `core`."""
    days = dice.number(60, 150)
    start = core - timedelta(days=dice.number(10, days - 20))
    return Period(start, start + timedelta(days=days - 1))


def after(window: Period, dice: Dice) -> Period:
    """Return a window that begins some days after the end of another."""
    assert window.end is not None  # noqa: S101 - every window of the demo has both ends
    start = window.end + timedelta(days=dice.number(1, 40))
    return Period(start, start + timedelta(days=dice.number(45, 90)))


def other_resource(resource: Resource, dice: Dice) -> Resource:
    """Return any other resource."""
    return dice.pick([each for each in Resource if each is not resource])


def other_country(country: str, needs: Sequence[Need], dice: Dice) -> str:
    """Return another country that some need is in."""
    return dice.pick(sorted({need.countries[0] for need in needs if need.countries[0] != country}))
