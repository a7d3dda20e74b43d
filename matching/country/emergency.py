"""Whom to call in an emergency: commitments that hold, partners with presence, who asks already, what is missing.

R11 Box 8: communications anywhere within 48 hours; R17 Box 3: networks of companies that warn their members.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matching.country.portrait import Portrait
from matching.country.presence import PartnerHere, Presence
from matching.records import Approach, Emergency, EmergencyAsk, Engagement, Profile, QuietPeriod, Resource, Standby


class Gap(StrEnum):
    """What is missing of a resource that an emergency asks for."""

    NONE = "none"
    TOO_SLOW = "too_slow"
    NOT_COMMITTED = "not_committed"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment that holds here and now; `quiet` is the last day on which its partner asked for quiet, else None."""

    standby: Standby
    profile: Profile
    quiet: date | None


@dataclass(frozen=True, slots=True)
class EmergencyResponse:
    """Of one resource that is asked for: commitments, the fastest first, then partners here that just offer it."""

    ask: EmergencyAsk
    commitments: tuple[Commitment, ...]
    others: tuple[PartnerHere, ...]

    @property
    def gap(self) -> Gap:
        """What is missing: a commitment in time, any commitment, or anybody who offers it."""
        if any(each.standby.hours <= self.ask.hours for each in self.commitments):
            return Gap.NONE
        if self.commitments:
            return Gap.TOO_SLOW
        return Gap.NOT_COMMITTED if self.others else Gap.NOBODY


@dataclass(frozen=True, slots=True)
class CallUp:
    """The whole answer: by resource, most urgent first; live approaches and running engagements that touch them."""

    country: str
    emergency: Emergency
    answers: tuple[EmergencyResponse, ...]
    approaches: tuple[Approach, ...]
    engagements: tuple[Engagement, ...]

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """All commitments, the fastest first."""
        found = {each.standby.id: each for answer in self.answers for each in answer.commitments}
        return tuple(sorted(found.values(), key=lambda each: (each.standby.hours, each.standby.id)))

    @property
    def gaps(self) -> tuple[EmergencyResponse, ...]:
        """The resources of which something is missing."""
        return tuple(answer for answer in self.answers if answer.gap is not Gap.NONE)


def call_up(
    portrait: Portrait,
    emergency: Emergency,
    standbys: Sequence[Standby],
    profiles: Mapping[str, Profile],
    quiet: Sequence[QuietPeriod] = (),
) -> CallUp:
    """Return whom to call in the country of a portrait; commitments of partners that are not known are left out."""
    today = portrait.today
    silent = _silent(quiet, today)
    holding = [
        Commitment(each, profiles[each.partner], silent.get(each.partner))
        for each in standbys
        if each.partner in profiles and each.holds(portrait.country, emergency.id, today)
    ]
    asked = {ask.resource for ask in emergency.asks}
    return CallUp(
        country=portrait.country,
        emergency=emergency,
        answers=tuple(_answer(ask, holding, portrait.partners) for ask in emergency.asks),
        approaches=tuple(each for each in portrait.approaches if each.resource in asked),
        engagements=tuple(each for each in portrait.running if asked & set(each.resources)),
    )


def _answer(ask: EmergencyAsk, holding: Sequence[Commitment], partners: Sequence[PartnerHere]) -> EmergencyResponse:
    fit = sorted(
        (each for each in holding if each.standby.resource is ask.resource),
        key=lambda each: (each.standby.hours, each.standby.id),
    )
    committed = {each.profile.id for each in fit}
    return EmergencyResponse(ask, tuple(fit), _offering(ask.resource, partners, committed))


def _offering(resource: Resource, partners: Sequence[PartnerHere], committed: set[str]) -> tuple[PartnerHere, ...]:
    """Return the partners here that offer a resource, those in touch with the UN here first in each way of presence."""
    offering = [each for each in partners if resource in each.resources and each.id not in committed]
    order = list(Presence)
    return tuple(sorted(offering, key=lambda each: (order.index(each.presence), not each.engagements, each.id)))


def _silent(quiet: Sequence[QuietPeriod], today: date) -> dict[str, date]:
    found: dict[str, date] = {}
    for each in quiet:
        start, end = each.window.start, each.window.end
        if end is not None and (start is None or start <= today) and end >= today:
            found[each.partner] = max(end, found.get(each.partner, end))
    return found
