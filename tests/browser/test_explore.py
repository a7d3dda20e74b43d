"""What only a browser can show: clicks in the table, downloads, history, narrow screens, both grounds."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import PATIENCE

pytestmark = pytest.mark.browser
ANSWER = "fits best with"


def opened(tab: Page, address: str) -> Page:
    """Open an address and wait until the answer stands and the page has written its own address."""
    tab.goto(address)
    expect(tab.get_by_text(ANSWER).first).to_be_visible()
    expect(tab).to_have_url(re.compile("show="))
    return tab


def test_from_nothing_to_the_reasons_of_the_best_partner(tab: Page) -> None:
    tab.goto("/")
    tab.get_by_role("button", name="Show me an example").click()
    expect(tab.get_by_text(ANSWER).first).to_be_visible()
    expect(tab.get_by_role("heading", name="Sahel Froid", exact=True)).to_be_visible()
    expect(tab.get_by_text("The partner says").first).to_be_visible()
    expect(tab).to_have_url(re.compile("id=need-cold"))


def test_a_click_on_a_row_shows_that_partner_and_back_returns(tab: Page) -> None:
    opened(tab, "/?id=need-cold")
    table = tab.locator('[data-testid="stDataFrame"]').first
    table.click(position={"x": 15, "y": 35 + 38 + 17})  # the box of the second row, below the head and the first
    expect(tab.get_by_role("heading", name="Sahel Froid", exact=True)).to_be_hidden()
    expect(tab).to_have_url(re.compile("show=p-(?!froid)"))
    tab.go_back()
    expect(tab.get_by_role("heading", name="Sahel Froid", exact=True)).to_be_visible()


def test_a_download_comes_whole_and_its_address_is_closed_to_others(tab: Page, tmp_path: Path) -> None:
    opened(tab, "/?id=need-cold")
    fetched: list[str] = []
    tab.on("request", lambda request: fetched.append(request.url) if "/media/" in request.url else None)
    with tab.expect_download() as download:
        tab.get_by_role("button", name="CSV", exact=True).first.click()
    file = tmp_path / "answer.csv"
    download.value.save_as(file)
    content = file.read_text(encoding="utf-8-sig")
    assert "Sahel Froid" in content
    assert "SYNTHETIC DATA" in content
    for url in fetched:
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(url, timeout=PATIENCE)  # noqa: S310 - our own server on this machine
        assert refused.value.code == 403


def test_the_language_switch_speaks_chinese(tab: Page) -> None:
    tab.goto("/?id=need-cold&lang=zh")
    expect(tab.get_by_role("heading", name="哪些伙伴适合这项需求？")).to_be_visible()
    expect(tab.get_by_text("合成数据").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_telephone_shows_the_page_without_sideways_scrolling(chromium: Browser, address: str, scheme: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme, locale="en-GB")
    page = opened(context.new_page(), f"{address}/?id=need-cold")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    ground = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 23, 29)"}[scheme]
    context.close()
