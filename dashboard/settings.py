"""What the environment tells the dashboard, and the secret behind our cookies; the store has settings of its own."""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from data.secrets import check
from data.settings import Settings as Store
from data.settings import SettingsError

_YES = {"1", "true", "yes", "on"}
# A working day: who signs in in the morning is asked again the next one, also where the provider remembers them.
SESSION_HOURS = 10.0
# 32 characters of base64 are 192 bits; less can be tried out by whoever holds one cookie.
SHORTEST_SECRET = 32
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
COOKIE_FILE = "cookie.key"


class Mode(StrEnum):
    """Who is let in: those whom a provider signs in, everybody as any role, one named user, or nobody."""

    SIGN_IN = "sign_in"
    DEMONSTRATION = "demonstration"
    LOCAL_USER = "local_user"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider of identities (OpenID Connect) and what it knows us by."""

    metadata_url: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DashboardSettings:
    """How the dashboard was started.

    `public_url` is the address under which people reach it, `proxy` the addresses of machines whose word about a
    request's origin counts, `local_user` the only user of a machine of one's own.
    """

    demo: bool = False
    encoder: str = ""
    public_url: str = ""
    proxy: str = ""
    local_user: str = ""
    session_hours: float = SESSION_HOURS
    cookie_secret: str = field(default="", repr=False)
    provider: Provider | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> DashboardSettings:
        """Return the settings of the environment.

        :raises SettingsError: If they do not go together.
        """
        public_url = environment.get("CONCERT_PUBLIC_URL", "").strip().rstrip("/")
        cookie_secret = environment.get("CONCERT_COOKIE_SECRET", "").strip()
        return cls(
            demo=environment.get("CONCERT_DEMO", "").strip().lower() in _YES,
            encoder=environment.get("CONCERT_ENCODER", "").strip(),
            public_url=_checked_address(public_url),
            proxy=environment.get("CONCERT_PROXY", "").strip(),
            local_user=environment.get("CONCERT_LOCAL_USER", "").strip(),
            session_hours=_hours(environment.get("CONCERT_SESSION_HOURS", "").strip()),
            cookie_secret=_checked_secret(cookie_secret),
            provider=_provider(
                environment.get("CONCERT_OIDC_METADATA_URL", "").strip(),
                environment.get("CONCERT_OIDC_CLIENT_ID", "").strip(),
                environment.get("CONCERT_OIDC_CLIENT_SECRET", "").strip(),
                complete=bool(public_url and cookie_secret),
            ),
        )

    @property
    def mode(self) -> Mode:
        """Who is let in; where a provider signs people in, nobody else is, not even in the demonstration."""
        if self.provider is not None:
            return Mode.SIGN_IN
        if self.demo:
            return Mode.DEMONSTRATION
        return Mode.LOCAL_USER if self.local_user else Mode.CLOSED

    @property
    def host(self) -> str:
        """The name under which people reach it, "" where no address is set."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def secure(self) -> bool:
        """Whether people reach it by TLS, so that cookies may travel by nothing else."""
        return self.public_url.startswith("https://")


def _checked_address(address: str) -> str:
    if not address:
        return ""
    parts = urlsplit(address)
    if parts.path or parts.query or not parts.hostname or parts.scheme not in {"http", "https"}:
        raise SettingsError(f"CONCERT_PUBLIC_URL must be like https://concert.example.org, got {address!r}")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise SettingsError(
            f"CONCERT_PUBLIC_URL must begin with https:// for other machines than this, got {address!r}"
        )
    return address


def _checked_secret(secret: str) -> str:
    if secret and len(secret) < SHORTEST_SECRET:
        raise SettingsError(
            f"CONCERT_COOKIE_SECRET has {len(secret)} characters, at least {SHORTEST_SECRET} are needed: "
            'python -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    return secret


def _hours(words: str) -> float:
    try:
        hours = float(words or SESSION_HOURS)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 24 * 7:
        raise SettingsError(f"CONCERT_SESSION_HOURS must be a number of hours up to a week (168), got {words!r}")
    return hours


def _provider(metadata_url: str, client_id: str, client_secret: str, *, complete: bool) -> Provider | None:
    if not any((metadata_url, client_id, client_secret)):
        return None
    if not all((metadata_url, client_id, client_secret, complete)):
        raise SettingsError(
            "sign-in needs all of CONCERT_OIDC_METADATA_URL, CONCERT_OIDC_CLIENT_ID, CONCERT_OIDC_CLIENT_SECRET, "
            "CONCERT_PUBLIC_URL and CONCERT_COOKIE_SECRET; see docs/server.md"
        )
    parts = urlsplit(metadata_url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise SettingsError(f"CONCERT_OIDC_METADATA_URL must begin with https://, got {metadata_url!r}")
    return Provider(metadata_url, client_id, client_secret)


def cookie_secret(settings: DashboardSettings, home: Path | None = None) -> str:
    """Return the secret of CONCERT_COOKIE_SECRET, else one that is made once and kept in Concert's folder.

    :raises SecretsError: If others may read the kept one.
    """
    return settings.cookie_secret or _kept(home or Store.from_environment().home)


def derived(secret: str, purpose: str) -> bytes:
    """Return the key for one purpose, from which neither the secret nor the key of another purpose follows."""
    return hmac.new(secret.encode(), purpose.encode(), sha256).digest()


def _kept(home: Path) -> str:
    path = home / COOKIE_FILE
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = home / f"{COOKIE_FILE}.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        try:
            os.link(draft, path)  # whole or not at all, and the first of several processes wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    check(path)
    return path.read_text(encoding="utf-8").strip()
