"""What only a browser can show of coordination: the link to a part, narrow screens, a click on a row."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser
ANSWER = "live approaches"


def test_a_link_opens_the_plan_and_the_parts_follow_clicks(chromium: Browser, address: str) -> None:
    # Opened by its own address, a page first asks for the server's state below that address: the browser notes a 404.
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB", base_url=address)
    tab = context.new_page()
    tab.goto("/coordination?section=plan")
    expect(tab.get_by_text(ANSWER).first).to_be_visible()
    expect(tab.get_by_text("How the cap matters")).to_be_visible()
    tab.get_by_text("Contested partners", exact=True).click()
    expect(tab.get_by_text("Most collisions:")).to_be_visible()
    expect(tab).to_have_url(re.compile("section=partners"))
    context.close()


def test_from_a_match_to_the_gate_in_one_click(tab: Page) -> None:
    tab.goto("/?id=need-cold")
    tab.get_by_role("link", name="Register an approach").click()
    expect(tab.get_by_text("Is it worth it?")).to_be_visible()
    expect(tab.get_by_role("combobox", name="Partner")).to_have_value(re.compile("Sahel Froid"))
    assert "partner=" in tab.url


@pytest.mark.parametrize("page", ["coordination", "my_coordination"])
def test_nothing_needs_sideways_scrolling_on_a_telephone(chromium: Browser, address: str, page: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark", base_url=address)
    opened = context.new_page()
    opened.goto(f"/{page}")
    expect(opened.get_by_role("heading", level=1)).to_be_visible()
    settled(opened)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
