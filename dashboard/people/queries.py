"""Cached questions about who somebody is: asked again every few seconds, so that a revoked role ends at once."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from acts import people
from acts.people import Identity
from dashboard import resources
from matching.records import User, Viewer

# How long a page may believe what it was told. What is read and written is checked in its own transaction besides.
BELIEVED_SECONDS = 20
MOST = 2000  # users whose state a process remembers


@st.cache_data(ttl=BELIEVED_SECONDS, max_entries=MOST, show_spinner=False)
def user_of(identity: Identity) -> User | None:
    """Return the user of an identity with the grants that hold now, None for nobody."""
    return people.known_user(resources.engine(), identity, datetime.now(UTC))


@st.cache_data(ttl=BELIEVED_SECONDS, max_entries=MOST, show_spinner=False)
def user_named(name: str) -> User | None:
    """Return the active user of an id or an address with the grants that hold now, None for nobody."""
    return people.user_named(resources.engine(), name, datetime.now(UTC))


# A token comes with every page that is opened; its first one is the sign-in, and the only one that is noted.
@st.cache_resource(max_entries=10_000, show_spinner=False)
def note_sign_in(subject: str, at: datetime, _viewer: Viewer, _roles: int) -> bool:
    """Write down that somebody has signed in, once a token."""
    people.note_sign_in(resources.engine(), _viewer, _roles)
    return True


@st.cache_resource(max_entries=10_000, show_spinner=False)
def note_refused(called: str, why: str, at: datetime | None) -> bool:
    """Write down that somebody was turned away, once a token."""
    people.note_refused(resources.engine(), called, why)
    return True
