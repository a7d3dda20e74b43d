"""A small country scene: short ways to write down needs, engagements and approaches in Kenya."""

from __future__ import annotations

from datetime import UTC, date, datetime

from matching.country import Atlas
from matching.disclosure import Viewpoint
from matching.records import (
    ALWAYS,
    Approach,
    Capability,
    Disclosure,
    Engagement,
    Kind,
    Level,
    Member,
    Need,
    Origin,
    Partner,
    Period,
    Profile,
    Resource,
    Size,
    Stage,
    State,
    Visibility,
)

HERE = Origin("test", synthetic=True)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
TODAY = NOW.date()


def need(
    id: str,
    resources: tuple[Resource, ...] = (Resource.FINANCE,),
    sdgs: tuple[int, ...] = (2,),
    *,
    entity: str = "WFP",
    countries: tuple[str, ...] = ("KEN",),
    state: str = "open",
    period: Period = ALWAYS,
) -> Need:
    return Need(
        id,
        entity,
        id,
        f"text of {id}",
        HERE,
        sdgs=sdgs,
        countries=countries,
        resources=resources,
        state=state,
        period=period,
    )


def engagement(
    id: str,
    resources: tuple[Resource, ...] = (Resource.FINANCE,),
    sdgs: tuple[int, ...] = (2,),
    *,
    entity: str = "FAO",
    members: tuple[str, ...] = ("bank",),
    countries: tuple[str, ...] = ("KEN",),
    level: Level = Level.COUNTRY,
    state: State = State.ACTIVE,
    visibility: Visibility = Visibility.NAMED,
    reason: str = "",
) -> Engagement:
    return Engagement(
        id,
        f"title of {id}",
        (entity,),
        tuple(Member(each) for each in members),
        HERE,
        Disclosure(entity, visibility, reason),
        level=level,
        resources=resources,
        sdgs=sdgs,
        countries=countries,
        period=Period(date(2026, 1, 1), date(2027, 12, 31)),
        state=state,
    )


def approach(
    id: str,
    partner: str = "bank",
    *,
    entity: str = "WFP",
    resource: Resource = Resource.FINANCE,
    sdgs: tuple[int, ...] = (2,),
    country: str = "KEN",
    need: str = "",
    stage: Stage = Stage.CLEARED,
    visibility: Visibility = Visibility.NAMED,
    reason: str = "",
) -> Approach:
    return Approach(
        id,
        entity,
        partner,
        Level.COUNTRY if country else Level.GLOBAL,
        resource,
        Period(date(2026, 10, 1), date(2027, 2, 1)),
        HERE,
        Disclosure(entity, visibility, reason),
        country=country,
        sdgs=sdgs,
        need=need,
        stage=stage,
        registered=datetime(2026, 10, 1, tzinfo=UTC),
        since=datetime(2026, 10, 2, tzinfo=UTC),
    )


def profile(
    id: str,
    home: str = "KEN",
    countries: tuple[str, ...] = (),
    kind: Kind = Kind.NATIONAL_COMPANY,
    *,
    size: Size | None = None,
    resources: tuple[Resource, ...] = (Resource.FINANCE,),
) -> Profile:
    partner = Partner(id, f"Partner {id}", kind, HERE, size, home, countries)
    return Profile(partner, (Capability(f"{id}-1", id, f"{id} can", HERE, resources=resources),))


PROFILES = (
    profile("bank"),
    profile("giant", "DEU", ("KEN", "UGA"), Kind.MULTINATIONAL, size=Size.MULTINATIONAL),
    profile("school", "FRA", ("KEN",), Kind.ACADEMIA),
    profile("else", "UGA"),
)


def atlas(
    needs: tuple[Need, ...] = (),
    engagements: tuple[Engagement, ...] = (),
    approaches: tuple[Approach, ...] = (),
    *,
    entity: str = "",
    profiles: tuple[Profile, ...] = PROFILES,
) -> Atlas:
    return Atlas(Viewpoint(NOW, entity), needs, profiles, (), engagements, approaches)
