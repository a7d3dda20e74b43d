"""Adding lines to the audit log, in the transaction of the act itself: neither is there without the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, text

from matching.records import AuditAct, Viewer

LONGEST = 2000  # characters of a line's record and of its detail; the table's own limit
_NOTE = text("""
    INSERT INTO audit (who, role, act, record, owner_entity, detail)
    VALUES (:who, :role, :act, :record, :owner_entity, :detail)
""")


def note(
    connection: Connection, viewer: Viewer, act: AuditAct, record: str = "", owner_entity: str = "", *, detail: str = ""
) -> None:
    """Write down an act; it gets its number, its instant and its place in the chain when the transaction commits.

    What is longer than a line allows is cut and marked so: an act is never lost because its words are many.
    """
    line = {
        "who": viewer.user,
        "role": viewer.role.value,
        "act": act.value,
        "record": _short(record),
        "owner_entity": owner_entity,
        "detail": _short(detail),
    }
    connection.execute(_NOTE, line)


def note_reads(connection: Connection, viewer: Viewer, page: str, records: Iterable[tuple[str, str]]) -> int:
    """Write down which records of other entities a page showed, one line an owner; return how many lines.

    `records` are pairs of owner entity and id; the viewer's own are left out.
    """
    shown: dict[str, set[str]] = defaultdict(set)
    for owner, record in records:
        if owner and owner != viewer.entity:
            shown[owner].add(record)
    for owner, ids in sorted(shown.items()):
        note(connection, viewer, AuditAct.READ, " ".join(sorted(ids)), owner, detail=f"{page}: {len(ids)}")
    return len(shown)


def _short(words: str) -> str:
    clean = words.replace("\x00", "")
    return clean if len(clean) <= LONGEST else f"{clean[: LONGEST - 1]}…"
