"""The coordinator's path in a real browser: from the country to the invitation list, the plan and its brief."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser


def look_as(tab: Page, role: str) -> None:
    """Look at the page in a role of the demonstration."""
    tab.get_by_role("combobox").first.click()
    tab.get_by_role("option", name=role).click()


def taken(tab: Page, button: str) -> bytes:
    """Return the file that a button hands out."""
    with tab.expect_download() as handed:
        tab.get_by_role("button", name=button).first.click()
    return Path(handed.value.path()).read_bytes()


def test_from_the_list_to_the_invitation_the_plan_and_the_brief(tab: Page) -> None:
    tab.goto("/")
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    look_as(tab, "Resident coordinator")
    tab.get_by_test_id("stTopNavSection").filter(has_text="Country").click()
    tab.get_by_test_id("stTopNavDropdownLink").filter(has_text="Country").first.click()
    expect(tab.get_by_role("heading", name="What does this country need")).to_be_visible()
    expect(tab.get_by_text("Kenya:").first).to_be_visible()
    tab.get_by_role("link", name="Whom to convene").last.click()
    expect(tab.get_by_text("the top of the ranking would cover")).to_be_visible()
    assert "country=KEN" in tab.url
    expect(tab.get_by_text("Who could come instead")).to_be_visible()
    invitation = PdfReader(BytesIO(taken(tab, "PDF")))
    assert "Invitation list" in invitation.pages[0].extract_text()
    tab.get_by_role("link", name="Make a plan of this list").click()
    expect(tab.get_by_text("There is no plan for this country yet.")).to_be_visible()
    tab.get_by_role("button", name="Draft it").click()
    expect(tab.get_by_text("This is a draft that only you see.")).to_be_visible()
    tab.get_by_role("button", name="Save as a new version").click()
    expect(tab.get_by_text("1 version")).to_be_visible()
    brief = taken(tab, "Page for a slow line (HTML)")
    assert len(brief) < 300 * 1024
    assert b"<script" not in brief
    assert taken(tab, "XLSX").startswith(b"PK")


@pytest.mark.parametrize("page", ["convene", "intake", "network_plan"])
def test_nothing_needs_sideways_scrolling_on_a_telephone(chromium: Browser, address: str, page: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark", base_url=address)
    opened = context.new_page()
    opened.goto(f"/{page}")
    expect(opened.get_by_role("heading", level=1)).to_be_visible()
    settled(opened)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
