"""Journeys over the coalition builder and the page of a saved coalition."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data import coalitions
from data.database import transaction
from matching.records import SYSTEM
from tests.dashboard.pages import at_address, texts


@pytest.fixture
def builder(pages: AppTest) -> AppTest:
    """Give the builder, opened from the first page."""
    return pages.run().switch_page("views/coalitions.py")


def members(at: AppTest) -> list[str]:
    return [found[1] for element in at.markdown if (found := re.match(r"\*\*(.+)\*\* · ", str(element.value)))]


def partners(at: AppTest) -> list[str]:
    """Return the members at hand, without the UN side."""
    return [name for name in members(at) if name not in ("UNICEF", "WFP", "FAO")]


def test_the_builder_starts_with_a_question_and_an_example(builder: AppTest) -> None:
    at = builder.run()
    assert not at.exception
    assert at.title[0].value == "Which partners together cover this need?"
    assert "No need chosen yet." in texts(at)
    at.button(key="relax").click().run()
    assert not at.exception
    assert at.selectbox(key="c-need").value == "need-cold"
    assert "Sahel Froid" in partners(at)


def test_the_answer_says_how_many_cover_how_much_and_what_nobody_covers(builder: AppTest) -> None:
    at = at_address(builder, need="need-cold")
    assert not at.exception
    assert re.search(r"partners? covers? \d+% of this need", texts(at))
    assert "Multi-stakeholder: 2 to 10 partners 27 %" in texts(at)
    assert "of the pool" in texts(at)


def test_taking_out_swapping_adding_and_locking_change_the_coalition_at_once(builder: AppTest) -> None:
    at = at_address(builder, need="need-cold", member=["p-froid", "p-trans"])
    assert partners(at) == ["Sahel Froid", "Trans Sahara Haulage"]
    at.button(key="c-lock-p-froid").click().run()
    assert at.query_params["lock"] in ("p-froid", ["p-froid"])
    at.button(key="c-remove-p-trans").click().run()
    assert partners(at) == ["Sahel Froid"]
    assert at.query_params["out"] in ("p-trans", ["p-trans"])
    at.selectbox(key="c-add").select("p-kelvin").run()
    assert sorted(partners(at)) == ["Kelvin \\& Sons", "Sahel Froid"]
    at.button(key="c-back").click().run()
    assert "out" not in at.query_params
    swaps = [button.key for button in at.button if button.key and button.key.startswith("c-swap-p-kelvin-")]
    at.button(key=swaps[0]).click().run()
    assert not at.exception
    assert len(partners(at)) == 2
    assert "Kelvin" not in " ".join(partners(at))


def test_a_condition_that_the_members_break_is_said(builder: AppTest) -> None:
    at = at_address(builder, need="need-cold", wish="ngo:1", member=["p-froid"])
    assert "a non\\-governmental organisation\\: at least 1\\, has 0" in at.error[0].value


def test_conditions_that_nobody_can_keep_name_what_to_relax_and_one_button_takes_them_away(builder: AppTest) -> None:
    at = at_address(builder, need="need-cold", wish="academia:1")
    assert "No coalition keeps every condition." in texts(at)
    assert "a university or research institute" in texts(at)
    at.button(key="c-relax").click().run()
    assert not at.exception
    assert "No coalition keeps every condition." not in texts(at)
    assert at.query_params.get("wish") is None


def test_a_typed_need_is_cut_into_parts_and_covered(builder: AppTest) -> None:
    at = builder.run()
    at.segmented_control(key="c-source").select("text").run()
    at.text_area(key="c-text").input("We seek solar refrigerators for vaccines, and trucks that carry medicines.")
    at.button[[button.label for button in at.button].index("Find coalitions")].click().run()
    assert not at.exception
    assert {"Sahel Froid", "Trans Sahara Haulage"} <= set(partners(at))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("need", "'; DROP TABLE coalitions; --"),
        ("wish", "bakers:1"),
        ("wish", "ngo:-1"),
        ("size", "11"),
        ("cost", "many"),
        ("facets", "%%%"),
        ("ally", "alone"),
        ("apart", "friends"),
        ("member", "a b"),
    ],
)
def test_a_link_that_was_tampered_with_gives_a_message_and_no_crash(builder: AppTest, name: str, value: str) -> None:
    at = at_address(builder, **{name: value})
    assert not at.exception
    assert "One part of the link could not be read" in at.warning[0].value


def test_a_link_with_partners_that_are_gone_shows_the_others(builder: AppTest) -> None:
    at = at_address(builder, need="need-cold", member=["p-froid", "p-gone"], lock="p-gone", out="p-also-gone")
    assert not at.exception
    assert partners(at) == ["Sahel Froid"]


def save(at: AppTest, title: str = "Cold for Mali") -> str:
    at.text_input(key="c-title").input(title)
    at.button[[button.label for button in at.button].index("Save this coalition")].click().run()
    assert not at.exception
    found = at.query_params["coalition"]
    key = found[0] if isinstance(found, list) else str(found)
    assert at.title[0].value == title
    # The test harness forgets that the page itself has moved on.
    at_address(at.switch_page("views/coalition.py"), coalition=key)
    return key


def test_a_saved_coalition_has_a_page_where_answers_make_a_new_version(builder: AppTest, network: Engine) -> None:
    at = at_address(builder, need="need-cold", member=["p-froid", "p-trans"], lock="p-froid")
    key = save(at)
    assert at.title[0].value == "Cold for Mali"
    at.selectbox(key=f"k-{key}-1-answer-0").select("accepted")
    at.text_input(key=f"k-{key}-1-why").input("they called")
    at.button[[button.label for button in at.button].index("Save as a new version")].click().run()
    assert not at.exception
    with transaction(network, SYSTEM) as connection:
        now = coalitions.get(connection, key)
        told = coalitions.history(connection, key)
    assert now.version == 2
    assert now.seats[0].answer == "accepted"
    assert now.seats[0].locked
    assert [each.why for each in told] == ["made in the builder", "they called"]


def test_somebody_elses_change_is_told_and_not_overwritten(builder: AppTest, network: Engine) -> None:
    at = at_address(builder, need="need-cold", member=["p-froid"])
    key = save(at)
    with transaction(network, SYSTEM) as connection:
        first = coalitions.get(connection, key)
        coalitions.change(connection, first, "somebody else")
    at.text_area(key=f"k-{key}-1-notes").input("mine")
    at.button[[button.label for button in at.button].index("Save as a new version")].click().run()
    assert not at.exception
    assert "Somebody else has changed this coalition" in at.warning[0].value
    with transaction(network, SYSTEM) as connection:
        assert coalitions.get(connection, key).notes == ""


def test_a_coalition_without_a_un_entity_is_refused(builder: AppTest) -> None:
    at = at_address(builder, need="need-cold")
    at.multiselect(key="c-entities").set_value([])
    at.button[[button.label for button in at.button].index("Save this coalition")].click().run()
    assert "at least one UN entity" in at.error[-1].value
