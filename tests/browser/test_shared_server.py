"""The documented set-up, for real: Debian's nginx with TLS in front of two dashboard processes on one database."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import ROOT, free_port, listens, wait_for
from tests.conftest import PATIENCE, eventually

pytestmark = pytest.mark.browser

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
EXAMPLE = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Shared:
    """The address behind which the processes answer, and theirs."""

    address: str
    plain: str
    ports: tuple[int, int]
    processes: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def shared(concert_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """Give the example's proxy in front of two processes; only names, ports and the certificate differ from it."""
    if not NGINX:
        pytest.skip("no nginx on this machine: the shared server was not tried")
    folder = tmp_path_factory.mktemp("nginx")
    first, second, http, https = (free_port() for _ in range(4))
    certificate = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    subprocess.run([*certificate, "-keyout", folder / "key", "-out", folder / "pem"], check=True, capture_output=True)
    text = EXAMPLE.replace("127.0.0.1:8501", f"127.0.0.1:{first}").replace("127.0.0.1:8502", f"127.0.0.1:{second}")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{http};").replace(
        "listen 443 ssl", f"listen 127.0.0.1:{https} ssl"
    )
    text = text.replace("concert.example.org", "localhost").replace("/etc/ssl/certs/concert.pem", str(folder / "pem"))
    text = text.replace("/etc/ssl/private/concert.key", str(folder / "key")).replace("Host $host;", "Host $http_host;")
    names = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {names}\n{text}\n}}\n"
    )
    environment = os.environ | {
        "CONCERT_HOME": str(concert_home),
        "CONCERT_DEMO": "1",
        "CONCERT_PROXY": "127.0.0.1",
        "CONCERT_PUBLIC_URL": f"https://localhost:{https}",
        "CONCERT_COOKIE_SECRET": "s" * 40,
    }
    processes = []
    for port in (first, second):
        command = [sys.executable, "-m", "tests.browser.sample_server", str(port)]
        processes.append(subprocess.Popen(command, cwd=ROOT, env=environment))
        wait_for(f"http://127.0.0.1:{port}/health", processes[-1])
    processes.append(subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)]))
    try:
        eventually(lambda: listens(https) or processes[-1].poll() is not None)
        assert processes[-1].poll() is None
        yield Shared(f"https://localhost:{https}", f"http://localhost:{http}", (first, second), processes)
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def test_a_page_opens_through_the_proxy_with_its_socket(chromium: Browser, shared: Shared) -> None:
    context = chromium.new_context(ignore_https_errors=True, base_url=shared.address, locale="en-GB")
    page = context.new_page()
    sockets: list[str] = []
    page.on("websocket", lambda opened: sockets.append(opened.url))
    page.goto("/?id=need-cold")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Sahel Froid", exact=True)).to_be_visible()
    assert all(url.startswith("wss://") for url in sockets)
    assert sockets
    assert all(cookie["secure"] for cookie in context.cookies())
    assert {"concert_visit", "_streamlit_xsrf"} & {cookie["name"] for cookie in context.cookies()}
    context.close()


def test_the_answers_carry_the_headers_and_plain_requests_are_sent_to_tls(shared: Shared) -> None:
    with httpx.Client(verify=False, timeout=PATIENCE) as client:
        headers = client.get(shared.address).headers
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["server"] == "nginx"
        moved = client.get(shared.plain + "/coordination")
        assert (moved.status_code, moved.headers["location"]) == (301, "https://localhost/coordination")
        assert client.get(f"{shared.address}/_stcore/metrics").status_code == 404
        assert client.get(f"{shared.address}/health").json() == {"status": "ok"}
        assert client.post(f"{shared.address}/_stcore/upload_file", content=b"x" * 7_000_000).status_code == 413


def test_both_processes_know_the_cookie_of_either(shared: Shared) -> None:
    first, second = (f"http://127.0.0.1:{port}" for port in shared.ports)
    with httpx.Client(timeout=PATIENCE) as client:
        cookie = re.split("[;,]", client.get(first).headers["set-cookie"])[0]
        for address in (first, second):
            assert client.get(f"{address}/media/none.csv").status_code == 403
            assert client.get(f"{address}/media/none.csv", headers={"cookie": cookie}).status_code == 404


def test_when_one_process_is_killed_the_other_answers(shared: Shared) -> None:
    shared.processes[0].kill()
    shared.processes[0].wait()
    with httpx.Client(verify=False, timeout=PATIENCE) as client:
        assert [client.get(f"{shared.address}/health").status_code for _ in range(4)] == [200] * 4
