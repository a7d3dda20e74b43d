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


class AuditAct(StrEnum):
    """What the audit log keeps: who came, what they looked at, changed and took along, and who may do so."""

    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    REFUSED = "refused"
    READ = "read"
    WRITE = "write"
    EXPORT = "export"
    ROLES = "roles"
    AUDIT_EXPORT = "audit_export"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody holds, for an entity, countries or a partner, until an instant (UTC; None: no end)."""

    user: str
    role: UserRole
    entity: str = ""
    countries: frozenset[str] = frozenset()
    partner: str = ""
    until: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a grant that says too little or too much; the database does the same."""
        asked = {
            "an entity": (self.role in OF_ENTITIES, self.entity),
            "countries": (self.role is UserRole.COORDINATOR, self.countries),
            "a partner": (self.role is UserRole.EXTERNAL, self.partner),
        }
        for what, (wanted, given) in asked.items():
            if wanted != bool(given):
                raise ValueError(f"the role {self.role} {'needs' if wanted else 'takes no such thing as'} {what}")
        if self.role is UserRole.SYSTEM:
            raise ValueError("nobody can be granted to be Concert itself")

    @property
    def viewer(self) -> Viewer:
        """Who looks when the user wears this hat."""
        return Viewer(self.user, self.role, self.entity, self.countries, self.partner)

    def live(self, at: datetime) -> bool:
        """Return whether it holds at an instant; at its end it holds no more."""
        return self.until is None or at < self.until


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
    act: AuditAct
    record: str
    owner_entity: str
    detail: str
    chain: str
