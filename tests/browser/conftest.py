"""A real browser and a real server; skipped in one line where there is no browser."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from data.database import prepare
from data.server import stop
from data.settings import Settings
from tests.conftest import PATIENCE, eventually, short_folder

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="session")
def concert_home() -> Iterator[Path]:
    """Give a folder of these tests alone: what their servers load and whom they let in is not to be found by others."""
    home = short_folder()
    try:
        prepare(Settings(home)).dispose()
        yield home
    finally:
        stop(home)
        shutil.rmtree(home)


@pytest.fixture(scope="session")
def address(concert_home: Path) -> Iterator[str]:
    """Give the address of a server of our own, stopped at the end."""
    port = free_port()
    environment = {**os.environ, "CONCERT_HOME": str(concert_home), "CONCERT_DEMO": "1"}
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.sample_server", str(port)], cwd=ROOT, env=environment
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers."""

    def answers() -> bool:
        assert server.poll() is None, f"the server ended with {server.returncode}"
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE):  # noqa: S310 - our own server on this machine
                return True
        except OSError:
            return False

    eventually(answers, every=0.2)


def free_port() -> int:
    """Return a port where nobody listens, below those from which the system takes one for every connection made."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        if not listens(port):
            return port


def listens(port: int) -> bool:
    """Return whether somebody takes connections at a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def settled(page: Page) -> Page:
    """Return the page when it has run to its end and what it asked for has come."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_load_state("networkidle")
    return page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium, driven by Playwright."""
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: browser journeys were not run")
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=PATIENCE * 1000)
        browser.on("context", lambda context: context.set_default_timeout(PATIENCE * 1000))
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser, address: str) -> Iterator[Page]:
    """Give a fresh tab in which any request to another machine, and any error on the console, fails the test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB", base_url=address)
    page = context.new_page()
    outside: list[str] = []
    errors: list[str] = []
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else outside.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert outside == []
    assert errors == []
