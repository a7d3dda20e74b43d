"""What every answer of the server carries, and what it does not answer: closes what Streamlit leaves open."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "concert_visit"
CLOSED = ("/_stcore/metrics", "/_stcore/agent")  # figures about the process and a door for programs: nobody's business
GUARDED = ("/media/",)  # downloads and images of a session: only for browsers that opened a page here

# Streamlit needs one inline script, inline styles and, for its charts, compiled code; all else comes from here.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds the fixed headers, hands each browser a signed cookie, and asks for it where files are served."""

    def __init__(self, app: ASGIApp, key: bytes | None = None) -> None:
        self.app = app
        self.key = key or secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on and complete the answer's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        known = self._known(Headers(scope=scope).get("cookie", ""))

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(FIXED)
                if not known and headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", self._cookie(secure=scope["scheme"] == "https"))
            await send(message)

        if path.startswith(CLOSED):
            await PlainTextResponse("Not found", 404)(scope, receive, complete)
        elif path.startswith(GUARDED) and not known:
            await PlainTextResponse("Open a page first", 403)(scope, receive, complete)
        else:
            await self.app(scope, receive, complete)

    def _cookie(self, *, secure: bool) -> str:
        visit = secrets.token_urlsafe(18)
        ending = "; Secure" if secure else ""
        return f"{COOKIE}={visit}.{self._signature(visit)}; Path=/; HttpOnly; SameSite=Lax{ending}"

    def _known(self, header: str) -> bool:
        try:
            morsel = SimpleCookie(header).get(COOKIE)
        except CookieError:
            return False
        visit, _, signature = morsel.value.partition(".") if morsel else ("", "", "")
        return bool(visit) and hmac.compare_digest(signature, self._signature(visit))

    def _signature(self, visit: str) -> str:
        return hmac.new(self.key, visit.encode(), sha256).hexdigest()
