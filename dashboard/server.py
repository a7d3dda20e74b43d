"""The server: Streamlit's own, behind our headers, with errors that tell a user nothing they may not know."""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from acts.act import EVERYBODY
from acts.errors import AccessEndedError
from dashboard import health, rankings
from dashboard.coordination import queries as coordination
from dashboard.country import queries as country
from dashboard.headers import SecurityHeaders
from dashboard.integrity import queries as diligence
from dashboard.keys import cookie_secret, derived
from dashboard.settings import Mode, Settings
from dashboard.shell import Shell
from dashboard.tickets import Tickets
from dashboard.words import _

ENTRY = Path(__file__).with_name("app.py")

HEAD_START = 4.0  # seconds in which the first page has the processor to itself

_log = logging.getLogger(__name__)


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


def application(hosts: Sequence[str], settings: Settings) -> st.App:
    """Return the ASGI application: the dashboard behind security headers, for requests to these hosts only."""
    secret = cookie_secret(settings)
    signs_in = settings.mode is Mode.SIGN_IN
    return st.App(
        ENTRY,
        secrets={"auth": _auth(settings, secret)} if signs_in else None,
        routes=[health.route()],
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


def _auth(settings: Settings, secret: str) -> dict[str, Any]:
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
