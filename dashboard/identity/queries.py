"""Cached questions about records that may be one organisation; judgements and their reasons are read as the viewer."""

from __future__ import annotations

import streamlit as st

from acts import identity
from acts.identity import Queue, Record
from dashboard import resources
from matching.records import Viewer


def queue(viewer: Viewer) -> Queue:
    """Return the pairs that wait for a person as they stand for a viewer."""
    stamp = identity.stamp(resources.caller(viewer))
    return _queue(viewer, resources.edition(), stamp)


def former_records(partner: str) -> tuple[Record, ...]:
    """Return the records that a partner is made of; none when it was never merged."""
    return _former_records(partner, resources.edition())


def forget() -> None:
    """Read anew which records are one: somebody has just judged."""
    resources.edition.clear()
    _former_records.clear()


# Judgements are open to all roles of the UN side and closed to the others, who get another stamp; who judged and why is
# not among them. So the stamp says which of the two may read what is kept here.
@st.cache_resource(max_entries=2, show_spinner=False)
def _queue(_viewer: Viewer, edition: str, stamp: str) -> Queue:
    return identity.queue(resources.caller(_viewer))


@st.cache_data(ttl=resources.EDITION_SECONDS, max_entries=256, show_spinner=False)
def _former_records(partner: str, edition: str) -> tuple[Record, ...]:
    return identity.former_records(resources.everybody(), partner)
