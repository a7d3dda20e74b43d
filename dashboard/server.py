"""The server: Streamlit's own, behind our headers, with errors that tell a user nothing they may not know."""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Timer

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from dashboard import rankings
from dashboard.headers import SecurityHeaders
from dashboard.words import _

ENTRY = Path(__file__).with_name("app.py")

HEAD_START = 4.0  # seconds in which the first page has the processor to itself

_log = logging.getLogger(__name__)


@asynccontextmanager
async def prepared(_application: st.App) -> AsyncIterator[None]:
    """Begin to make ranking ready soon after the start, once the first page has had its turn."""
    timer = Timer(HEAD_START, rankings.warm)
    timer.daemon = True
    timer.start()
    yield
    timer.cancel()


def application(hosts: Sequence[str]) -> st.App:
    """Return the ASGI application: the dashboard behind security headers, for requests to these hosts only."""
    return st.App(
        ENTRY,
        middleware=[
            Middleware(SecurityHeaders, key=secrets.token_bytes(32)),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        ],
        lifespan=prepared,
        on_script_error=report,
    )


def report(error: Exception) -> bool:
    """Log an error under a short number, show the user that number and nothing else; True: it has been shown."""
    number = secrets.token_hex(4)
    _log.error("error %s", number, exc_info=error)
    message = _("Something went wrong on our side. Try again; if it stays, tell your administrator error {number}.")
    st.error(message.format(number=number))
    return True
