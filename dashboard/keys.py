"""The secret behind our cookies: the same for every process that answers at one address."""

from __future__ import annotations

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from dashboard.settings import Settings
from data.secrets import check
from data.settings import Settings as Store

FILE = "cookie.key"


def cookie_secret(settings: Settings, home: Path | None = None) -> str:
    """Return the secret of CONCERT_COOKIE_SECRET, else one that is made once and kept in Concert's folder.

    :raises SecretsError: If others may read the kept one.
    """
    return settings.cookie_secret or _kept(home or Store.from_environment().home)


def derived(secret: str, purpose: str) -> bytes:
    """Return the key for one purpose, from which neither the secret nor the key of another purpose follows."""
    return hmac.new(secret.encode(), purpose.encode(), sha256).digest()


def _kept(home: Path) -> str:
    path = home / FILE
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = home / f"{FILE}.{secrets.token_hex(8)}"
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
