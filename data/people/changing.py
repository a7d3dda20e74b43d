"""Changing who may do what: each change leaves an administrator in place, and a role names who gave and took it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, text

from data.errors import NotFoundError
from data.people.reading import by_address, find, plain_address
from matching.records import OF_ENTITIES, Grant, User, UserRole

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_ADD = text("INSERT INTO users (id, name, email) VALUES (:id, :name, :email)")
# Giving again what somebody holds changes its end, and who gave it.
_GIVE = text("""
    INSERT INTO grants (holder, role, entity, countries, partner, until, given_by)
    VALUES (:user, :role, :entity, :countries, :partner, :until, :by)
    ON CONFLICT (holder, role, entity, countries, partner) WHERE revoked_at IS NULL
    DO UPDATE SET until = EXCLUDED.until, given_by = EXCLUDED.given_by, given_at = now()
""")
_REVOKE = text("""
    UPDATE grants SET revoked_by = :by, revoked_at = now()
    WHERE holder = :user AND role = :role AND entity = :entity AND countries = :countries AND partner = :partner
        AND revoked_at IS NULL
""")
# Held against every other change of users and grants until the end of the transaction, so that two administrators
# cannot each remove the other.
_ALONE = text("LOCK TABLE grants IN SHARE ROW EXCLUSIVE MODE")
_ADMINISTRATORS = text("""
    SELECT count(DISTINCT u.id) FROM users u JOIN grants g ON g.holder = u.id
    WHERE u.active AND g.role = 'administrator' AND g.revoked_at IS NULL AND g.until IS NULL
""")


class LastAdministratorError(ValueError):
    """The change would leave Concert without an administrator."""

    def __init__(self) -> None:
        super().__init__(
            "without this grant nobody would be administrator without an end; make somebody else administrator first"
        )


def add(connection: Connection, name: str, email: str) -> User:
    """Enter somebody who may sign in, still without a role; the id is the address before the @, numbered if taken.

    :raises ValueError: If the address is none, or is a user's already.
    """
    address = plain_address(email)
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"{email!r} is not an e-mail address")
    connection.execute(_ALONE)
    if by_address(connection, address) is not None:
        raise ValueError(f"{address} is a user already")
    stem = re.sub(r"[^a-z0-9._-]+", "-", address.partition("@")[0]).strip("-._") or "user"
    taken = set(connection.scalars(text("SELECT id FROM users")))
    free = next(each for n in range(1, len(taken) + 3) if (each := stem if n == 1 else f"{stem}-{n}") not in taken)
    connection.execute(_ADD, {"id": free, "name": name.strip() or address, "email": address})
    return find(connection, free)


def give(connection: Connection, grant: Grant, by: str) -> None:
    """Grant a role in the name of the user `by`; given again, only its end changes.

    :raises NotFoundError: If there is no such user, entity or partner.
    :raises ValueError: If somebody gives to themself, if it has ended already, or if an auditor would take part.
    """
    connection.execute(_ALONE)
    holder = find(connection, grant.user)
    if by == grant.user:
        raise ValueError("nobody grants a role to themself; ask another administrator")
    if grant.until is not None and not grant.live(_now(connection)):
        raise ValueError(f"the grant would end at {grant.until:%Y-%m-%d %H:%M} UTC, which is past")
    _check_place(connection, grant)
    roles = {each.role for each in holder.grants} | {grant.role}
    if UserRole.AUDITOR in roles and len(roles) > 1:
        raise ValueError("an auditor holds no other role: who watches does not take part; revoke one of them first")
    with _keeping_an_administrator(connection):
        connection.execute(_GIVE, {**_key(grant), "until": grant.until, "by": by})


def revoke(connection: Connection, grant: Grant, by: str) -> None:
    """Take a role away at once, in the name of the user `by`.

    :raises NotFoundError: If it is not held.
    :raises LastAdministratorError: If nobody would be left to grant roles.
    """
    connection.execute(_ALONE)
    with _keeping_an_administrator(connection):
        if not connection.execute(_REVOKE, {**_key(grant), "by": by}).rowcount:
            raise NotFoundError("grant", describe(grant))


def set_active(connection: Connection, user: str, active: bool) -> None:
    """Let somebody sign in or no more; their grants stay.

    :raises NotFoundError: If there is no such user.
    :raises LastAdministratorError: If nobody would be left to grant roles.
    """
    connection.execute(_ALONE)
    find(connection, user)
    with _keeping_an_administrator(connection):
        connection.execute(text("UPDATE users SET active = :active WHERE id = :id"), {"id": user, "active": active})


def bind(connection: Connection, user: str, subject: str) -> None:
    """Fix what the provider calls somebody ("issuer#subject"), for providers that confirm no address.

    :raises NotFoundError: If there is no such user.
    :raises ValueError: If it is another user's.
    """
    find(connection, user)
    other = connection.scalar(text("SELECT id FROM users WHERE subject = :subject"), {"subject": subject})
    if other not in {None, user} or "#" not in subject:
        raise ValueError(f"{subject!r} is another user's" if other else "an identity is written issuer#subject")
    connection.execute(text("UPDATE users SET subject = :subject WHERE id = :id"), {"id": user, "subject": subject})


def unbind(connection: Connection, user: str) -> None:
    """Forget what the provider called somebody, so that the next sign-in with the verified address binds anew.

    :raises NotFoundError: If there is no such user.
    """
    find(connection, user)
    connection.execute(text("UPDATE users SET subject = NULL WHERE id = :id"), {"id": user})


def describe(grant: Grant) -> str:
    """Return a grant in one line of the log."""
    place = grant.entity or ";".join(sorted(grant.countries)) or grant.partner
    end = f" until {grant.until:%Y-%m-%d %H:%M} UTC" if grant.until else ""
    return f"{grant.role}{f' for {place}' if place else ''}{end}"


def _key(grant: Grant) -> dict[str, object]:
    return {
        "user": grant.user,
        "role": grant.role.value,
        "entity": grant.entity,
        "countries": sorted(grant.countries),
        "partner": grant.partner,
    }


def _check_place(connection: Connection, grant: Grant) -> None:
    if grant.role in OF_ENTITIES:
        known = list(connection.scalars(text("SELECT id FROM entities")))
        if grant.entity not in known:
            raise NotFoundError("entity", grant.entity, known)
    if grant.partner and not connection.scalar(text("SELECT 1 FROM partners WHERE id = :id"), {"id": grant.partner}):
        raise NotFoundError("partner", grant.partner)


@contextmanager
def _keeping_an_administrator(connection: Connection) -> Iterator[None]:
    """Refuse a change after which there is none without an end, if there was one before."""
    before = connection.scalar(_ADMINISTRATORS)
    yield
    if before and not connection.scalar(_ADMINISTRATORS):
        raise LastAdministratorError


def _now(connection: Connection) -> datetime:
    now: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return now
