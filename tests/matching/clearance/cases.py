"""Approaches to one firm, registered one after the other, as the store would hold them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from matching.clearance import Bearings, Places, register
from matching.records import (
    Affiliate,
    Approach,
    Circle,
    Disclosure,
    Gate,
    Kind,
    Level,
    Origin,
    Outcome,
    Partner,
    Period,
    Resource,
    Stage,
)

# Zones where the night of 25 October 2026 has 23, 24, 24.5 or 25 hours, and days that begin 26 hours apart.
PLACES = Places(
    {"KEN": "Africa/Nairobi", "FRA": "Europe/Paris", "AUS": "Australia/Lord_Howe", "KIR": "Pacific/Kiritimati"},
    {"KEN": frozenset({5, 6})},
)
NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
FIRM = Partner("firm", "Firm", Kind.MULTINATIONAL, Origin("test"), affiliates=(Affiliate("branch", 0.6),))
DRAFT = Approach(
    id="a1",
    entity="WFP",
    partner="firm",
    level=Level.COUNTRY,
    country="KEN",
    resource=Resource.LOGISTICS,
    window=Period(date(2026, 10, 1), date(2026, 10, 25)),
    origin=Origin("test"),
    disclosure=Disclosure("WFP"),
    owner="amina",
    gate=Gate(2, "Trucks.", "The ministry asked.", go=True),
)


def applied(circle: Circle, outcome: Outcome) -> Circle:
    """Return the circle as the store would hold it afterwards."""
    known = {each.id: each for each in circle.approaches} | {each.id: each for each in outcome.approaches}
    talks = {talk.id: talk for talk in circle.talks} | {talk.id: talk for talk in outcome.talks}
    return replace(circle, approaches=tuple(each for each in known.values() if each.live), talks=tuple(talks.values()))


def registered(drafts: list[Approach], circle: Circle | None = None) -> Circle:
    """Register drafts one after the other, a minute apart."""
    found = circle or Circle(partners=(FIRM,))
    for number, draft in enumerate(drafts):
        found = applied(found, register(draft, found, draft.owner, Bearings(NOW + timedelta(minutes=number), PLACES)))
    return found


def stages(circle: Circle) -> dict[str, Stage]:
    return {each.id: each.stage for each in circle.approaches}


def by(entity: str, **changes: object) -> Approach:
    """Return a draft of an entity, known by its name."""
    return replace(DRAFT, id=entity, entity=entity, disclosure=Disclosure(entity), **changes)  # type: ignore[arg-type]  # fields of the record
