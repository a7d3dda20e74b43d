"""The server: Streamlit's own behind our headers, its health, its first page; errors tell a user nothing."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from threading import Lock, Timer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from acts import checkup
from acts.act import EVERYBODY
from acts.errors import AccessEndedError
from dashboard import rankings, resources
from dashboard.coordination import queries as coordination
from dashboard.country import queries as country
from dashboard.headers import SecurityHeaders
from dashboard.integrity import queries as diligence
from dashboard.pages import NAME, PAGES, SOUGHT
from dashboard.settings import DashboardSettings, Mode, cookie_secret, derived
from dashboard.tickets import Tickets
from dashboard.words import SOURCE, _, language, languages

ENTRY = Path(__file__).with_name("app.py")

HEAD_START = 4.0  # seconds in which the first page has the processor to itself

_log = logging.getLogger(__name__)
HEALTH_PATH = "/health"
# A stranger who asks a thousand times a second makes the database answer once in this time.
REMEMBERED_SECONDS = 2.0
_lock = Lock()
_last: tuple[float, bool] = (float("-inf"), False)
ADDRESSES = frozenset({"/", *(f"/{name}" for _section, name, _title, _purpose in PAGES)})
SCRIPT = '<script src="/app/static/concert.js"></script>'


def warm() -> None:
    """Work up what the first visitor of each page would have to wait for, then read all texts for their meaning."""
    diligence.verdicts()
    coordination.situation()
    country.atlas(EVERYBODY)
    rankings.warm()


@asynccontextmanager
async def prepared(_application: st.App) -> AsyncIterator[None]:
    """Begin to make ranking ready soon after the start, once the first page has had its turn."""
    timer = Timer(HEAD_START, warm)
    timer.daemon = True
    timer.start()
    yield
    timer.cancel()


def application(hosts: Sequence[str], settings: DashboardSettings) -> st.App:
    """Return the ASGI application: the dashboard behind security headers, for requests to these hosts only."""
    secret = cookie_secret(settings)
    signs_in = settings.mode is Mode.SIGN_IN
    return st.App(
        ENTRY,
        secrets={"auth": _auth(settings, secret)} if signs_in else None,
        routes=[health_route()],
        middleware=[
            Middleware(
                SecurityHeaders,
                key=derived(secret, "concert: visit"),
                tickets=Tickets(secret, round(settings.session_hours * 3600)) if signs_in else None,
                secure=settings.secure,
            ),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(Shell),
        ],
        lifespan=prepared,
        on_script_error=report,
    )


def _auth(settings: DashboardSettings, secret: str) -> dict[str, Any]:
    """Return what `st.login` needs, as it would stand in Streamlit's own file of secrets."""
    provider = settings.provider
    if provider is None:
        return {}
    return {
        "redirect_uri": f"{settings.public_url}/oauth2callback",
        "cookie_secret": secret,
        "client_id": provider.client_id,
        "client_secret": provider.client_secret,
        "server_metadata_url": provider.metadata_url,
        "client_kwargs": {"scope": "openid email profile", "prompt": "select_account"},
    }


def report(error: Exception) -> bool:
    """Log an error under a short number, show the user that number and nothing else; True: it has been shown."""
    if isinstance(error, AccessEndedError):
        _log.warning("%s", error)
        st.error(_("Your role has ended or was changed. Open the page again to see what you may do now."))
        return True
    number = secrets.token_hex(4)
    _log.error("error %s", number, exc_info=error)
    message = _("Something went wrong on our side. Try again; if it stays, tell your administrator error {number}.")
    st.error(message.format(number=number))
    return True


async def health(_request: Request) -> JSONResponse:
    """Return 200 if the database answers and its tables are those of this release, else 503."""
    fine = await run_in_threadpool(_healthy)
    headers = {"Cache-Control": "no-store"}
    return JSONResponse({"status": "ok" if fine else "unavailable"}, 200 if fine else 503, headers)


def health_route() -> Route:
    """Return the route of the health check."""
    return Route(HEALTH_PATH, health, methods=["GET", "HEAD"])


def forget_health() -> None:
    """Ask the database at the next question, however soon it comes."""
    global _last  # noqa: PLW0603 - one answer a process is the point
    _last = (float("-inf"), False)


def _healthy() -> bool:
    global _last  # noqa: PLW0603 - one answer a process is the point
    with _lock:
        if time.monotonic() - _last[0] > REMEMBERED_SECONDS:
            _last = (time.monotonic(), _asked())
        return _last[1]


def _asked() -> bool:
    try:
        return checkup.is_current(resources.engine())
    except Exception:  # noqa: BLE001 - whatever is broken, the answer is no
        _log.exception("the health check failed")
        return False


class Shell:
    """Writes name, language and script into Streamlit's page of HTML; everything else passes as it is.

    Streamlit answers any address with that page: it says in English that there is none, or, one level further down,
    looks for itself in the wrong place, finds nothing and begins anew for ever. Whoever asks for a page that is not
    there is led to the address without a page, which says so.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; an answer of HTML is held back until it is whole, and written anew."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        whole = b""

        async def rewrite(message: Message) -> None:
            nonlocal start, whole
            if message["type"] == "http.response.start":
                start = message
            if not Headers(raw=start["headers"]).get("content-type", "").startswith("text/html"):
                await send(message)
            elif message["type"] == "http.response.body":
                whole += message.get("body", b"")
                if message.get("more_body"):
                    return
                if scope["path"] not in ADDRESSES:
                    await RedirectResponse(nowhere(scope), HTTPStatus.FOUND)(scope, receive, send)
                else:
                    body = written(whole.decode(), reader(scope)).encode()
                    headers = MutableHeaders(raw=start["headers"])
                    for name in ("etag", "last-modified"):  # of a page that is the same for everybody
                        del headers[name]
                    headers["content-length"] = str(len(body))
                    headers.add_vary_header("accept-language")
                    await send(start)
                    await send({"type": "http.response.body", "body": body})

        await self.app(_plain(scope), receive, rewrite)


def reader(scope: Scope) -> str:
    """Return the language of a request: what its address asks, else the first that its browser asks and we speak."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [])
    accepted = Headers(scope=scope).get("accept-language", "").split(",")
    wanted = [*asked[-1:], *(each.partition(";")[0].strip().partition("-")[0].lower() for each in accepted)]
    return next((code for code in wanted if code in languages()), SOURCE)


def nowhere(scope: Scope) -> str:
    """Return where a request is led that asks for a page that is not there, with all else that it asks."""
    asked = [each for each in parse_qsl(scope["query_string"].decode("latin-1")) if each[0] != SOUGHT]
    return f"/?{urlencode([*asked, (SOUGHT, scope['path'])])}"


def written(page: str, code: str) -> str:
    """Return Streamlit's page with our name, a language and our script in it."""
    for before, after in (
        ('<html lang="en">', f'<html lang="{code}" dir="{language(code).direction}">'),
        ("<title>Streamlit</title>", f"<title>{NAME}</title>{SCRIPT}"),
    ):
        page = page.replace(before, after, 1)
    return page


def _plain(scope: Scope) -> Scope:
    """Return a request that asks for the page as it is: not packed, and not only if it has changed."""
    asked_otherwise = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    return {**scope, "headers": [each for each in scope["headers"] if each[0] not in asked_otherwise]}
