"""In the open session, on every page: through all languages with clicks in between, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.country.choosing import SECTIONS
from dashboard.labels import ROLES
from dashboard.pages import PAGES, RIGHTS, VIEWS
from dashboard.words import SOURCE, language, languages
from matching.policy import may
from matching.records import UserRole, Viewer
from tests.browser.conftest import settled
from tests.conftest import eventually

pytestmark = pytest.mark.browser

TITLES = {name: title for _section, name, title, _purpose in PAGES if (VIEWS / f"{name}.py").is_file()}
OTHERS = [code for code in languages() if code != SOURCE]
# What is clicked opens or shows something, and changes nothing: a box or a drawer, else another part of the page.
OPENERS = '[data-testid="stMain"] :is(summary, [data-testid="stPopoverButton"])'
PARTS = '[data-testid="stMain"] [data-testid="stButtonGroup"] button'


def shared() -> dict[UserRole, list[str]]:
    """Return each page once, under the role that opens most of those that are left."""
    left, found = set(TITLES), dict[UserRole, list[str]]()
    while left:
        opens = {role: {p for p in left if any(may(Viewer("x", role), right) for right in RIGHTS[p])} for role in ROLES}
        role = max(opens, key=lambda each: len(opens[each]))
        found[role] = [name for name in TITLES if name in opens[role]]
        left -= opens[role]
    return found


def word(message: str, code: str) -> str:
    """Return a message in a language."""
    return language(code).catalogue.gettext(message)


def box(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key} input")


def looks(page: Page, role: UserRole, code: str, title: str) -> None:
    """Wait until the page speaks a language, for a role, and check that its tab and its HTML do, too."""
    expect(box(page, "viewer")).to_have_value(word(ROLES[role], code))
    expect(page).to_have_title(f"{word(title, code)} · Concert")
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.locator("html")).to_have_attribute("dir", language(code).direction)
    settled(page)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.get_by_text(word("Something went wrong on our side. {number}", code)[:20])).to_have_count(0)


def speak(page: Page, code: str) -> None:
    option = page.get_by_role("option", name=language(code).name, exact=True)

    def offered() -> bool:
        if not option.is_visible():  # a page that is still scrolling closes the box again
            box(page, "lang").click()
        return option.is_visible()

    eventually(offered)
    option.click()


def held(page: Page) -> dict[str, list[str]]:
    """Return who looks, at which country and at what, as the address says it."""
    return page.evaluate(
        "(names => { const said = new URLSearchParams(location.search);"
        " return Object.fromEntries(names.map(name => [name, said.getAll(name)])) })"
        "(['as', 'as-country', 'country', 'id', 'need'])"
    )


@pytest.mark.parametrize("role", shared())
def test_on_every_page_every_language_and_a_click_in_each_keep_the_session(tab: Page, role: UserRole) -> None:
    asked = {"explore": "&id=need-cold&country=MLI", "coalitions": "&need=need-cold", "country": "&country=MLI"}
    for name in shared()[role]:
        tab.goto(f"/{name}?as={role}{asked.get(name, '')}")
        settled(tab)
        before = held(tab)
        for code in OTHERS:
            speak(tab, code)
            looks(tab, role, code, TITLES[name])
            openers = tab.locator(OPENERS) if tab.locator(OPENERS).count() else tab.locator(PARTS)
            if openers.count():
                openers.last.click()
                looks(tab, role, code, TITLES[name])
            assert held(tab) == before, f"{name} in {code}"


def test_section_country_and_role_stay_through_a_switch_a_reload_the_menu_and_back(tab: Page) -> None:
    role, part = UserRole.COORDINATOR, '[data-testid="stButtonGroup"] [aria-checked="true"]'
    tab.goto(f"/country?as={role}&as-country=MLI&country=MLI&part=here")
    settled(tab)
    speak(tab, "ar")
    for _again in range(2):
        looks(tab, role, "ar", TITLES["country"])
        expect(tab.locator(part).first).to_have_text(word(SECTIONS["here"], "ar"))
        expect(tab).to_have_url(re.compile("country=MLI"))
        tab.reload()
    looks(tab, role, "ar", TITLES["country"])
    tab.get_by_test_id("stTopNavLink").first.click()
    looks(tab, role, "ar", TITLES["explore"])
    expect(tab).to_have_url(re.compile("as=coordinator&as-country=MLI"))
    tab.go_back()
    looks(tab, role, "ar", TITLES["country"])


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_chart_measures_its_labels_in_the_direction_in_which_it_draws_them(tab: Page, code: str) -> None:
    tab.goto(f"/quality?lang={code}")
    expect(tab.locator(".js-plotly-plot").first).to_be_visible()
    expect(tab.locator("html")).to_have_attribute("dir", language(code).direction)
    for measured_or_drawn in ("#js-plotly-tester", ".js-plotly-plot"):
        expect(tab.locator(measured_or_drawn).first).to_have_css("direction", "ltr")


@pytest.mark.parametrize("name", ["audit", "people", "confidentiality", "needs"])
def test_a_page_of_others_says_whose_it_is_and_opens_as_one_of_them(tab: Page, name: str) -> None:
    tab.goto(f"/{name}")
    expect(tab.get_by_role("heading", name="This page is not yours")).to_be_visible()
    expect(tab).to_have_title(f"{TITLES[name]} · Concert")
    tab.locator('[class*="st-key-look-as-"] button').first.click()
    expect(tab.get_by_role("heading", name="This page is not yours")).to_be_hidden()
    expect(tab).to_have_url(re.compile(f"/{name}.*as="))


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("sought", ["/nowhere", "/country/KEN"])
def test_where_no_page_is_the_reader_is_told_so_in_their_language_and_which_are_theirs(
    tab: Page, sought: str, code: str
) -> None:
    role = UserRole.AUDITOR
    tab.goto(f"{sought}?lang={code}&as={role}")
    looks(tab, role, code, "No page here")
    main = tab.get_by_test_id("stMain")
    expect(main.get_by_role("heading", level=1)).to_have_text(word("There is no page at this address", code))
    expect(main.get_by_text(sought)).to_be_visible()
    expect(tab.get_by_role("dialog")).to_have_count(0)
    main.get_by_role("link", name=word(TITLES["audit"], code)).click()
    looks(tab, role, code, TITLES["audit"])


def test_the_address_without_a_page_leads_to_the_first_one_and_back_does_not_stop_there(tab: Page) -> None:
    tab.goto("about:blank")
    tab.goto("/?id=need-cold")
    expect(tab).to_have_url(re.compile("/explore.*id=need-cold"))
    settled(tab)
    tab.go_back()
    if "explore" in tab.url:  # the page has added to its own address what it shows
        tab.go_back()
    expect(tab).to_have_url("about:blank")
