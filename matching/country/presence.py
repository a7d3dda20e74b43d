"""Who is in a country: partners at home or at work there, and UN entities with what they do there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matching.country.telling import Told
from matching.freshness import newest, of_approach, of_engagement
from matching.overlaps import RUNNING
from matching.records import Approach, Engagement, Entity, Kind, Need, Profile, Resource, Size


class Presence(StrEnum):
    """How a partner is in a country."""

    LOCAL = "local"
    MULTINATIONAL = "multinational"
    FROM_ABROAD = "from_abroad"


@dataclass(frozen=True, slots=True)
class PartnerHere:
    """A partner in a country: running engagements and live approaches there as far as they may be told, newest date."""

    profile: Profile
    presence: Presence
    engagements: tuple[str, ...]
    approaches: tuple[str, ...]
    newest: date | None

    @property
    def id(self) -> str:
        """The partner's id."""
        return self.profile.id

    @property
    def resources(self) -> frozenset[Resource]:
        """What it offers."""
        return self.profile.resources


@dataclass(frozen=True, slots=True)
class EntityHere:
    """A UN entity in a country: what it seeks, runs and asks for there as far as may be told, and the newest date."""

    entity: str
    needs: tuple[str, ...]
    engagements: tuple[str, ...]
    approaches: tuple[str, ...]
    sdgs: tuple[int, ...]
    newest: date | None


def presence(profile: Profile, country: str) -> Presence | None:
    """Return how a partner is in a country, None when it says nothing of it."""
    if profile.partner.country == country:
        return Presence.LOCAL
    if country not in profile.countries:
        return None
    large = profile.partner.kind is Kind.MULTINATIONAL or profile.partner.size is Size.MULTINATIONAL
    return Presence.MULTINATIONAL if large else Presence.FROM_ABROAD


def partners_here(told: Told, profiles: Iterable[Profile], checked: Mapping[str, date]) -> tuple[PartnerHere, ...]:
    """Return the partners in a country, those at home first, then by id; `checked` is when facts were last noted."""
    runs: dict[str, list[Engagement]] = defaultdict(list)
    asks: dict[str, list[Approach]] = defaultdict(list)
    for each in told.engagements:
        if each.state in RUNNING:
            for member in each.members:
                runs[member.partner].append(each)
    for approach in told.approaches:
        asks[approach.partner].append(approach)
    found = []
    for profile in profiles:
        how = presence(profile, told.country)
        if how is None:
            continue
        mine, asked = runs.get(profile.id, ()), asks.get(profile.id, ())
        days = [checked.get(profile.id), *(of_engagement(each, told.today) for each in mine)]
        days += [of_approach(each, told.today) for each in asked]
        ids = tuple(each.id for each in mine), tuple(each.id for each in asked)
        found.append(PartnerHere(profile, how, *ids, newest(days, told.today)))
    order = list(Presence)
    return tuple(sorted(found, key=lambda here: (order.index(here.presence), here.id)))


def entities_here(told: Told, entities: Iterable[Entity], needs: Sequence[Need]) -> tuple[EntityHere, ...]:
    """Return the entities of which anything is told in a country, those with most of it first, then by id."""
    seeks: dict[str, list[Need]] = defaultdict(list)
    runs: dict[str, list[Engagement]] = defaultdict(list)
    asks: dict[str, list[Approach]] = defaultdict(list)
    for need in needs:
        seeks[need.entity].append(need)
    for each in told.engagements:
        if each.state in RUNNING:
            for name in each.entities:
                runs[name].append(each)
    for approach in told.approaches:
        asks[approach.entity].append(approach)
    stated = {entity.id for entity in entities if told.country in entity.countries}
    found = []
    for name in sorted({*seeks, *runs, *asks, *stated} - {""}):
        goals = {goal for need in seeks[name] for goal in need.sdgs}
        goals.update(goal for each in runs[name] for goal in each.sdgs)
        days = [of_engagement(each, told.today) for each in runs[name]]
        days += [of_approach(each, told.today) for each in asks[name]]
        found.append(
            EntityHere(
                name,
                tuple(need.id for need in seeks[name]),
                tuple(each.id for each in runs[name]),
                tuple(each.id for each in asks[name]),
                tuple(sorted(goals)),
                newest(days, told.today),
            )
        )
    return tuple(sorted(found, key=lambda here: (-len(here.needs) - len(here.engagements), here.entity)))
