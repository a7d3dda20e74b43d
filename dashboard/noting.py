"""Reads that pages note in the audit log. A page view is one reading, however often the page runs again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import streamlit as st

from acts.act import note_reads
from dashboard import resources
from matching.records import Viewer

READ = "noted-reads"  # what this session has noted as read, with when
# A page that somebody comes back to after this time is read again.
AGAIN_AFTER = timedelta(minutes=30)


def read(viewer: Viewer, page: str, records: Iterable[tuple[str, str]]) -> None:
    """Note which records of other entities a page shows to somebody: pairs of owner entity and id, once a page view."""
    fresh = known(viewer, page, records)
    if fresh:
        note_reads(resources.caller(viewer), page, fresh)


def known(viewer: Viewer, page: str, records: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those that this page view has not noted yet, and take them as noted: an act notes them."""
    now = datetime.now(UTC)
    noted: dict[str, str] = st.session_state.setdefault(READ, {})
    fresh = []
    for owner, record in set(records):
        key = f"{viewer.visibility_class}|{page}|{record}"
        at = noted.get(key)
        if owner and owner != viewer.entity and (at is None or now - datetime.fromisoformat(at) > AGAIN_AFTER):
            noted[key] = now.isoformat()
            fresh.append((owner, record))
    return fresh
