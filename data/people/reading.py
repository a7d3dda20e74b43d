"""Who somebody is to Concert. Unknown, inactive and without a live grant is the same: nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from data.errors import NotFoundError
from matching.records import OF_ENTITIES, Grant, User, UserRole, Viewer

_USERS = "SELECT id, name, email, coalesce(subject, '') AS subject, active FROM users"
_ALL = text(f'{_USERS} ORDER BY id COLLATE "C"')
_ONE = text(f"{_USERS} WHERE id = :id")
_BY_SUBJECT = text(f"{_USERS} WHERE subject = :subject")
_BY_EMAIL = text(f"{_USERS} WHERE email = :email AND subject IS NULL")
_BY_NAME = text(f"{_USERS} WHERE id = :name OR email = :name")
_HOLDS = text("""
    SELECT EXISTS (
        SELECT FROM users u JOIN grants g ON g.holder = u.id
        WHERE u.id = :user AND u.active AND g.revoked_at IS NULL AND (g.until IS NULL OR clock_timestamp() < g.until)
            AND g.role = :role AND g.entity = :entity AND g.countries = :countries AND g.partner = :partner
    )
""")
_BIND = text("UPDATE users SET subject = :subject WHERE id = :id AND subject IS NULL")
_GRANTS = text("""
    SELECT holder, role, entity, countries, partner, until FROM grants
    WHERE revoked_at IS NULL AND holder = ANY (:holders)
    ORDER BY id
""")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a provider of identities says of somebody; `subject` is unique among all providers.

    `email` is empty unless the provider has verified it.
    """

    subject: str
    email: str = ""


def known_user(connection: Connection, identity: Identity, at: datetime) -> User | None:
    """Return the active user of an identity with the grants that hold at an instant; None for everybody else.

    Somebody whom an administrator entered is found by the verified address the first time, and by the provider's
    subject ever after: an address that later passes to another person opens nothing.
    """
    if not identity.subject:
        return None
    row = connection.execute(_BY_SUBJECT, {"subject": identity.subject}).one_or_none()
    if row is None and identity.email:
        row = connection.execute(_BY_EMAIL, {"email": plain_address(identity.email)}).one_or_none()
        if row is not None and row.active:
            if not connection.execute(_BIND, {"id": row.id, "subject": identity.subject}).rowcount:
                return None  # another subject was quicker
            row = connection.execute(_ONE, {"id": row.id}).one()
    return _living(connection, row, at)


def user_named(connection: Connection, name: str, at: datetime) -> User | None:
    """Return the active user of an id or an address with the grants that hold at an instant; None for nobody."""
    row = connection.execute(_BY_NAME, {"name": plain_address(name)}).one_or_none()
    return _living(connection, row, at)


def holds(connection: Connection, viewer: Viewer) -> bool:
    """Return whether the database, at this very instant, gives a person the hat in which they look."""
    asked = {
        "user": viewer.user,
        "role": viewer.role.value,
        "entity": viewer.entity if viewer.role in OF_ENTITIES else "",  # the office of a desk is not in its grant
        "countries": sorted(viewer.countries),
        "partner": viewer.partner,
    }
    return bool(connection.scalar(_HOLDS, asked))


def find(connection: Connection, id: str) -> User:
    """Return a user with every grant that was not revoked, those that have ended too.

    :raises NotFoundError: If there is none.
    """
    row = connection.execute(_ONE, {"id": id}).one_or_none()
    if row is None:
        raise NotFoundError("user", id)
    return _with_grants(connection, [row])[0]


def by_address(connection: Connection, email: str) -> User | None:
    """Return the user of an address, whatever their state."""
    row = connection.execute(text(f"{_USERS} WHERE email = :email"), {"email": plain_address(email)}).one_or_none()
    return _with_grants(connection, [row])[0] if row is not None else None


def all_(connection: Connection) -> tuple[User, ...]:
    """Return all users in order of id, with every grant that was not revoked."""
    return _with_grants(connection, connection.execute(_ALL).all())


def plain_address(email: str) -> str:
    """Return an address as it is stored and compared."""
    return email.strip().lower()


def _living(connection: Connection, row: Any, at: datetime) -> User | None:
    if row is None or not row.active:
        return None
    [user] = _with_grants(connection, [row])
    live = tuple(grant for grant in user.grants if grant.live(at))
    return replace(user, grants=live) if live else None


def _with_grants(connection: Connection, rows: Sequence[Any]) -> tuple[User, ...]:
    held: dict[str, list[Grant]] = {row.id: [] for row in rows}
    for row in connection.execute(_GRANTS, {"holders": list(held)}):
        grant = Grant(row.holder, UserRole(row.role), row.entity, frozenset(row.countries), row.partner, row.until)
        held[row.holder].append(grant)
    return tuple(User(row.id, row.name, row.email, row.subject, row.active, tuple(held[row.id])) for row in rows)
