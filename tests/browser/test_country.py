"""The country page in a real browser: shapes are painted with no network, and the coordinator's way through it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import settled
from tests.conftest import eventually

pytestmark = pytest.mark.browser
PAINTED = """[...document.querySelectorAll('path.choroplethlocation')].filter(
    each => (each.getAttribute('d') || '').length > 8).length"""

TONES = "new Set([...document.querySelectorAll('path.choroplethlocation')].map(each => each.style.fill)).size"


def opened(tab: Page, country: str) -> None:
    # Through the menu: a page opened by its own address notes a 404 of Streamlit's, which the tab would count.
    tab.goto("/")
    settled(tab)
    tab.get_by_test_id("stTopNavSection").filter(has_text="Country").click()
    tab.get_by_test_id("stTopNavDropdownLink").filter(has_text="Country").first.click()
    settled(tab)
    tab.get_by_role("combobox", name="Country").or_(tab.get_by_label("Country", exact=True)).last.click()
    tab.get_by_role("option", name=country, exact=True).click()
    expect(tab.get_by_text(re.compile(f"{country}: ")).first).to_be_visible()
    settled(tab)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_painted_while_every_outside_request_is_refused(
    chromium: Browser, address: str, scheme: str
) -> None:
    context = chromium.new_context(base_url=address, color_scheme=scheme, viewport={"width": 1440, "height": 1000})
    refused: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    page = context.new_page()
    page.route("**/*", guard)
    page.goto("/country?country=KEN")
    settled(page)
    eventually(lambda: page.evaluate(PAINTED) > 150)
    expect(page.get_by_text(re.compile("do not imply official endorsement"))).to_be_visible()
    # Kenya's shape and Mali's have a value each, the others the tone of no value: at least two tones are there.
    tones = page.evaluate(
        "new Set([...document.querySelectorAll('path.choroplethlocation')].map(e => getComputedStyle(e).fill)).size"
    )
    assert tones >= 2
    assert refused == []
    context.close()


def test_a_coordinator_walks_from_the_answer_to_the_call_sheet(tab: Page) -> None:
    opened(tab, "Kenya")
    expect(tab.get_by_text(re.compile(r"Kenya: 1 need, 0 covered"))).to_be_visible()
    tab.get_by_role("radio", name="Emergency").or_(tab.get_by_role("button", name="Emergency")).first.click()
    expect(tab.get_by_text("What this emergency asks for").first).to_be_visible()
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="Call sheet to print (HTML)").click()
    sheet = waiting.value.path().read_text(encoding="utf-8")
    assert "Call sheet: Storm or cyclone, Kenya" in sheet
    assert "default-src 'none'" in sheet
    assert "part=emergency" in tab.url


def test_a_country_chosen_here_is_the_country_of_the_next_page(tab: Page) -> None:
    opened(tab, "Mali")
    tab.get_by_role("link", name="Network plan").last.click()
    settled(tab)
    expect(tab).to_have_url(re.compile("country=MLI"))
