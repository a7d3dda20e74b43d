"""The sign-in's cookie, which Streamlit makes to last for 30 days: here it ends with the session."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.datastructures import Headers
from starlette.types import Scope
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

NAMES = (USER_COOKIE_NAME, TOKENS_COOKIE_NAME)
_MAX_AGE = re.compile(r"(?i)max-age=(\d+)")
_OURS = re.compile(rf"({'|'.join(NAMES)})(_\d+)?")


@dataclass(frozen=True, slots=True)
class Tickets:
    """What tells a valid sign-in: the secret of its signature and how long one lasts."""

    secret: str = field(repr=False)
    seconds: int

    def valid(self, cookies: str) -> bool:
        """Return whether a request carries a sign-in that was signed by us and has not lapsed."""
        value = _cookies(cookies).get(USER_COOKIE_NAME)
        if value is None:
            return False
        try:
            URLSafeTimedSerializer(self.secret, salt=USER_COOKIE_NAME).loads(value, max_age=self.seconds)
        except BadSignature:  # a signature that has lapsed is one of them
            return False
        return True

    def without_lapsed(self, scope: Scope) -> Scope:
        """Return a request without a sign-in that is not valid; Streamlit itself would take it for 31 days."""
        header = Headers(scope=scope).get("cookie", "")
        if not any(name in header for name in NAMES) or self.valid(header):
            return scope
        kept = "; ".join(f"{name}={value}" for name, value in _cookies(header).items() if not _OURS.fullmatch(name))
        headers = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
        return {**scope, "headers": [*headers, (b"cookie", kept.encode("latin-1"))]}

    def shortened(self, cookie: str) -> str:
        """Return a cookie of the sign-in that lasts as long as the session, any other as it is."""
        if not _OURS.fullmatch(cookie.partition("=")[0]):
            return cookie
        return _MAX_AGE.sub(lambda found: f"Max-Age={min(int(found[1]), self.seconds)}", cookie)


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
