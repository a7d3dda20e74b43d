"""All countries at once: what may be told to one class of viewers, laid out by place, so that a page only looks up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from matching.country.collisions import Collision, collide
from matching.country.networks import Network
from matching.country.portrait import Portrait
from matching.country.presence import entities_here, partners_here
from matching.country.standing import current, stand
from matching.country.telling import Told, tell_approaches, tell_engagements
from matching.disclosure import Viewpoint
from matching.records import Approach, Engagement, Entity, Kind, LocalNetwork, Need, Partner, Profile

T = TypeVar("T")


@dataclass(frozen=True)
class Atlas:
    """What the store holds; `approaches` are the live ones, `checked` the newest day of a fact about each partner."""

    view: Viewpoint
    needs: Sequence[Need]
    profiles: Sequence[Profile]
    entities: Sequence[Entity]
    engagements: Sequence[Engagement]
    approaches: Sequence[Approach]
    networks: Sequence[LocalNetwork] = ()
    checked: Mapping[str, date] = field(default_factory=dict)

    def portrait(self, country: str) -> Portrait:
        """Return what the page of a country tells; made once for each."""
        if country not in self._made:
            self._made[country] = self._portray(country)
        return self._made[country]

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries that a need, engagement, approach, partner or network names, in order of their code."""
        named = (self._needs, self._profiles, self._engagements, self._approaches, self._networks)
        return tuple(sorted(set().union(*named) - {""}))

    def owners(self, records: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return owner entity and id of approaches and engagements, for who notes whose records were shown."""
        return tuple((self._owners[name], name) for name in dict.fromkeys(records))

    @property
    def today(self) -> date:
        """The day on which it is so (UTC)."""
        return self.view.at.date()

    def _portray(self, country: str) -> Portrait:
        engagements, approaches = self._engagements.get(country, ()), self._approaches.get(country, ())
        needs = self._needs.get(country, ())
        told = Told(country, self.today, engagements, approaches, self._kinds)
        return Portrait(
            country=country,
            today=self.today,
            served=stand(told, needs),
            partners=partners_here(told, self._profiles.get(country, ()), self.checked),
            entities=entities_here(told, self.entities, needs),
            engagements=tuple(engagements),
            approaches=tuple(approaches),
            collisions=tuple(self._collisions.get(country, ())),
            network=Network.of(self._networks.get(country, ())),
        )

    @cached_property
    def _partners(self) -> Mapping[str, Partner]:
        return {profile.id: profile.partner for profile in self.profiles}

    @cached_property
    def _kinds(self) -> Mapping[str, Kind]:
        return {profile.id: profile.partner.kind for profile in self.profiles}

    @cached_property
    def _needs(self) -> Mapping[str, list[Need]]:
        return _by_place((need for need in self.needs if current(need, self.today)), lambda need: need.countries)

    @cached_property
    def _profiles(self) -> Mapping[str, list[Profile]]:
        return _by_place(self.profiles, lambda profile: {*profile.countries, profile.partner.country})

    @cached_property
    def _told_engagements(self) -> tuple[Engagement, ...]:
        return tell_engagements(self.view, self.engagements)

    @cached_property
    def _told_approaches(self) -> tuple[Approach, ...]:
        return tell_approaches(self.view, self.approaches)

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        running = {each.id: each.disclosure.owner_entity for each in self._told_engagements}
        return running | {each.id: each.disclosure.owner_entity for each in self._told_approaches}

    @cached_property
    def _engagements(self) -> Mapping[str, list[Engagement]]:
        return _by_place(self._told_engagements, lambda each: each.countries)

    @cached_property
    def _approaches(self) -> Mapping[str, list[Approach]]:
        return _by_place(self._told_approaches, lambda each: (each.country,))

    @cached_property
    def _networks(self) -> Mapping[str, list[LocalNetwork]]:
        return _by_place(self.networks, lambda each: (each.country,))

    @cached_property
    def _collisions(self) -> Mapping[str, list[Collision]]:
        found = collide(self._told_approaches, self._told_engagements, self._partners)
        return _by_place(found, lambda each: each.countries)

    @cached_property
    def _made(self) -> dict[str, Portrait]:
        return {}


def _by_place(records: Iterable[T], places: Callable[[T], Iterable[str]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for record in records:
        for place in dict.fromkeys(places(record)):
            found[place].append(record)
    return dict(found)
