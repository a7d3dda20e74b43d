"""What one entity has in the register, and what it may be told of everything that touches it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matching.clearance import Places, expires_at
from matching.coordination.situation import Register
from matching.disclosure import Alert, Viewpoint, alerts
from matching.overlaps import Groups, by_words, claim_of_approach, claims_of_engagement, doubles, overlaps_with
from matching.records import Approach, Circle, Event, OverlapClass, Partner, QuietPeriod, Stage, Talk

# A clearance that ends within so many days is told, so that it can be used or given back.
SOON = timedelta(days=14)


@dataclass(frozen=True)
class OwnApproaches:
    """An entity's approaches by id, the log of each, alerts, talks, clearances that end soon, quiet partners, doubles.

    A double is an own live approach that asks for the same as another one: two offices of one house (R11 ¶54).
    """

    entity: str
    approaches: Mapping[str, Approach]
    log: Mapping[str, tuple[Event, ...]]
    alerts: tuple[Alert, ...]
    talks: tuple[Talk, ...]
    expiring: tuple[Approach, ...]
    quiet: tuple[QuietPeriod, ...]
    doubles: Mapping[str, tuple[Approach, ...]]

    @property
    def live(self) -> tuple[Approach, ...]:
        """The approaches that may still lead to an ask."""
        return tuple(each for each in self.approaches.values() if each.live)

    @property
    def open_talks(self) -> tuple[Talk, ...]:
        """The talks that are not settled."""
        return tuple(talk for talk in self.talks if talk.closed is None)

    @property
    def waiting(self) -> int:
        """How many open talks wait for this entity's proposal."""
        return sum(
            any(p.entity == self.entity and p.proposal is None for p in talk.parties) for talk in self.open_talks
        )

    @property
    def colliding(self) -> frozenset[str]:
        """The ids of approaches that collide with something."""
        return frozenset(each.about for each in self.alerts if each.kind is OverlapClass.COLLISION)

    @classmethod
    def of(cls, view: Viewpoint, register: Register, places: Places) -> OwnApproaches:
        """Return what concerns `view.entity`; the register's surroundings are those of the partners that it asks."""
        approaches, around = register.approaches, register.around
        own = {each.id: each for each in approaches if each.entity == view.entity}
        log = {name: tuple(event for event in register.events if event.of == name) for name in own}
        mine = tuple(talk for talk in register.talks if any(party.entity == view.entity for party in talk.parties))
        revealed = frozenset(party.record for talk in mine if talk.named for party in talk.parties)
        looking = Viewpoint(view.at, view.entity, revealed)
        partners = {each.partner for each in own.values() if each.live}
        return cls(
            entity=view.entity,
            approaches=own,
            log=log,
            alerts=_alerts(looking, own, approaches, around),
            talks=mine,
            expiring=tuple(each for each in own.values() if _ends_soon(each, view, places)),
            quiet=tuple(each for each in around.quiet if each.partner in partners and _still(each, view.at.date())),
            doubles=_doubles(own, around),
        )


def _alerts(
    view: Viewpoint, own: Mapping[str, Approach], approaches: Sequence[Approach], around: Circle
) -> tuple[Alert, ...]:
    live = tuple(each for each in approaches if each.live)
    everything = Circle(live, around.engagements, around.partners)
    groups = Groups.of(around.partners)
    claims = [claim_of_approach(each) for each in live]
    claims += [claim for engagement in around.engagements for claim in claims_of_engagement(engagement)]
    found: list[Alert] = []
    for approach in own.values():
        if approach.live:
            near = overlaps_with(claim_of_approach(approach), claims, groups, by_words)
            found += alerts(view, approach, everything, near)
    return tuple(found)


def _doubles(own: Mapping[str, Approach], around: Circle) -> Mapping[str, tuple[Approach, ...]]:
    live, groups = [each for each in own.values() if each.live], Groups.of(around.partners)
    found = {each.id: doubles(each, live, groups, by_words) for each in live}
    return {name: others for name, others in found.items() if others}


def _ends_soon(approach: Approach, view: Viewpoint, places: Places) -> bool:
    held = approach.stage in (Stage.CLEARED, Stage.JOINT)
    return held and expires_at(approach.window, places.zone(approach)) <= view.at + SOON


def _still(period: QuietPeriod, today: date) -> bool:
    return period.window.end is None or period.window.end >= today


def partners_of(approaches: Sequence[Approach], partners: Mapping[str, Partner], entity: str) -> frozenset[str]:
    """Return the partners that an entity's live approaches are to, with those within their corporate group."""
    groups = Groups.of(partners.values())
    asked = {each.partner for each in approaches if each.entity == entity and each.live}
    return frozenset(name for partner in asked for name in groups.near(partner))
