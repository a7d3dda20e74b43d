"""The frame: menu, language, badge, and every page in every complete language."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.labels import ROLES
from dashboard.pages import PAGES, RIGHTS, VIEWS
from dashboard.words import languages
from matching.policy import may
from matching.records import Viewer
from tests.dashboard.pages import at_address, texts

PRESENT = [name for _, name, _, _ in PAGES if (VIEWS / f"{name}.py").is_file()]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("view", PRESENT)
def test_every_page_opens_in_every_language_under_the_badge(pages: AppTest, view: str, language: str) -> None:
    pages.query_params["lang"] = language
    holders = [role for role in ROLES if any(may(Viewer("x", role), right) for right in RIGHTS[view])]
    pages.session_state["viewer"] = holders[0].value
    at = pages.run()
    at.switch_page(f"views/{view}.py").run()
    assert not at.exception
    badge = {"en": "SYNTHETIC DATA", "zh": "合成数据", "ar": "بيانات مصطنعة"}[language]
    assert badge in texts(at)
    assert at.title[0].value


def test_no_view_is_forgotten_in_the_menu() -> None:
    assert {path.stem for path in VIEWS.glob("*.py")} - {"__init__"} == set(PRESENT)


def test_the_language_can_be_switched_and_goes_into_the_link(pages: AppTest) -> None:
    at = at_address(pages, id="need-cold")
    at.selectbox(key="lang").select("zh").run()
    assert at.title[0].value == "哪些伙伴适合这项需求？"
    assert at.query_params["lang"] in ("zh", ["zh"])
    assert at.query_params["id"] in ("need-cold", ["need-cold"])


def test_an_unknown_language_in_the_link_falls_back_to_english(pages: AppTest) -> None:
    at = at_address(pages, lang="tlh")
    assert at.title[0].value == "Which partners fit this need?"


def test_roles_can_be_switched_in_the_demonstration_only(pages: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    assert any(each.key == "viewer" for each in pages.run().selectbox)
    monkeypatch.setenv("CONCERT_DEMO", "0")
    assert not any(each.key == "viewer" for each in pages.run().selectbox)
