"""Boxes hold codes: through a switch of language, in the address, and whatever the browser still calls them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.choices import Shown
from dashboard.pages import RIGHTS
from dashboard.words.__main__ import DASHBOARD
from matching.policy import may
from matching.records import UserRole, Viewer
from tests.conftest import PATIENCE
from tests.dashboard.conftest import _settings
from tests.dashboard.pages import at_address, texts

BOXES = {"selectbox", "radio", "segmented_control", "pills", "multiselect", "select_slider"}
FIELDS = {"text_input", "text_area", "number_input", "date_input", "time_input", "checkbox", "toggle", "slider"}
HOLDERS = BOXES | FIELDS | {"file_uploader", "data_editor"}


def calls() -> Iterator[tuple[str, ast.Call, ast.Attribute]]:
    """Yield each call of a method in the dashboard, with the place where it stands."""
    for path in sorted(DASHBOARD.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield f"{path.relative_to(DASHBOARD)}:{node.lineno}", node, node.func


def test_every_box_is_made_in_one_room() -> None:
    past = [
        place
        for place, _call, method in calls()
        if method.attr in BOXES and ast.unparse(method.value) != "choices" and not place.startswith("choices.py")
    ]
    assert past == []


def test_every_field_has_a_name_of_its_own_since_without_one_its_label_is_its_name() -> None:
    nameless = [
        place
        for place, call, method in calls()
        if method.attr in HOLDERS
        and not {"key", None} & {each.arg for each in call.keywords}
        and not place.startswith("choices.py")
    ]
    assert nameless == []


def test_no_field_binds_itself_to_the_address_which_would_then_carry_labels() -> None:
    assert [place for place, call, _method in calls() if "bind" in {each.arg for each in call.keywords}] == []


def test_cells_that_are_chosen_hold_codes_too() -> None:
    labelled = [
        place
        for place, call, method in calls()
        if method.attr in {"SelectboxColumn", "MultiselectColumn"}
        and "format_func" not in {each.arg for each in call.keywords}
    ]
    assert labelled == []


CODES = st.sampled_from(["KEN", "MLI", "leadership", "text", ""])
LABELS = st.text(min_size=1).filter(lambda label: label not in {"KEN", "MLI", "leadership", "text"})


@given(st.dictionaries(LABELS, CODES, max_size=6), st.data())
def test_under_whatever_label_the_browser_sends_a_choice_it_is_read_as_its_code(
    codes: dict[str, str], data: st.DataObject
) -> None:
    shown = Shown({code: label for label, code in codes.items()}, codes)
    for label, code in codes.items():
        assert shown.code(label) == shown.code(code) == code
    sent = data.draw(st.lists(st.sampled_from(sorted(codes)))) if codes else []
    assert shown.code(sent) == [codes[label] for label in sent]
    assert shown.code(None) is None


def boxes() -> None:  # a page of its own: AppTest runs these lines elsewhere, so it imports what it uses
    import streamlit as st  # noqa: PLC0415

    from dashboard import address, choices  # noqa: PLC0415
    from dashboard.words import speak  # noqa: PLC0415

    said = {"en": {"a": "One", "b": "Two", "c": "Two"}, "zh": {"a": "一", "b": "二", "c": "三"}}
    speak(st.session_state.get("language", "en"))
    choices.settle()
    names = said[st.session_state.get("language", "en")]
    one = choices.selectbox("One of", names, key="one", in_address="one")
    several = choices.multiselect("Several of", names, key="several", in_address="several")
    part = choices.segmented_control("Part", names, key="part", in_address="part")
    st.markdown(f"{one} {several} {part}")
    st.session_state["not-here"] = address.missed()
    address.write()


def written(at: AppTest) -> dict[str, list[str]]:
    """Return what the address says."""
    return {name: [said] if isinstance(said, str) else said for name, said in at.query_params.items()}


@pytest.fixture(autouse=True)
def settled() -> None:
    _settings()


def test_options_that_are_called_alike_are_told_apart() -> None:
    at = AppTest.from_function(boxes, default_timeout=PATIENCE).run()
    assert at.selectbox(key="one").options == ["One", "Two · b", "Two · c"]


def test_the_address_says_what_is_chosen_in_codes_and_nothing_of_what_everybody_begins_with() -> None:
    at = AppTest.from_function(boxes, default_timeout=PATIENCE).run()
    assert written(at) == {}
    at.selectbox(key="one").select("b")
    at.multiselect(key="several").set_value(["c", "a"])
    at.segmented_control(key="part").set_value("b").run()
    assert written(at) == {"one": ["b"], "several": ["c", "a"], "part": ["b"]}
    again = at_address(
        AppTest.from_function(boxes, default_timeout=PATIENCE),
        **{name: at.query_params[name] for name in at.query_params},
    )
    assert again.markdown[0].value == "b ['a', 'c'] b"


@pytest.mark.parametrize("asked", ["zzz", "One", "<b>", "x" * 5000])
def test_what_nobody_offers_falls_back_and_leaves_the_address(asked: str) -> None:
    at = at_address(AppTest.from_function(boxes, default_timeout=PATIENCE), one=asked, several=asked, part=asked)
    assert not at.exception
    assert at.markdown[0].value == "a [] a"
    assert written(at) == {}
    assert at.session_state["not-here"] == [asked]  # and nobody is left to wonder
    assert at.run().session_state["not-here"] == []


# For each page and each name in its address, whatever it is that the page shows by it.
NAMED = {
    "explore": ("show", "compare"),
    "coalitions": ("member", "lock", "out"),
    "coalition": ("coalition",),
    "my_coordination": ("as", "partner", "need"),
    "country": ("country", "part"),
    "convene": ("with",),
    "identity": ("partner",),
    "quality": ("set",),
}
LOOKS = {"explore": {"id": "need-cold"}, "coalitions": {"need": "need-cold"}}


@pytest.mark.parametrize(("page", "name"), [(page, name) for page, each in NAMED.items() for name in each])
def test_what_a_link_names_and_is_not_here_is_said_on_every_page(pages: AppTest, page: str, name: str) -> None:
    role = next(role for role in UserRole if any(may(Viewer("", role), right) for right in RIGHTS[page]))
    pages.query_params["as"] = role.value
    at = at_address(pages.run().switch_page(f"views/{page}.py"), **LOOKS.get(page, {}), **{name: "gone"})
    assert not at.exception
    assert "There is no “gone” that you may see." in texts(at)


@pytest.mark.parametrize("key", ["one", "part"])
def test_a_code_that_is_no_option_any_more_falls_back(key: str) -> None:
    at = AppTest.from_function(boxes, default_timeout=PATIENCE)
    at.session_state[key] = "gone"
    assert at.run().markdown[0].value == "a [] a"


def test_choices_stay_when_the_language_changes() -> None:
    at = AppTest.from_function(boxes, default_timeout=PATIENCE).run()
    at.selectbox(key="one").select("b")
    at.multiselect(key="several").set_value(["c"])
    at.segmented_control(key="part").set_value("c").run()
    at.session_state["language"] = "zh"
    assert at.run().markdown[0].value == "b ['c'] c"
    assert at.selectbox(key="one").options == ["一", "二", "三"]
    assert at.run().markdown[0].value == "b ['c'] c"


def test_the_role_of_the_demonstration_stays_in_the_address_and_comes_from_there(pages: AppTest) -> None:
    at = pages.run()
    assert "as" not in at.query_params
    at.selectbox(key="viewer").select("entity_lead").run()
    at.switch_page("views/imports.py").run()
    at.selectbox(key="entity").select("WFP").run()
    assert written(at) == {"as": ["entity_lead"], "as-entity": ["WFP"]}
    again = at_address(
        AppTest.from_file(pages._script_path, default_timeout=PATIENCE), **{"as": "entity_lead", "as-entity": "WFP"}
    )
    again.switch_page("views/imports.py").run()
    assert again.selectbox(key="viewer").value == "entity_lead"
    assert again.selectbox(key="entity").value == "WFP"


@pytest.mark.parametrize("asked", ["president", "Leadership", "", "'; --"])
def test_a_role_that_there_is_not_is_the_focal_points(pages: AppTest, asked: str) -> None:
    at = at_address(pages, **{"as": asked, "as-entity": asked, "as-country": asked})
    assert not at.exception
    assert at.selectbox(key="viewer").value == "focal_point"


def test_outside_the_demonstration_no_address_makes_anybody_somebody(
    pages: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCERT_DEMO", "0")
    at = at_address(pages, **{"as": "leadership", "as-entity": "WFP"})
    assert "Nobody is let in" in texts(at)
    assert not at.selectbox
