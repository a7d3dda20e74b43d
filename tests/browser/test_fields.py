"""What a page sets on fields that the browser doesn't show: what they show when they are opened, and what they send."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser


def opened(tab: Page, address: str) -> Page:
    """Open an address in a server that has read all, so that the page comes whole the first time."""
    tab.goto(address)
    expect(tab).to_have_url(re.compile("show="))
    tab.goto(address)
    expect(tab).to_have_url(re.compile("show="))
    return settled(tab)


def said(tab: Page) -> dict[str, list[str]]:
    """Return what the page's own address says once it has settled."""
    return parse_qs(urlsplit(settled(tab).url).query)


def box(tab: Page, name: str) -> Locator:
    """Open the box behind a button and return it once it has its fields."""
    tab.locator('[data-testid="stPopoverButton"]').filter(has_text=name).first.click()
    found = tab.locator('[data-testid="stPopoverBody"]')
    expect(found.locator("input").first).to_be_visible()
    settled(tab)
    return found


def closed(tab: Page) -> Page:
    """Close the box that is open by a click beside it."""
    tab.get_by_role("heading", level=1).click()
    expect(tab.locator('[data-testid="stPopoverBody"]')).to_be_hidden()
    return settled(tab)


def sliders(found: Locator) -> list[float]:
    return [float(each.input_value()) for each in found.locator('input[type="range"]').all()]


def ticked(found: Locator) -> list[bool]:
    return [each.is_checked() for each in found.locator('input[type="checkbox"]').all()]


def any_click(tab: Page) -> None:
    """Do something else on the page, so that it is made anew."""
    tab.get_by_role("button", name="Compare", exact=True).click()
    expect(tab).to_have_url(re.compile("compare="))
    settled(tab)


def test_weights_that_nobody_touched_stay_as_they_are(tab: Page) -> None:
    opened(tab, "/?id=need-cold&country=MLI&weight=words:2")
    any_click(tab)
    found = box(tab, "weight changed")
    assert sliders(found) == [2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    found.locator('input[type="range"]').nth(2).press("ArrowRight")
    expect(tab).to_have_url(re.compile("meaning"))
    assert sorted(said(tab)["weight"]) == ["meaning:1.25", "words:2"]
    assert said(tab)["country"] == ["MLI"]
    closed(tab)
    expect(box(tab, "Country: Mali").get_by_text("Mali")).to_be_visible()


def test_a_filter_that_was_taken_away_does_not_come_back(tab: Page) -> None:
    tab.goto("/?id=need-cold&kind=multinational&country=MLI")
    expect(tab.get_by_text("Nothing passes all filters.")).to_be_visible()
    box(tab, "Country: Mali")
    closed(tab)
    tab.get_by_role("button", name="Take all filters away").click()
    expect(tab).not_to_have_url(re.compile("country="))
    any_click(settled(tab))
    assert {"country", "kind"} & set(said(tab)) == set()
    expect(box(tab, "Country").get_by_text("Mali")).to_be_hidden()


def test_going_back_brings_back_the_filters_of_then(tab: Page) -> None:
    opened(tab, "/?id=need-cold")
    found = box(tab, "Country")
    found.locator("input").first.fill("Mali")
    tab.get_by_role("option", name="Mali", exact=True).click()
    expect(tab).to_have_url(re.compile("country=MLI"))
    closed(tab)
    tab.go_back()
    expect(tab).not_to_have_url(re.compile("country="))
    settled(tab)
    any_click(tab)
    assert "country" not in said(tab)


def test_conditions_of_a_coalition_are_what_the_link_says(chromium: Browser, address: str) -> None:
    # Opened by its own address, a page first asks for the server's state below that address: the browser notes a 404.
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, locale="en-GB", base_url=address)
    tab = context.new_page()
    tab.goto("/coalitions?need=need-cold&cost=4&wish=small_company:2")
    expect(tab.get_by_text("The coalition at hand")).to_be_visible()
    tab.get_by_role("button", name="Lock", exact=False).first.click()
    expect(tab).to_have_url(re.compile("lock="))
    assert sliders(box(tab, "Size and cost")) == [10.0, 4.0]
    closed(tab)
    assert ticked(box(tab, "Kept apart")).count(True) == 1
    closed(tab)
    found = box(tab, "Composition")
    assert ticked(found).count(True) == 1
    bounds = [each.input_value() for each in found.locator('input[type="number"]').all()]
    assert bounds.count("2") == 1
    assert set(bounds) == {"1", "2"}
    closed(tab)
    now = said(tab)
    assert (now["cost"], now["wish"]) == (["4"], ["small_company:2"])
    assert {"size", "apart"} & set(now) == set()
    context.close()
