"""What the server adds to every answer and what it does not answer."""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.headers import COOKIE, SecurityHeaders


def client(key: bytes = b"k" * 32, base_url: str = "http://testserver", **options: Any) -> TestClient:
    async def page(_request: object) -> HTMLResponse:
        return HTMLResponse("<p>page</p>")

    async def plain(_request: object) -> PlainTextResponse:
        return PlainTextResponse("secret file")

    paths = ("/media/file.csv", "/_stcore/metrics", "/_stcore/agent/interact")
    application = Starlette(routes=[Route("/", page), *(Route(path, plain) for path in paths)])
    return TestClient(SecurityHeaders(application, key, **options), base_url=base_url)


def test_every_answer_carries_the_policy() -> None:
    headers = client().get("/").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "http:" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_a_download_needs_a_browser_that_has_opened_a_page() -> None:
    fresh = client()
    assert fresh.get("/media/file.csv").status_code == 403
    fresh.get("/")
    assert fresh.get("/media/file.csv").text == "secret file"


def test_a_forged_or_foreign_cookie_opens_nothing() -> None:
    for cookie in ("", "abc", "abc.def", "abc." + "0" * 64):
        assert client().get("/media/file.csv", headers={"cookie": f"{COOKIE}={cookie}"}).status_code == 403
    other = client(b"o" * 32)
    other.get("/")
    taken = other.cookies[COOKIE]
    assert client().get("/media/file.csv", headers={"cookie": f"{COOKIE}={taken}"}).status_code == 403


def test_the_cookie_cannot_be_read_by_scripts_and_is_secure_where_the_line_is() -> None:
    plain = client().get("/").headers["set-cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert "Secure" in client(base_url="https://testserver").get("/").headers["set-cookie"]


def test_figures_about_the_process_and_the_programs_door_are_closed() -> None:
    fresh = client()
    fresh.get("/")
    assert fresh.get("/_stcore/metrics").status_code == 404
    assert fresh.get("/_stcore/agent/interact").status_code == 404
