"""Who may sign in, as what and until when: entering people, giving roles and taking them away, and who has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from acts.act import Caller, act, look, note, oversee
from acts.errors import NotFoundError
from data import people
from data.people import Identity
from matching.policy import Right
from matching.records import SYSTEM, AuditAct, Grant, User, Viewer

__all__ = ["Identity", "admit", "dismiss", "enter", "forget_sign_in", "give_role", "known_user", "note_refused"]
__all__ += ["note_sign_in", "note_sign_out", "revoke_role", "set_active", "user_named", "users"]


def users(by: Caller) -> tuple[User, ...]:
    """Return everybody who was entered, in order of id, with every grant that was not revoked."""
    with look(by, Right.GRANT_ROLES) as opened:
        return people.all_(opened)


def enter(by: Caller, name: str, email: str) -> User:
    """Enter somebody who may sign in, still without a role.

    :raises ValueError: If the address is none, or is a user's already.
    """
    with look(by, Right.GRANT_ROLES) as opened:
        return _enter(opened, by, name, email)


def give_role(by: Caller, grant: Grant) -> None:
    """Give a role; given again, only its end changes.

    :raises NotFoundError: If there is no such user, entity or partner.
    :raises ValueError: If somebody gives to themself, if it has ended already, or if an auditor would take part.
    """
    with look(by, Right.GRANT_ROLES) as opened:
        _give(opened, by, grant)


def revoke_role(by: Caller, grant: Grant) -> None:
    """Take a role away at once.

    :raises NotFoundError: If it is not held.
    :raises LastAdministratorError: If nobody would be left to grant roles.
    """
    with look(by, Right.GRANT_ROLES) as opened:
        _revoke(opened, by, grant)


def set_active(by: Caller, user: str, active: bool) -> None:
    """Let somebody sign in or no more; their grants stay.

    :raises NotFoundError: If there is no such user.
    :raises LastAdministratorError: If nobody would be left to grant roles.
    """
    with act(by, Right.GRANT_ROLES, "let in" if active else "shut out", user, kind=AuditAct.ROLES) as opened:
        people.set_active(opened, user, active)


def forget_sign_in(by: Caller, user: str) -> None:
    """Forget what the provider of identities called somebody: the next sign-in with the verified address binds anew.

    :raises NotFoundError: If there is no such user.
    """
    with act(by, Right.GRANT_ROLES, "identity forgotten", user, kind=AuditAct.ROLES) as opened:
        people.unbind(opened, user)


def admit(by: Caller, email: str, name: str, grant: Grant, subject: str = "") -> User:
    """Give a role to the user of an address, who is entered if nobody has it; `grant` is theirs, whomever it names.

    A `subject` ("issuer#subject") is bound to them, for providers that confirm no address.

    :raises NotFoundError: If there is no such entity or partner.
    :raises ValueError: If the role, the address or the subject cannot be given so.
    """
    with look(by, Right.GRANT_ROLES) as opened:
        user = people.by_address(opened, email) or _enter(opened, by, name, email)
        _give(opened, by, replace(grant, user=user.id))
        if subject:
            people.bind(opened, user.id, subject)
            note(opened, by, f"bound to {subject}", user.id, kind=AuditAct.ROLES)
        return people.find(opened, user.id)


def dismiss(by: Caller, email: str, role: str = "") -> User:
    """Take a role away from the user of an address, every grant of it; without a role shut them out.

    :raises NotFoundError: If nobody has that address.
    :raises ValueError: If they do not hold the role, or nobody would be left to grant roles.
    """
    with look(by, Right.GRANT_ROLES) as opened:
        user = people.by_address(opened, email)
        if user is None:
            raise NotFoundError("user", email, [each.email for each in people.all_(opened)])
        held = [grant for grant in user.grants if grant.role == role]
        if role and not held:
            raise ValueError(f"{email} holds {', '.join(each.role for each in user.grants) or 'no role'}, not {role!r}")
        for grant in held:
            _revoke(opened, by, grant)
        if not role:
            people.set_active(opened, user.id, active=False)
            note(opened, by, "shut out", user.id, kind=AuditAct.ROLES)
        return people.find(opened, user.id)


def known_user(engine: Engine, identity: Identity, at: datetime) -> User | None:
    """Return the active user of an identity with the grants that hold at an instant, None for nobody."""
    with oversee(_nobody(engine)) as opened:
        return people.known_user(opened, identity, at)


def user_named(engine: Engine, name: str, at: datetime) -> User | None:
    """Return the active user of an id or an address with the grants that hold at an instant, None for nobody."""
    with oversee(_nobody(engine)) as opened:
        return people.user_named(opened, name, at)


def note_sign_in(engine: Engine, viewer: Viewer, roles: int) -> None:
    """Write down that somebody has signed in, and how many roles they hold."""
    _note(engine, viewer, f"{roles} roles", viewer.user, AuditAct.SIGN_IN)


def note_sign_out(engine: Engine, viewer: Viewer) -> None:
    """Write down that somebody has left."""
    _note(engine, viewer, "", viewer.user, AuditAct.SIGN_OUT)


def note_refused(engine: Engine, called: str, why: str) -> None:
    """Write down that somebody was turned away at the door, and by what name they came."""
    _note(engine, SYSTEM, f"sign-in: {why}", called, AuditAct.REFUSED)


def _enter(opened: Connection, by: Caller, name: str, email: str) -> User:
    user = people.add(opened, name, email)
    note(opened, by, f"added {user.email}", user.id, kind=AuditAct.ROLES)
    return user


def _give(opened: Connection, by: Caller, grant: Grant) -> None:
    people.give(opened, grant, by.user)
    note(opened, by, f"granted {people.describe(grant)}", grant.user, grant.entity, kind=AuditAct.ROLES)


def _revoke(opened: Connection, by: Caller, grant: Grant) -> None:
    people.revoke(opened, grant, by.user)
    note(opened, by, f"revoked {people.describe(grant)}", grant.user, grant.entity, kind=AuditAct.ROLES)


# Who stands at the door holds no role yet, and who leaves may hold none any more: Concert itself looks and notes.
def _nobody(engine: Engine) -> Caller:
    return Caller(engine, SYSTEM, signed_in=False)


def _note(engine: Engine, viewer: Viewer, said: str, record: str, kind: AuditAct) -> None:
    with oversee(_nobody(engine)) as opened:
        note(opened, Caller(engine, viewer, signed_in=False), said, record, kind=kind)
