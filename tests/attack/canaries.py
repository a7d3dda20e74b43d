"""A network in which every confidential word is a token: whoever else reads one has found a leak."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, Engine, text

from data import approaches, capabilities, coalitions, needs, partners
from data.approaches import talks
from data.database import transaction
from data.engagements import save_many as save_engagements
from data.entities import read_entities
from data.integrity import known, screenings
from data.loading import load_reference
from matching.records import (
    SYSTEM,
    Approach,
    Coalition,
    Contribution,
    Disclosure,
    Engagement,
    Event,
    Flag,
    FlagStep,
    Gate,
    Level,
    Member,
    Message,
    Origin,
    Party,
    Period,
    Resource,
    Role,
    Rung,
    Screening,
    Seat,
    Stage,
    Talk,
    UserRole,
    Viewer,
    Visibility,
)
from tests.dashboard.sample import CAPABILITIES, NEEDS, PARTNERS

OWNERS = ("UNICEF", "WFP", "WHO", "FAO")
VEILED = (Visibility.TYPE, Visibility.COUNT, Visibility.HIDDEN)
TODAY = datetime.now(UTC).date()
BEFORE = datetime.now(UTC) - timedelta(days=3)
# An amount that nothing else on any page could be.
AMOUNTS = {owner: 7_654_321.0 + n * 1_111_111 for n, owner in enumerate(OWNERS)}

VIEWERS = (
    Viewer("amina", UserRole.FOCAL_POINT, "UNFPA"),
    Viewer("bo", UserRole.FOCAL_POINT, "WFP"),
    Viewer("cy", UserRole.ENTITY_LEAD, "UNFPA"),
    Viewer("dara", UserRole.COORDINATOR, "DCO", frozenset({"MLI"})),
    Viewer("fay", UserRole.CENTRAL_DESK, "UNOP"),
    Viewer("gil", UserRole.LEADERSHIP),
    Viewer("gus", UserRole.EXTERNAL, partner="p-froid"),
    Viewer("hal", UserRole.AUDITOR),
    Viewer("ida", UserRole.ADMINISTRATOR),
)


def canary(owner: str, where: str) -> str:
    """Return the token of one owner in one place."""
    return f"canary{owner.lower()}{where}"


def leaks(words: str, viewer: Viewer) -> list[str]:
    """Return the tokens and amounts of other owners that stand in some words."""
    said = words.lower().replace(",", "").replace("\xa0", "").replace(" ", "")
    others = [owner for owner in OWNERS if owner != viewer.entity]
    tokens = [f"canary{owner.lower()}" for owner in others if f"canary{owner.lower()}" in said]
    return tokens + [f"{AMOUNTS[owner]:.0f}" for owner in others if f"{AMOUNTS[owner]:.0f}" in said]


def plant(engine: Engine) -> None:
    """Fill a database with records that may not be named, and some that may."""
    load_reference(engine, read_entities())
    with transaction(engine, SYSTEM) as connection:
        partners.save_many(connection, PARTNERS)
        capabilities.save_many(connection, CAPABILITIES)
        needs.save_many(connection, NEEDS)
        for owner in OWNERS:
            approaches.save_many(connection, [_approach(owner, grade) for grade in VEILED])
            approaches.save_many(connection, [_named(owner)])
            approaches.keep_events(connection, [_event(owner)])
            save_engagements(connection, [_engagement(owner, grade) for grade in Visibility])
            known.save_flags(connection, [_flag(owner)])
            screenings.save_many(connection, [_screening(owner)])
            coalitions.add(connection, _coalition(owner), owner)
        _talk(connection)


def _told(owner: str, grade: Visibility) -> Disclosure:
    return Disclosure(owner, grade, canary(owner, "reason"))


def _approach(owner: str, grade: Visibility) -> Approach:
    words = canary(owner, f"approach{grade}")
    return Approach(
        id=words,
        entity=owner,
        partner="p-froid",
        level=Level.COUNTRY,
        country="MLI",
        resource=Resource.TECHNOLOGY,
        window=Period(TODAY - timedelta(days=5), TODAY + timedelta(days=60)),
        origin=Origin(words),
        disclosure=_told(owner, grade),
        sdgs=(3,),
        topic=words,
        stage=Stage.CLEARED,
        owner=words,
        gate=Gate(5, words, words, go=True),
        registered=BEFORE,
        since=BEFORE,
    )


def _named(owner: str) -> Approach:
    return Approach(
        id=f"open-{owner}",
        entity=owner,
        partner="p-kelvin",
        level=Level.GLOBAL,
        resource=Resource.FINANCE,
        window=Period(TODAY - timedelta(days=5), TODAY + timedelta(days=60)),
        origin=Origin("a test"),
        disclosure=Disclosure(owner),
        topic="Clean water",
        stage=Stage.CLEARED,
        gate=Gate(2, "Water.", "Asked.", go=True),
        registered=BEFORE,
        since=BEFORE,
    )


def _event(owner: str) -> Event:
    record = canary(owner, f"approach{Visibility.HIDDEN}")
    return Event(record, "registered", canary(owner, "who"), BEFORE, canary(owner, "why"))


def _engagement(owner: str, grade: Visibility) -> Engagement:
    named = grade is Visibility.NAMED
    words = f"Open engagement of {owner}" if named else canary(owner, f"engagement{grade}")
    key = f"e-{owner}" if named else words
    return Engagement(
        id=key,
        title=words,
        summary=words,
        entities=(owner,),
        members=(Member("p-trans"),),
        origin=Origin("a test"),
        disclosure=Disclosure(owner) if named else _told(owner, grade),
        level=Level.COUNTRY,
        countries=("MLI",),
        resources=(Resource.LOGISTICS,),
        sdgs=(3,),
        period=Period(date(2025, 1, 1), date(2027, 1, 1)),
        contributions=(Contribution(key, "p-trans", AMOUNTS[owner], "USD", note=canary(owner, "note")),),
        lessons=canary(owner, "lesson"),
    )


def _flag(owner: str) -> Flag:
    words = canary(owner, "flag")
    steps = (FlagStep(Rung.YELLOW, TODAY, words, words),)
    return Flag(words, "p-froid", steps, Origin(words), _told(owner, Visibility.HIDDEN))


def _screening(owner: str) -> Screening:
    words = canary(owner, "screening")
    return Screening(
        words, owner, "p-froid", TODAY, Origin(words), _told(owner, Visibility.HIDDEN), provider=words, screener=words
    )


def _coalition(owner: str) -> Coalition:
    words = canary(owner, "coalition")
    return Coalition(
        id=words,
        need="",
        text=words,
        title=words,
        entities=(owner,),
        seats=(Seat("p-froid", Role.LEAD),),
        origin=Origin(words),
        disclosure=_told(owner, Visibility.HIDDEN),
        notes=words,
    )


def _talk(connection: Connection) -> None:
    """A talk between two of the owners, of which one has not agreed to be named."""
    left, right = OWNERS[:2]
    sides = tuple(
        Party(canary(owner, f"approach{Visibility.HIDDEN}"), owner, reveals=owner == left) for owner in (left, right)
    )
    talks.save(connection, [Talk(canary(right, "talk"), sides, BEFORE)])
    talks.write(connection, canary(right, "talk"), Message(right, canary(right, "who"), BEFORE, canary(right, "said")))


def tables(engine: Engine) -> list[str]:
    """Return every table of the schema that the application may read."""
    readable = text("""
        SELECT table_name FROM information_schema.table_privileges
        WHERE table_schema = 'concert' AND grantee = current_user AND privilege_type = 'SELECT' ORDER BY table_name
    """)
    with transaction(engine, SYSTEM) as connection:
        return list(connection.scalars(readable))
