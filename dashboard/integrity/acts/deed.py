"""One act as one transaction: the right is asked again, the audit log gets its line, and what is shown is read anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from secrets import token_hex

from sqlalchemy import Connection

from dashboard import resources
from dashboard.integrity import looking
from data import audit
from matching.policy import Right, may
from matching.records import AuditAct, Viewer


class NotAllowedError(ValueError):
    """An act that the viewer may not do, or on a record that is not theirs."""


@contextmanager
def deed(viewer: Viewer, right: Right, record: str, said: str, *, entity: str = "") -> Iterator[Connection]:
    """Give the transaction of an act on a record; `entity` is the one that the viewer must speak for, if any.

    :raises NotAllowedError: If the viewer may not do it.
    """
    if not may(viewer, right) or (entity and viewer.entity != entity):
        raise NotAllowedError("your role may not do that, or it is another entity's to do")
    with resources.connection(viewer) as opened:
        yield opened
        audit.note(opened, viewer, AuditAct.WRITE, record, viewer.entity, detail=said)
    looking.stamp.clear()


def own_entity(viewer: Viewer) -> str:
    """Return the entity that the viewer speaks for.

    :raises NotAllowedError: If there is none.
    """
    if not viewer.entity:
        raise NotAllowedError("only somebody of an entity can do that")
    return viewer.entity


def new_id(letter: str) -> str:
    """Return an id that no other record has; ids of one kind sort by when they were made."""
    return f"{letter}-{datetime.now(UTC):%Y%m%d%H%M%S%f}-{token_hex(3)}"
