"""From the claims of a provider's token to an identity, or to the reason why it is none. Knows no screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from acts.people import Identity

# Clocks of two machines differ by seconds; a token of tomorrow is a forged one.
SKEW = timedelta(minutes=2)


class Refusal(StrEnum):
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


def read(claims: Mapping[str, Any], client_id: str, hours: float, now: datetime) -> Arrival | Refusal:
    """Return who comes with these claims, or why nobody: made for another client, without a subject, or too old.

    The age counts from the time at which the person was asked (`auth_time`), else from the token's making (`iat`): a
    cookie that lasts for weeks does not make the session last.
    """
    issuer, subject = str(claims.get("iss") or ""), str(claims.get("sub") or "")
    if not issuer or not subject:
        return Refusal.NO_SUBJECT
    audience = claims.get("aud")
    if client_id not in (audience if isinstance(audience, list) else [audience]):
        return Refusal.FOREIGN
    at = _instant(claims.get("auth_time")) or _instant(claims.get("iat"))
    if at is None or at > now + SKEW or now >= at + timedelta(hours=hours):
        return Refusal.EXPIRED
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
