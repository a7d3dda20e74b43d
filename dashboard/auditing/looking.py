"""What the page asks of the audit log, always as the viewer: the database shows each only what concerns them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from dashboard import resources
from dashboard.downloads import DataSheet
from data import audit
from data.audit import Break, Head, Wanted
from matching.records import AuditAct, AuditEntry, Viewer


@dataclass(frozen=True, slots=True)
class State:
    """Whether the log is whole, and its last line."""

    head: Head
    broken: Break | None


def lines(viewer: Viewer, wanted: Wanted) -> tuple[AuditEntry, ...]:
    """Return the newest lines that the viewer may see."""
    with resources.connection(viewer) as asked:
        return audit.entries(asked, wanted)


def count(viewer: Viewer, wanted: Wanted) -> int:
    """Return how many such lines there are in all."""
    with resources.connection(viewer) as asked:
        return audit.count(asked, wanted)


def state(viewer: Viewer, kept: Head | None = None) -> State:
    """Return whether every line follows from the one before, and from a head that was kept elsewhere."""
    with resources.connection(viewer) as asked:
        return State(audit.head(asked), audit.verify(asked, kept))


def whole(viewer: Viewer, wanted: Wanted, kind: str) -> tuple[AuditEntry, ...]:
    """Return all such lines, oldest first, and note that they were taken along."""
    with resources.connection(viewer) as asked:
        found = audit.entries(asked, wanted, limit=None)
        detail = f"{len(found)} lines as {kind}"
        audit.note(asked, viewer, AuditAct.AUDIT_EXPORT, owner_entity=viewer.entity, detail=detail)
    return tuple(reversed(found))


def json_file(entries: tuple[AuditEntry, ...], sheet: DataSheet) -> bytes:
    """Return lines as JSON that can be checked without us, with the data sheet."""
    told = [
        {
            "number": each.number,
            "at": each.at.isoformat(timespec="microseconds"),
            "who": each.who,
            "role": each.role,
            "act": each.act.value,
            "record": each.record,
            "owner_entity": each.owner_entity,
            "detail": each.detail,
            "chain": each.chain,
        }
        for each in entries
    ]
    return json.dumps({"about": dict(sheet.lines()), "lines": told}, ensure_ascii=False, indent=1).encode()
