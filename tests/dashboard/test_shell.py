"""The page of HTML around every page: Streamlit's own, with our name, the reader's language and our script."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.file_util import get_static_dir

from dashboard.server import SCRIPT, Shell

PAGE = Path(get_static_dir()) / "index.html"
HTML = {"accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def browser() -> TestClient:
    """Give a browser before Streamlit's own page, and a file beside it."""
    routes = [
        Route("/file.txt", lambda _request: PlainTextResponse("<html lang='en'>")),
        Route("/{page:path}", lambda _request: FileResponse(PAGE)),
    ]
    return TestClient(Shell(GZipMiddleware(Starlette(routes=routes), minimum_size=10)))


@pytest.mark.parametrize(
    ("address", "accepted", "html"),
    [
        ("/explore", "en-GB,en;q=0.9", '<html lang="en" dir="ltr">'),
        ("/explore", "ar-EG,ar;q=0.9", '<html lang="ar" dir="rtl">'),
        ("/explore", "tlh,zh-CN;q=0.8", '<html lang="zh" dir="ltr">'),
        ("/explore?lang=ar", "en", '<html lang="ar" dir="rtl">'),
        ("/explore?lang=%22%3E%3Cscript%3E", "en", '<html lang="en" dir="ltr">'),
        ("/explore", "", '<html lang="en" dir="ltr">'),
    ],
)
def test_a_page_is_in_the_language_of_its_reader_before_anything_is_shown(
    browser: TestClient, address: str, accepted: str, html: str
) -> None:
    answer = browser.get(address, headers=HTML | {"accept-language": accepted})
    assert html in answer.text
    assert "<title>Concert</title>" in answer.text
    assert answer.text.count(SCRIPT) == 1
    assert int(answer.headers["content-length"]) == len(answer.content)


def test_a_page_is_never_kept_for_a_reader_of_another_language(browser: TestClient) -> None:
    headers = browser.get("/explore", headers=HTML).headers
    assert "etag" not in headers
    assert "accept-language" in headers["vary"].lower()
    assert browser.get("/explore", headers=HTML | {"if-none-match": '"x"', "range": "bytes=0-9"}).status_code == 200


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("/nowhere", "/?sought=%2Fnowhere"),
        ("/country/KEN?lang=ar&as=auditor", "/?lang=ar&as=auditor&sought=%2Fcountry%2FKEN"),
        ("//elsewhere.example/", "/?sought=%2F%2Felsewhere.example%2F"),
        ("/explor?sought=once&sought=twice", "/?sought=%2Fexplor"),
    ],
)
def test_an_address_where_no_page_is_leads_to_the_one_that_says_so(browser: TestClient, address: str, led: str) -> None:
    answer = browser.get(f"http://testserver{address}", headers=HTML, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (302, led)


@pytest.mark.parametrize("address", ["/", "/explore", "/audit", "/about?x=1"])
def test_an_address_where_a_page_is_leads_nowhere_else(browser: TestClient, address: str) -> None:
    assert browser.get(address, headers=HTML, follow_redirects=False).status_code == 200


def test_what_is_no_page_passes_as_it_is(browser: TestClient) -> None:
    assert browser.get("/file.txt", headers=HTML).text == "<html lang='en'>"
    assert browser.get("/explore", headers={"accept": "application/json"}).text == PAGE.read_text(encoding="utf-8")


def test_the_script_lies_where_the_page_looks_for_it() -> None:
    name = SCRIPT.partition("/app/static/")[2].partition('"')[0]
    assert (Path(__file__).parents[2] / "dashboard/static" / name).is_file()
