"""What every answer of the server carries, and what it does not answer: closes what Streamlit leaves open."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.tickets import Tickets

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
STRICT = {"Strict-Transport-Security": "max-age=31536000"}  # a year; only where people reach us by TLS


class SecurityHeaders:
    """Adds the fixed headers, hands each browser a signed cookie, and asks for it where files are served.

    With `tickets` people sign in: files are then for those whose sign-in is valid, one that has lapsed is taken off
    every request, and its cookie lasts no longer. `secure` says that people reach us by TLS.
    """

    def __init__(
        self, app: ASGIApp, key: bytes | None = None, *, tickets: Tickets | None = None, secure: bool = False
    ) -> None:
        self.app = app
        self.key = key or secrets.token_bytes(32)
        self.tickets = tickets
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on and complete the answer's headers."""
        if scope["type"] == "websocket" and not same_origin(Headers(scope=scope)):
            await _refuse_socket(receive, send)
            return
        if scope["type"] in {"http", "websocket"} and self.tickets:
            scope = self.tickets.without_lapsed(scope)
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        cookies = Headers(scope=scope).get("cookie", "")
        known = self._known(cookies)
        secure = self.secure or scope["scheme"] == "https"

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(FIXED | (STRICT if secure else {}))
                if path.startswith(GUARDED):
                    headers["Cache-Control"] = "private, no-store"
                if not known and headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", self._cookie())
                _tighten(headers, secure=secure, tickets=self.tickets)
            await send(message)

        if path.startswith(CLOSED):
            await PlainTextResponse("Not found", 404)(scope, receive, complete)
        elif path.startswith(GUARDED) and not (known and (self.tickets is None or self.tickets.valid(cookies))):
            await PlainTextResponse("Open a page first", 403)(scope, receive, complete)
        else:
            await self.app(scope, receive, complete)

    def _cookie(self) -> str:
        visit = secrets.token_urlsafe(18)
        return f"{COOKIE}={visit}.{self._signature(visit)}; Path=/; HttpOnly; SameSite=Lax"

    def _known(self, header: str) -> bool:
        try:
            morsel = SimpleCookie(header).get(COOKIE)
        except CookieError:
            return False
        visit, _, signature = morsel.value.partition(".") if morsel else ("", "", "")
        return bool(visit) and hmac.compare_digest(signature, self._signature(visit))

    def _signature(self, visit: str) -> str:
        return hmac.new(self.key, visit.encode(), sha256).hexdigest()


def same_origin(headers: Headers) -> bool:
    """Return whether a page of ours opens the socket: Streamlit itself would take any page of the same machine."""
    return bool(headers.get("host")) and urlsplit(headers.get("origin", "")).netloc == headers.get("host")


async def _refuse_socket(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})


def _tighten(headers: MutableHeaders, *, secure: bool, tickets: Tickets | None) -> None:
    """Let cookies travel by TLS only where people reach us by it, and those of the sign-in end with the session."""
    for index, (name, value) in enumerate(headers.raw):
        if name == b"set-cookie":
            cookie = value.decode("latin-1")
            if tickets is not None:
                cookie = tickets.shortened(cookie)
            if secure and "; secure" not in cookie.lower():
                cookie += "; Secure"
            headers.raw[index] = (name, cookie.encode("latin-1"))
