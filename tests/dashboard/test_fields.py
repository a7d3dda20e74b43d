"""What a page or a person has set on a field stays there, also while the field isn't shown."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Button, Widget

from dashboard import pages as menu
from matching.policy import may
from matching.records import UserRole, Viewer
from tests.dashboard.pages import at_address, opened_box

# What brings a page to show all that it has.
QUESTIONS: dict[str, dict[str, str]] = {
    "explore": {"id": "need-cold"},
    "coalitions": {"need": "need-cold"},
    "convene": {"country": "MLI"},
    "country": {"country": "MLI"},
}
PRESENT = [name for _, name, _, _ in menu.PAGES if (menu.VIEWS / f"{name}.py").is_file()]


def at_page(pages: AppTest, page: str, role: UserRole, **parameters: str | list[str]) -> AppTest:
    pages.session_state["viewer"] = role.value
    pages.run().switch_page(f"views/{page}.py")
    return at_address(pages, **parameters)


def who_may(page: str) -> UserRole:
    return next(role for role in UserRole if any(may(Viewer("x", role), right) for right in menu.RIGHTS[page]))


def fields_that_a_browser_would_not_make(at: AppTest) -> list[str]:
    """Return the fields in boxes that are made with the page: the browser makes them when the box is opened."""
    return [
        f"{box.proto.popover.label}: {field.key}"
        for box in at.get("popover")
        if isinstance(box, Block) and not box.proto.popover.id
        for field in box
        if isinstance(field, Widget) and not isinstance(field, Button)
    ]


@pytest.mark.parametrize("page", PRESENT)
def test_no_box_holds_fields_before_it_is_opened(pages: AppTest, page: str) -> None:
    at = at_page(pages, page, who_may(page), **QUESTIONS.get(page, {}))
    assert not at.exception
    assert fields_that_a_browser_would_not_make(at) == []


def test_filters_and_weights_outlive_a_moment_without_a_question(pages: AppTest) -> None:
    at = at_address(pages, id="need-cold", country="MLI", weight="words:2")
    at.segmented_control(key="source").set_value("text").run()  # nothing is typed: no answer, no filters on the page
    at.text_area(key="text").set_value("Trucks to carry vaccines across the desert")
    at.button(key="FormSubmitter:typed-Find partners").click().run()
    at.segmented_control(key="source").set_value("register").run()
    assert at.selectbox(key="record").value == "need-cold"
    assert opened_box(at, "filter-countries").multiselect(key="countries").value == ["MLI"]
    weights = {each.key: each.value for each in opened_box(at, "weights").slider}
    assert weights == dict.fromkeys(weights, 1.0) | {"weight-words": 2.0}
    assert len(weights) == 8


def test_conditions_of_a_coalition_outlive_a_moment_without_a_need(pages: AppTest) -> None:
    at = at_page(pages, "coalitions", UserRole.FOCAL_POINT, need="need-cold", wish="small_company:1", cost="4")
    at.selectbox(key="c-need").set_value(None).run()
    at.selectbox(key="c-need").select("need-cold").run()
    assert opened_box(at, "c-composition").checkbox(key="c-wish-small_company").value is True
    sliders = {each.key: each.value for each in opened_box(at, "c-size-and-cost").slider}
    assert sliders == {"c-size": 10, "c-cost": 4}
    assert opened_box(at, "c-kept-apart").checkbox(key="c-apart-affiliates").value is True
    assert at.query_params["cost"] in ("4", ["4"])
    assert "size" not in at.query_params
