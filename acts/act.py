"""The one door through which Concert does anything for somebody.

In one transaction: the right is checked, the database is asked whether the person still holds their role, it is told
who is looking, the act is done, and the audit log gets its line. Nothing else writes that log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine

from acts.errors import AccessEndedError, NotAllowedError
from data import audit, people
from data.database import transaction
from data.snapshot import Records, records_for
from matching.policy import Right, may
from matching.records import SYSTEM, AuditAct, UserRole, Viewer

# Reads what everybody on the UN side may, for figures that are the same for all of them; no user can have this id.
EVERYBODY = Viewer("Everybody", UserRole.LEADERSHIP)


@dataclass(frozen=True, slots=True)
class Caller:
    """For whom something is done, and on which database.

    `signed_in` is whether the role is a grant in that database, asked for again in every transaction: a page may be
    minutes old when somebody clicks on it. In the demonstration anybody may have any role, and the command line is
    the operator's.
    """

    engine: Engine
    viewer: Viewer
    signed_in: bool = True

    @property
    def user(self) -> str:
        """Who it is, as events and the audit log name them."""
        return self.viewer.user

    @property
    def entity(self) -> str:
        """The entity for which they speak.

        :raises NotAllowedError: If there is none.
        """
        if not self.viewer.entity:
            raise NotAllowedError("only somebody of an entity can do that")
        return self.viewer.entity

    @property
    def operates(self) -> bool:
        """Whether it is the operator of the machine, at the command line."""
        return self.viewer.role is UserRole.SYSTEM

    def speaks_for(self, entity: str) -> bool:
        """Return whether they may act in the name of an entity; the operator may in the name of all."""
        return self.operates or (bool(entity) and self.viewer.entity == entity)

    def as_everybody(self) -> Caller:
        """Return the caller that reads what everybody on the UN side may, whoever asks."""
        return Caller(self.engine, EVERYBODY, signed_in=False)


def today() -> date:
    """Return the day (UTC) on which an act is done, and as of which facts are read."""
    return datetime.now(UTC).date()


@contextmanager
def act(
    by: Caller, right: Right, said: str, record: str, owner: str = "", *, kind: AuditAct = AuditAct.WRITE
) -> Iterator[Connection]:
    """Give the transaction in which somebody acts on a record, noted as theirs in the same transaction.

    `owner` is the entity whose record it is and which reads the line in its access log; the caller's own unless told.

    :raises NotAllowedError: If their role lacks the right.
    :raises AccessEndedError: If they no longer hold that role.
    """
    with look(by, right) as opened:
        yield opened
        note(opened, by, said, record, owner, kind=kind)


@contextmanager
def decide(by: Caller, right: Right, said: str, record: str, owner: str = "") -> Iterator[Connection]:
    """Give the transaction in which Concert decides for somebody over records of several owners, noted as theirs.

    :raises NotAllowedError: If their role lacks the right.
    :raises AccessEndedError: If they no longer hold that role.
    """
    with oversee(by, right) as opened:
        yield opened
        note(opened, by, said, record, owner)


@contextmanager
def look(by: Caller, right: Right | None = None) -> Iterator[Connection]:
    """Give a transaction that sees what the caller may see; a right is asked where reading needs one.

    :raises NotAllowedError: If their role lacks the right.
    :raises AccessEndedError: If they no longer hold that role.
    """
    _check(by, right)
    with transaction(by.engine, by.viewer) as opened:
        _still_held(opened, by)
        yield opened


@contextmanager
def oversee(by: Caller, right: Right | None = None) -> Iterator[Connection]:
    """Give a transaction that sees every record, for answers that `matching.disclosure` or a rule decides about.

    :raises NotAllowedError: If their role lacks the right.
    :raises AccessEndedError: If they no longer hold that role.
    """
    _check(by, right)
    with transaction(by.engine, SYSTEM) as opened:
        _still_held(opened, by)
        yield opened


@contextmanager
def snapshot(by: Caller, right: Right | None = None) -> Iterator[Records]:
    """Give the records that the caller may read in one state of the database, and how many there are in all.

    Nothing can be written in it: what is noted of it comes after.

    :raises NotAllowedError: If their role lacks the right.
    :raises AccessEndedError: If they no longer hold that role.
    """
    with look(by, right):
        pass
    with records_for(by.engine, by.viewer) as records:
        yield records


def note(
    opened: Connection, by: Caller, said: str, record: str = "", owner: str = "", *, kind: AuditAct = AuditAct.WRITE
) -> None:
    """Write one line into the audit log, in the transaction of what it tells; for acts on more than one record."""
    audit.note(opened, by.viewer, kind, record, owner or by.viewer.entity, detail=said)


def note_reads(by: Caller, page: str, records: Iterable[tuple[str, str]]) -> None:
    """Write down which records of other entities somebody was shown: pairs of owner entity and id, a line an owner."""
    with look(by) as opened:
        note_shown(opened, by, page, records)


def note_shown(opened: Connection, by: Caller, page: str, records: Iterable[tuple[str, str]]) -> None:
    """Write the same in the transaction that has read them, for acts whose answer names records of others."""
    audit.note_reads(opened, by.viewer, page, records)


def _check(by: Caller, right: Right | None) -> None:
    if right is not None and not may(by.viewer, right):
        raise NotAllowedError("your role may not do that")


def _still_held(opened: Connection, by: Caller) -> None:
    if by.signed_in and not by.operates and not people.holds(opened, by.viewer):
        raise AccessEndedError(f"{by.user} is no longer {by.viewer.role}")
