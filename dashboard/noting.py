"""What pages and buttons write into the audit log. A page view is one reading, however often the page runs again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import streamlit as st
from sqlalchemy import Connection

from dashboard import resources
from dashboard.downloads import DataSheet
from data import audit
from matching.records import AuditAct, Viewer

READ = "noted-reads"  # what this session has noted as read, with when
# A page that somebody comes back to after this time is read again.
AGAIN_AFTER = timedelta(minutes=30)


def wrote(opened: Connection, viewer: Viewer, what: str, record: str, owner_entity: str = "") -> None:
    """Note a change, in the transaction that makes it."""
    audit.note(opened, viewer, AuditAct.WRITE, record, owner_entity or viewer.entity, detail=what)


def read(viewer: Viewer, page: str, records: Iterable[tuple[str, str]]) -> None:
    """Note which records of other entities a page shows to somebody: pairs of owner entity and id, once a page view."""
    now = datetime.now(UTC)
    noted: dict[str, str] = st.session_state.setdefault(READ, {})
    fresh = []
    for owner, record in set(records):
        key = f"{viewer.visibility_class}|{page}|{record}"
        at = noted.get(key)
        if owner and owner != viewer.entity and (at is None or now - datetime.fromisoformat(at) > AGAIN_AFTER):
            noted[key] = now.isoformat()
            fresh.append((owner, record))
    if fresh:
        with resources.connection(viewer) as opened:
            audit.note_reads(opened, viewer, page, fresh)


def exported(viewer: Viewer, sheet: DataSheet, kind: str, rows: int) -> None:
    """Note that somebody took a table along."""
    with resources.connection(viewer) as opened:
        detail = f"{kind}, {rows} rows, {sheet.withheld} withheld: {sheet.question}"
        audit.note(opened, viewer, AuditAct.EXPORT, sheet.name, viewer.entity, detail=detail)
