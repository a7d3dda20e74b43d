"""Who looks at Concert, by what right, and what is written down of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class UserRole(StrEnum):
    """What somebody is to Concert. `SYSTEM` is Concert itself, and no grant can make it of a person."""

    EXTERNAL = "external"
    FOCAL_POINT = "focal_point"
    ENTITY_LEAD = "entity_lead"
    COORDINATOR = "coordinator"
    CENTRAL_DESK = "central_desk"
    LEADERSHIP = "leadership"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


# Who speaks for the entity of the grant; the others look for the whole system, a country or a partner.
OF_ENTITIES = frozenset({UserRole.FOCAL_POINT, UserRole.ENTITY_LEAD})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking: for a UN entity, for countries (coordinators), or for a partner (external users).

    Two viewers of one visibility class are told the same.
    """

    user: str
    role: UserRole
    entity: str = ""
    countries: frozenset[str] = frozenset()
    partner: str = ""

    @property
    def visibility_class(self) -> str:
        """The key of every cache: an entity is told more of its own records, a desk more of what waits on it."""
        places = ",".join(sorted(self.countries))
        return "/".join((self.role, self.entity, places, self.partner))


# Concert itself, where it decides about records of several owners: loading, the register's clock, releases of figures.
SYSTEM = Viewer("concert", UserRole.SYSTEM)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody holds, for an entity, countries or a partner, until an instant (UTC; None: no end)."""

    user: str
    role: UserRole
    entity: str = ""
    countries: frozenset[str] = frozenset()
    partner: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in: `subject` is what the provider of identities calls them, fixed at the first time."""

    id: str
    name: str
    email: str
    subject: str = ""
    active: bool = True
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit log, never changed: who did what, when (UTC), to which record of whom.

    `chain` is the digest of this line and of the one before, in hexadecimal.
    """

    number: int
    at: datetime
    who: str
    role: str
    act: str
    record: str
    owner_entity: str
    detail: str
    chain: str
