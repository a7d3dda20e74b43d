"""What the server adds to every answer and what it does not answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from itsdangerous import TimestampSigner
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.headers import COOKIE, SecurityHeaders, same_origin
from dashboard.tickets import Tickets

SECRET = "s" * 32


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


def test_behind_tls_every_cookie_is_secure_and_the_browser_stays_with_tls() -> None:
    headers = client(secure=True).get("/").headers
    assert "; Secure" in headers["set-cookie"]
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in client().get("/").headers


def test_a_download_is_stored_nowhere_on_its_way() -> None:
    fresh = client()
    fresh.get("/")
    assert fresh.get("/media/file.csv").headers["cache-control"] == "private, no-store"


def signed(secret: str = SECRET, age: int = 0) -> str:
    """Return a sign-in's cookie as Streamlit signs it, made some seconds ago."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TimestampSigner, "get_timestamp", lambda _self: int(time.time()) - age)
        return create_signed_value(secret, USER_COOKIE_NAME, "{}").decode()


@pytest.mark.parametrize(
    ("cookie", "status"),
    [
        (signed, 200),
        (lambda: signed(age=3500), 200),
        (lambda: signed(age=3610), 403),
        (lambda: signed("x" * 32), 403),
        (lambda: signed()[:-3] + "abc", 403),
        (lambda: "", 403),
    ],
    ids=["fresh", "nearly over", "over", "another secret", "tampered with", "none"],
)
def test_where_people_sign_in_a_download_needs_a_valid_sign_in(cookie: Callable[[], str], status: int) -> None:
    fresh = client(tickets=Tickets(SECRET, 3600))
    fresh.get("/")
    visit = fresh.cookies[COOKIE]
    found = fresh.get("/media/file.csv", headers={"cookie": f"{COOKIE}={visit}; {USER_COOKIE_NAME}={cookie()}"})
    assert found.status_code == status


def test_a_sign_in_that_has_lapsed_is_taken_off_the_request_with_its_parts() -> None:
    tickets = Tickets(SECRET, 3600)

    def passed_on(cookie: str) -> str:
        scope = {
            "type": "http",
            "headers": [(b"cookie", f"a=b; {USER_COOKIE_NAME}={cookie}; {USER_COOKIE_NAME}_1=x".encode())],
        }
        return Headers(scope=tickets.without_lapsed(scope)).get("cookie", "")

    assert passed_on(signed(age=4000)) == "a=b"
    assert USER_COOKIE_NAME in passed_on(signed())


def test_the_cookie_of_the_sign_in_lasts_as_long_as_the_session() -> None:
    tickets = Tickets(SECRET, 3600)
    assert (
        tickets.shortened(f"{USER_COOKIE_NAME}=x; Max-Age=2592000; Path=/")
        == f"{USER_COOKIE_NAME}=x; Max-Age=3600; Path=/"
    )
    assert tickets.shortened(f"{USER_COOKIE_NAME}_2=x; max-age=0") == f"{USER_COOKIE_NAME}_2=x; Max-Age=0"
    assert tickets.shortened("other=x; Max-Age=2592000") == "other=x; Max-Age=2592000"


@pytest.mark.parametrize(
    ("origin", "same"),
    [
        ("https://concert.example.org", True),
        ("http://concert.example.org", True),
        ("https://concert.example.org:8443", False),
        ("https://evil.example.org", False),
        ("https://concert.example.org.evil.example", False),
        ("http://localhost:3000", False),
        ("null", False),
        ("", False),
    ],
)
def test_a_socket_is_for_pages_of_the_host_that_it_asks(origin: str, same: bool) -> None:
    assert same_origin(Headers({"host": "concert.example.org", "origin": origin})) is same


def test_a_socket_of_another_page_is_closed_before_streamlit_sees_it() -> None:
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        client().websocket_connect("/", headers={"origin": "http://evil"}),
    ):
        pass
    assert closed.value.code == 1008
