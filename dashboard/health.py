"""Whether this process can answer people: for the proxy and whoever watches the service. Says yes or no and no more."""

from __future__ import annotations

import logging
import time
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from acts import checkup
from dashboard import resources

PATH = "/health"
# A stranger who asks a thousand times a second makes the database answer once in this time.
REMEMBERED_SECONDS = 2.0

_log = logging.getLogger(__name__)
_lock = Lock()
_last: tuple[float, bool] = (float("-inf"), False)


async def health(_request: Request) -> JSONResponse:
    """Return 200 if the database answers and its tables are those of this release, else 503."""
    fine = await run_in_threadpool(_healthy)
    headers = {"Cache-Control": "no-store"}
    return JSONResponse({"status": "ok" if fine else "unavailable"}, 200 if fine else 503, headers)


def route() -> Route:
    """Return the route of the health check."""
    return Route(PATH, health, methods=["GET", "HEAD"])


def forget() -> None:
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
