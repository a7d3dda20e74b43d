"""Records out of the fields that hold, and back: what a record without any file behind it states of itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from data import need_fields
from matching.records import (
    ALWAYS,
    Capability,
    Contribution,
    Disclosure,
    Engagement,
    Kind,
    Level,
    Member,
    Need,
    Origin,
    Partner,
    Period,
    Resource,
    Size,
    State,
)

Fields = Mapping[str, Any]


def partner(id: str, fields: Fields, origin: Origin, before: Partner | None = None) -> Partner:
    """Return a partner; what files cannot state, such as affiliates, stays as it was before."""
    return Partner(
        id=id,
        name=fields["name"],
        kind=Kind(fields.get("kind") or Kind.OTHER),
        origin=origin,
        size=Size(fields["size"]) if fields.get("size") else None,
        country=fields.get("country", ""),
        countries=tuple(fields.get("countries", ())),
        sectors=tuple(fields.get("sectors", ())),
        sdgs=tuple(fields.get("sdgs", ())),
        aliases=tuple(fields.get("aliases", ())),
        identifiers=dict(fields["identifiers"]) if fields.get("identifiers") else None,
        website=fields.get("website", ""),
        women_led=fields.get("women_led"),
        affiliates=before.affiliates if before else (),
    )


def of_partner(record: Partner) -> dict[str, Any]:
    """Return the fields that a partner states."""
    return _stated(
        {
            "name": record.name,
            "kind": record.kind.value if record.kind is not Kind.OTHER else "",
            "size": record.size.value if record.size else "",
            "country": record.country,
            "countries": list(record.countries),
            "sectors": list(record.sectors),
            "sdgs": list(record.sdgs),
            "aliases": list(record.aliases),
            "identifiers": record.identifiers,
            "website": record.website,
            "women_led": record.women_led,
        }
    )


def capability(id: str, fields: Fields, origin: Origin) -> Capability:
    """Return what a partner can do."""
    return Capability(
        id=id,
        partner=fields["partner"],
        text=fields["text"],
        origin=origin,
        language=fields.get("language") or "en",
        resources=tuple(map(Resource, fields.get("resources", ()))),
        countries=tuple(fields.get("countries", ())),
        sdgs=tuple(fields.get("sdgs", ())),
        period=_period(fields),
    )


def need(id: str, fields: Fields, origin: Origin) -> Need:
    """Return what an entity seeks.

    Each source was checked when it was read; where two contradict each other, what cannot hold stays out.
    """
    state = "closed" if fields.get("closed") else "open"
    return need_fields.need({**fields, "state": state}, id, origin, lambda field, value, allowed: None)


def engagement(
    id: str, fields: Fields, origin: Origin, disclosure: Disclosure, before: Engagement | None = None
) -> Engagement:
    """Return a partnership; an activity without a known state is taken to run.

    What files cannot state, such as results, stays as it was before.
    """
    return Engagement(
        id=id,
        title=fields["title"],
        entities=tuple(fields.get("entities", ())),
        members=tuple(Member(partner, role) for partner, role in fields.get("members", ())),
        origin=origin,
        disclosure=disclosure,
        summary=fields.get("summary", ""),
        level=level(fields),
        resources=tuple(map(Resource, fields.get("resources", ()))),
        sdgs=tuple(fields.get("sdgs", ())),
        countries=tuple(fields.get("countries", ())),
        period=_period(fields),
        state=State(fields.get("state") or State.ACTIVE),
        contributions=tuple(_contribution(id, each) for each in fields.get("contributions", ())),
        iati_identifier=fields.get("iati_identifier", ""),
        type=before.type if before else "",
        partner_count=before.partner_count if before else None,
        kpis=before.kpis if before else (),
        lessons=before.lessons if before else "",
    )


def level(fields: Fields) -> Level:
    """Return the level at which a partnership works: as stated, else that of its countries."""
    return Level(fields.get("level") or (Level.COUNTRY if fields.get("countries") else Level.GLOBAL))


def _contribution(id: str, each: Fields) -> Contribution:
    return Contribution(
        engagement=id,
        giver=each["giver"],
        amount=each.get("amount"),
        currency=each.get("currency", ""),
        year=each.get("year"),
        in_kind=bool(each.get("in_kind")),
        by_un=bool(each.get("by_un")),
    )


def _period(fields: Fields) -> Period:
    start = date.fromisoformat(fields["starts"]) if fields.get("starts") else None
    end = date.fromisoformat(fields["ends"]) if fields.get("ends") else None
    if start and end and end < start:
        end = None
    return Period(start, end) if start or end else ALWAYS


def _stated(fields: Fields) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
