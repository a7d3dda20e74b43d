"""What our database says of somebody who came: asked again every few seconds, so that a revoked role ends at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from dashboard import resources
from data import audit, people
from data.people import Identity
from matching.policy import OFFICES
from matching.records import SYSTEM, AuditAct, Grant, User, Viewer

# How long a page may believe what it was told. What is read and written is checked in its own transaction besides.
BELIEVED_SECONDS = 20
MOST = 2000  # users whose state a process remembers


@st.cache_data(ttl=BELIEVED_SECONDS, max_entries=MOST, show_spinner=False)
def user_of(identity: Identity) -> User | None:
    """Return the user of an identity with the grants that hold now, None for nobody."""
    with resources.connection(SYSTEM) as asked:
        return people.known_user(asked, identity, datetime.now(UTC))


@st.cache_data(ttl=BELIEVED_SECONDS, max_entries=MOST, show_spinner=False)
def user_named(name: str) -> User | None:
    """Return the active user of an id or an address with the grants that hold now, None for nobody."""
    with resources.connection(SYSTEM) as asked:
        return people.user_named(asked, name, datetime.now(UTC))


def hat(user: User, chosen: str) -> Grant:
    """Return the grant of a user that was chosen by its visibility class, else the first one."""
    return next((each for each in user.grants if each.viewer.visibility_class == chosen), user.grants[0])


def looking(grant: Grant) -> Viewer:
    """Return who looks in this hat: whoever keeps a desk speaks for the office behind it."""
    found = grant.viewer
    return replace(found, entity=OFFICES.get(found.role, found.entity))


# A token comes with every page that is opened; its first one is the sign-in, and the only one that is noted.
@st.cache_resource(max_entries=10_000, show_spinner=False)
def note_sign_in(viewer_key: str, at: datetime, _viewer: Viewer, _hats: int) -> bool:
    """Write down that somebody has signed in, once a token."""
    with resources.connection(SYSTEM) as opened:
        audit.note(opened, _viewer, AuditAct.SIGN_IN, _viewer.user, _viewer.entity, detail=f"{_hats} roles")
    return True


@st.cache_resource(max_entries=10_000, show_spinner=False)
def note_refused(called: str, why: str, at: datetime | None) -> bool:
    """Write down that somebody was turned away, once a token."""
    with resources.connection(SYSTEM) as opened:
        audit.note(opened, SYSTEM, AuditAct.REFUSED, called, detail=f"sign-in: {why}")
    return True


def note_sign_out(viewer: Viewer) -> None:
    """Write down that somebody has left."""
    with resources.connection(SYSTEM) as opened:
        audit.note(opened, viewer, AuditAct.SIGN_OUT, viewer.user, viewer.entity)
