"""Sign-in in a real browser against a real OpenID provider: the whole code flow, and every way to get in without it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine

from dashboard.people.identity import BELIEVED_SECONDS
from data import audit, database, people
from data.audit import Wanted
from data.database import transaction
from data.settings import Settings
from matching.records import SYSTEM, AuditAct, Grant, UserRole, Viewer
from tests.browser.conftest import ROOT, free_port, settled, wait_for
from tests.browser.provider import CLIENT, SECRET, Claims, Door, provider
from tests.conftest import PATIENCE, eventually

pytestmark = pytest.mark.browser

OPERATOR = Viewer("operator", UserRole.SYSTEM)
PEOPLE: dict[str, Claims] = {
    name: {"email": f"{name}@example.org", "email_verified": name != "unverified", "name": name.title()}
    for name in ("amina", "boris", "chen", "dora", "stranger", "unverified")
}
GRANTS = {
    "amina": [
        Grant("amina", UserRole.FOCAL_POINT, "UNICEF"),
        Grant("amina", UserRole.COORDINATOR, countries=frozenset({"KEN"})),
    ],
    "boris": [Grant("boris", UserRole.ADMINISTRATOR)],
    "chen": [Grant("chen", UserRole.LEADERSHIP)],
    "dora": [Grant("dora", UserRole.AUDITOR)],
    "unverified": [Grant("unverified", UserRole.LEADERSHIP)],
}
EXPLORE = "Which partners fit this need?"
COOKIE = "_streamlit_user"


@pytest.fixture(scope="module")
def store(concert_home: Path) -> Iterator[Engine]:
    """Give the database of the served dashboard with its users."""
    opened = database.prepare(Settings(concert_home))
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def server(concert_home: Path) -> Iterator[tuple[str, Door]]:
    """Give a dashboard that signs people in, and the provider that knows them."""
    port, other = free_port(), free_port()
    address = f"http://127.0.0.1:{port}"
    with provider(other, f"{address}/oauth2callback", PEOPLE) as door:
        environment = os.environ | {
            "CONCERT_HOME": str(concert_home),
            "CONCERT_DEMO": "0",
            "CONCERT_PUBLIC_URL": address,
            "CONCERT_COOKIE_SECRET": "c" * 40,
            "CONCERT_OIDC_METADATA_URL": f"{door.address}/.well-known/openid-configuration",
            "CONCERT_OIDC_CLIENT_ID": CLIENT,
            "CONCERT_OIDC_CLIENT_SECRET": SECRET,
        }
        command = [sys.executable, "-m", "tests.browser.sample_server", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment)
        try:
            wait_for(f"{address}/health", process)
            yield address, door
        finally:
            process.terminate()
            process.wait()


@pytest.fixture(scope="module", autouse=True)
def known(server: tuple[str, Door], store: Engine) -> None:
    """Enter the people whom an administrator entered before."""
    with transaction(store, OPERATOR) as connection:
        for name, grants in GRANTS.items():
            people.add(connection, name.title(), f"{name}@example.org")
            for grant in grants:
                people.give(connection, grant, OPERATOR.user)


@pytest.fixture
def context(chromium: Browser, server: tuple[str, Door]) -> Iterator[BrowserContext]:
    """Give a browser of somebody who has not been here, and a provider that behaves."""
    server[1].provider.mischief, server[1].provider.forged = None, False
    opened = chromium.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB", base_url=server[0])
    yield opened
    opened.close()
    server[1].provider.mischief, server[1].provider.forged = None, False


def sign_in(context: BrowserContext, name: str) -> Page:
    """Go through the whole flow as somebody; return the page on which they arrive."""
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name=re.compile(r"^(?:\W|login)*Sign in")).first.click()
    page.get_by_role("link", name=name, exact=True).click()
    return page


def lines(store: Engine, wanted: Wanted) -> list[tuple[str, str, str]]:
    with transaction(store, SYSTEM) as connection:
        return [(line.who, line.record, line.detail) for line in audit.entries(connection, wanted)]


def test_before_sign_in_there_is_a_door_and_no_page(context: BrowserContext) -> None:
    for address in ("/", "/coordination", "/explore?id=need-cold", "/integrity"):
        page = context.new_page()
        page.goto(address)
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        assert "Sahel" not in page.content()
        assert page.get_by_text("Coordination", exact=True).count() == 0


def test_somebody_signs_in_with_the_role_of_our_database_and_leaves(context: BrowserContext, store: Engine) -> None:
    page = sign_in(context, "amina")
    expect(page.get_by_role("heading", name=EXPLORE)).to_be_visible()
    assert ("amina", "amina", "2 roles") in lines(store, Wanted(act=AuditAct.SIGN_IN))
    page.reload()
    expect(page.get_by_role("heading", name=EXPLORE)).to_be_visible()
    assert len(lines(store, Wanted(act=AuditAct.SIGN_IN, who="amina"))) == 1
    page.get_by_role("button", name="Amina").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert lines(store, Wanted(act=AuditAct.SIGN_OUT))[0][0] == "amina"
    assert [cookie for cookie in context.cookies() if cookie["name"] == COOKIE] == []


def test_somebody_with_two_hats_chooses(context: BrowserContext) -> None:
    page = sign_in(context, "amina")
    hat = page.get_by_role("combobox", name="View as")
    expect(hat).to_have_value("Private-sector focal point · UNICEF")
    hat.click()
    page.get_by_role("option", name="Resident coordinator · Kenya").click()
    expect(hat).to_have_value("Resident coordinator · Kenya")


def test_an_administrator_finds_no_page_between_agencies_by_menu_or_address(context: BrowserContext) -> None:
    page = sign_in(context, "boris")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.get_by_role("link", name="Coordination", exact=True).count() == 0
    page.goto("/coordination")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page)
    assert "collide" not in page.content()


@pytest.mark.parametrize("name", ["stranger", "unverified"])
def test_somebody_without_a_role_or_a_verified_address_is_turned_away_and_noted(
    context: BrowserContext, store: Engine, name: str
) -> None:
    page = sign_in(context, name)
    expect(page.get_by_text("You have no role in Concert")).to_be_visible()
    expect(page.get_by_text(f"{name}@example.org")).to_be_visible()
    assert ("concert", f"{name}@example.org", "sign-in: unknown") in lines(store, Wanted(act=AuditAct.REFUSED))


def test_a_session_that_is_too_old_is_over_though_its_cookie_is_not(
    context: BrowserContext, server: tuple[str, Door]
) -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=11)
    server[1].provider.mischief = lambda claims: claims.update(auth_time=int(long_ago.timestamp()))
    page = sign_in(context, "chen")
    expect(page.get_by_text("Your session has ended")).to_be_visible()


WRONG: dict[str, Callable[[Claims], None]] = {
    "nonce": lambda claims: claims.update(nonce="another"),
    "audience": lambda claims: claims.update(aud=["another-client"]),
    "issuer": lambda claims: claims.update(iss="http://127.0.0.1:1"),
    "expiry": lambda claims: claims.update(exp=int(time.time()) - 600, iat=int(time.time()) - 1200),
}


@pytest.mark.parametrize("wrong", [*WRONG, "signature"])
def test_a_token_that_is_not_for_us_opens_nothing(
    context: BrowserContext, server: tuple[str, Door], wrong: str
) -> None:
    server[1].provider.mischief = WRONG.get(wrong)
    server[1].provider.forged = wrong == "signature"
    page = sign_in(context, "chen")
    expect(page.get_by_role("button", name="Sign in").first).to_be_visible()
    assert page.get_by_role("heading", name=EXPLORE).count() == 0


@pytest.mark.parametrize("query", ["code=abc&state=forged", "code=abc", "error=access_denied&state=x", ""])
def test_a_callback_that_nobody_asked_for_opens_nothing(server: tuple[str, Door], query: str) -> None:
    with httpx.Client(base_url=server[0], timeout=PATIENCE) as client:
        answer = client.get(f"/oauth2callback?{query}")
        assert answer.status_code == 302
        assert COOKIE not in "".join(answer.headers.get_list("set-cookie")).replace(f'{COOKIE}=""', "")


def test_a_code_of_another_browser_opens_nothing(
    chromium: Browser, context: BrowserContext, server: tuple[str, Door]
) -> None:
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Sign in").click()
    approve = page.get_by_role("link", name="chen", exact=True).get_attribute("href")
    caught = httpx.get(f"{server[1].address}{approve}", timeout=PATIENCE).headers["location"]
    assert "code=" in caught
    victim = chromium.new_context()
    other = victim.new_page()
    other.goto(caught)
    expect(other.get_by_role("button", name="Sign in")).to_be_visible()
    victim.close()


@pytest.mark.parametrize("tampering", ["changed", "foreign", "unsigned"])
def test_a_cookie_that_we_did_not_sign_opens_nothing(context: BrowserContext, tampering: str) -> None:
    page = sign_in(context, "chen")
    expect(page.get_by_role("heading", name=EXPLORE)).to_be_visible()
    [cookie] = [each for each in context.cookies() if each["name"] == COOKIE]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    assert cookie["expires"] - time.time() <= 10 * 3600
    value = cookie["value"]
    cookie["value"] = {"changed": "x" + value[1:], "foreign": f"{value[:-5]}AAAAA", "unsigned": value.split(".")[0]}[
        tampering
    ]
    context.add_cookies([cookie])  # type: ignore[list-item]  # what `cookies()` gave
    page.reload()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_revoked_role_ends_access_within_a_minute(context: BrowserContext, store: Engine) -> None:
    page = sign_in(context, "chen")
    expect(page.get_by_role("heading", name=EXPLORE)).to_be_visible()
    with transaction(store, OPERATOR) as connection:
        people.revoke(connection, GRANTS["chen"][0], OPERATOR.user)
    assert BELIEVED_SECONDS < 60
    refused = page.get_by_text("You have no role in Concert")

    def ended() -> bool:
        page.reload()
        expect(page.get_by_role("heading", name=EXPLORE).or_(refused)).to_be_visible()
        return refused.is_visible()

    eventually(ended, every=2.5)
    with transaction(store, OPERATOR) as connection:
        people.give(connection, GRANTS["chen"][0], OPERATOR.user)
