"""One entry point for offers: who may do what with one, what the clock asks, and what the company is told.

An offer is routed to one to three entities. The first to take it answers; when nobody has taken it in five working
days of the country, or all have said that it is not for them, it goes to the coordinator. The company sees one answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from matching.clearance import TALK_WORKING_DAYS, WEEKEND, after_working_days
from matching.records import Event, Offer, OfferRoute, OfferStage, Pointer, UserRole, Viewer
from matching.routing import Route

# An offer goes to so many entities at most, and to those that fit nearly as well as the best.
MOST_ROUTES = 3
NEARLY = 0.75
UNCLAIMED_DAYS = TALK_WORKING_DAYS


class OfferAct(StrEnum):
    """What can be done with an offer."""

    ROUTE = "route"
    TAKE = "take"
    PASS = "pass"  # noqa: S105 - an entity passes on an offer; no password
    RELEASE = "release"
    ESCALATE = "escalate"
    ANSWER = "answer"
    WITHDRAW = "withdraw"


class Capacity(StrEnum):
    """In what capacity somebody acts on an offer."""

    COMPANY = "company"
    ROUTED = "routed"
    HOLDER = "holder"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


class IntakeError(ValueError):
    """An act that the stage or the capacity does not allow; the message lists what is allowed."""


_OPEN = (OfferStage.RECEIVED, OfferStage.ROUTED, OfferStage.ESCALATED)
_C, _S = Capacity.COORDINATOR, Capacity.SYSTEM
STEPS: Mapping[tuple[OfferStage, OfferAct], tuple[OfferStage, frozenset[Capacity]]] = MappingProxyType(
    {
        **{(stage, OfferAct.ROUTE): (OfferStage.ROUTED, frozenset({_C})) for stage in _OPEN},
        (OfferStage.RECEIVED, OfferAct.ROUTE): (OfferStage.ROUTED, frozenset({_C, _S})),
        (OfferStage.ROUTED, OfferAct.TAKE): (OfferStage.TAKEN, frozenset({Capacity.ROUTED})),
        (OfferStage.ROUTED, OfferAct.PASS): (OfferStage.ROUTED, frozenset({Capacity.ROUTED})),
        (OfferStage.TAKEN, OfferAct.RELEASE): (OfferStage.ESCALATED, frozenset({Capacity.HOLDER})),
        (OfferStage.TAKEN, OfferAct.ANSWER): (OfferStage.ANSWERED, frozenset({Capacity.HOLDER})),
        (OfferStage.ESCALATED, OfferAct.ANSWER): (OfferStage.ANSWERED, frozenset({_C})),
        (OfferStage.RECEIVED, OfferAct.ANSWER): (OfferStage.ANSWERED, frozenset({_C})),
        **{(stage, OfferAct.ESCALATE): (OfferStage.ESCALATED, frozenset({_S})) for stage in _OPEN[:2]},
        **{(stage, OfferAct.WITHDRAW): (OfferStage.WITHDRAWN, frozenset({Capacity.COMPANY, _C})) for stage in _OPEN},
        (OfferStage.TAKEN, OfferAct.WITHDRAW): (OfferStage.WITHDRAWN, frozenset({Capacity.COMPANY})),
    }
)


def capacities(viewer: Viewer, offer: Offer) -> frozenset[Capacity]:
    """Return in which capacities a viewer may act on an offer: none for most."""
    found = {
        Capacity.COMPANY: viewer.role is UserRole.EXTERNAL and bool(viewer.partner) and viewer.partner == offer.partner,
        Capacity.ROUTED: bool(viewer.entity) and viewer.entity in offer.asked,
        Capacity.HOLDER: bool(viewer.entity) and viewer.entity == offer.taken_by,
        Capacity.COORDINATOR: viewer.role is UserRole.COORDINATOR and offer.country in viewer.countries,
        Capacity.SYSTEM: viewer.role is UserRole.SYSTEM,
    }
    return frozenset(capacity for capacity, holds in found.items() if holds)


def allowed(viewer: Viewer, offer: Offer) -> tuple[OfferAct, ...]:
    """Return what a viewer may do with an offer now, in the order of the acts."""
    held = capacities(viewer, offer)
    return tuple(act for act in OfferAct if (step := STEPS.get((offer.stage, act))) is not None and step[1] & held)


def may_read(viewer: Viewer, offer: Offer) -> bool:
    """Return whether a viewer may read an offer: its company, the entities asked, its coordinator, Concert."""
    asked = any(viewer.entity == route.entity for route in offer.routes) if viewer.entity else False
    return bool(capacities(viewer, offer)) or asked


def route(offer: Offer, found: Sequence[Route]) -> tuple[OfferRoute, ...]:
    """Return the one to three entities an offer goes to: the best, and those that fit nearly as well; maybe none."""
    kept = [each for each in found[:MOST_ROUTES] if each.score >= NEARLY * found[0].score]
    return tuple(
        OfferRoute(
            each.entity, each.score, tuple(Pointer(pair.left, pair.right, pair.closeness) for pair in each.evidence)
        )
        for each in kept
    )


def act(
    offer: Offer,
    what: OfferAct,
    viewer: Viewer,
    at: datetime,
    *,
    why: str = "",
    routes: Sequence[OfferRoute] = (),
    answer: str = "",
) -> tuple[Offer, Event]:
    """Return the offer after the act, and the event for the log.

    :raises IntakeError: If the act is not allowed, an answer or a route is missing, or the time has no zone.
    """
    if at.tzinfo is None:
        raise IntakeError(f"{at} has no time zone")
    if what not in allowed(viewer, offer):
        options = ", ".join(allowed(viewer, offer)) or "nothing"
        raise IntakeError(f"you cannot {what} an offer that is {offer.stage}; possible: {options}")
    after = replace(offer, stage=STEPS[offer.stage, what][0], since=at)
    if what is OfferAct.ROUTE:
        after = replace(after, routes=_routed(offer, routes))
    elif what is OfferAct.TAKE:
        after = replace(after, taken_by=viewer.entity, disclosure=replace(offer.disclosure, owner_entity=viewer.entity))
    elif what is OfferAct.PASS:
        after = _passed(offer, viewer.entity, at)
    elif what is OfferAct.RELEASE:
        given = replace(offer.disclosure, owner_entity="")
        after = replace(_passed(after, offer.taken_by, at), stage=after.stage, taken_by="", disclosure=given)
    elif what is OfferAct.ANSWER:
        if not answer.strip():
            raise IntakeError("an answer says something; write at least a sentence")
        after = replace(after, answer=answer.strip())
    return after, Event(offer.id, what.value, viewer.user, at, why, offer.stage.value, after.stage.value)


def due(
    offer: Offer, now: datetime, zone: ZoneInfo, weekend: frozenset[int] = WEEKEND, days: int = UNCLAIMED_DAYS
) -> OfferAct | None:
    """Return what the clock asks for: an offer that nobody has taken in five working days goes to the coordinator.

    So does one that could be routed to nobody. The clock starts again when the coordinator routes it anew.
    """
    if offer.stage not in (OfferStage.RECEIVED, OfferStage.ROUTED):
        return None
    return OfferAct.ESCALATE if now >= after_working_days(offer.since, zone, days, weekend) else None


class Stand(StrEnum):
    """All that a company is told of where its offer stands."""

    RECEIVED = "received"
    WITH_US = "with_us"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Told:
    """An offer as its company sees it: not who was asked, who passed or how long it lay, but one answer.

    `by` is the entity that answered, "" for the coordinator's office.
    """

    id: str
    country: str
    text: str
    received: datetime
    stand: Stand
    answer: str
    by: str


def told(offer: Offer) -> Told:
    """Return an offer as its company sees it."""
    stand = {
        OfferStage.RECEIVED: Stand.RECEIVED,
        OfferStage.ANSWERED: Stand.ANSWERED,
        OfferStage.WITHDRAWN: Stand.WITHDRAWN,
    }.get(offer.stage, Stand.WITH_US)
    answered = stand is Stand.ANSWERED
    return Told(
        offer.id,
        offer.country,
        offer.text,
        offer.received,
        stand,
        offer.answer if answered else "",
        offer.taken_by if answered else "",
    )


def _routed(offer: Offer, routes: Sequence[OfferRoute]) -> tuple[OfferRoute, ...]:
    """The new routes, then the former ones: whoever is not asked again can no longer take the offer."""
    fresh = {each.entity: replace(each, passed=False) for each in routes}
    if not 1 <= len(fresh) <= MOST_ROUTES:
        raise IntakeError(f"an offer goes to 1 to {MOST_ROUTES} entities, got {len(fresh)}")
    return (*fresh.values(), *(replace(each, passed=True) for each in offer.routes if each.entity not in fresh))


def _passed(offer: Offer, entity: str, at: datetime) -> Offer:
    """Mark that an entity has passed; when the last one has, the offer goes to the coordinator at once."""
    routes = tuple(replace(each, passed=True) if each.entity == entity else each for each in offer.routes)
    left = replace(offer, routes=routes)
    return left if left.asked else replace(left, stage=OfferStage.ESCALATED, since=at)
