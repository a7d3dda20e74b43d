"""From the claims of a provider's token to an identity, and from it, asked every few seconds, to a user; or why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import streamlit as st

from acts import people
from acts.people import Identity
from dashboard import resources
from matching.records import User, Viewer

# Clocks of two machines differ by seconds; a token of tomorrow is a forged one.
SKEW = timedelta(minutes=2)
# How long a page may believe what it was told. What is read and written is checked in its own transaction besides.
BELIEVED_SECONDS = 20
MOST = 2000  # users whose state a process remembers


class SignInRefusal(StrEnum):
    """Why somebody who comes from a provider is nobody here."""

    NO_SUBJECT = "no_subject"
    FOREIGN = "foreign"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An identity, when it was confirmed by the provider, and how to call the person before we know who it is."""

    identity: Identity
    at: datetime
    called: str


def read(claims: Mapping[str, Any], client_id: str, hours: float, now: datetime) -> Arrival | SignInRefusal:
    """Return who comes with these claims, or why nobody: made for another client, without a subject, or too old.

    The age counts from the time at which the person was asked (`auth_time`), else from the token's making (`iat`): a
    cookie that lasts for weeks does not make the session last.
    """
    issuer, subject = str(claims.get("iss") or ""), str(claims.get("sub") or "")
    if not issuer or not subject:
        return SignInRefusal.NO_SUBJECT
    audience = claims.get("aud")
    if client_id not in (audience if isinstance(audience, list) else [audience]):
        return SignInRefusal.FOREIGN
    at = _instant(claims.get("auth_time")) or _instant(claims.get("iat"))
    if at is None or at > now + SKEW or now >= at + timedelta(hours=hours):
        return SignInRefusal.EXPIRED
    email = str(claims.get("email") or "")
    verified = claims.get("email_verified") is True
    return Arrival(Identity(f"{issuer}#{subject}", email if verified else ""), at, email or subject)


def _instant(seconds: object) -> datetime | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None


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
