"""The page on identity: pairs with reasons, three answers, undo, and old ids that go on working."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from dashboard.access import VIEW_AS
from data import identity, partners
from data.database import transaction
from matching.records import SYSTEM, Kind, NameAnswer, Origin, Partner, UserRole
from tests.dashboard.pages import texts

INVENTED = Origin("test", synthetic=True)
TWINS = (
    Partner("twin-1", "Orlenka Textiles Ltd", Kind.NATIONAL_COMPANY, INVENTED, country="KEN", website="orlenka.co.ke"),
    Partner("twin-2", "ORLENKA TEXTILES LIMITED", Kind.NATIONAL_COMPANY, INVENTED, country="KEN"),
    Partner("twin-3", "Orlenka Textiles Group", Kind.NATIONAL_COMPANY, INVENTED, country="UGA"),
)


@pytest.fixture(autouse=True)
def twins(network: Engine) -> Iterator[None]:
    with transaction(network, SYSTEM) as connection:
        partners.save_many(connection, TWINS)
    yield


def opened(pages: AppTest, role: UserRole = UserRole.CENTRAL_DESK) -> AppTest:
    pages.session_state[VIEW_AS] = role.value
    pages.run()
    return pages.switch_page("views/identity.py").run()


def test_a_pair_stands_with_its_clues_and_both_records(pages: AppTest) -> None:
    at = opened(pages)
    assert not at.exception
    said = texts(at)
    assert "Orlenka Textiles Ltd" in said
    assert "ORLENKA TEXTILES LIMITED" in said
    clues = next(frame.value for frame in at.dataframe if "Clue" in frame.value.columns)
    assert {"The whole name agrees", "Country", "Together"} <= set(clues["Clue"])


def test_the_same_merges_and_undo_parts_again(pages: AppTest, network: Engine) -> None:
    at = opened(pages)
    at.text_input(key="why").set_value("one register number").run()
    at.button(key="answer-same").click().run()
    assert not at.exception
    with transaction(network, SYSTEM) as connection:
        assert partners.get(connection, "twin-2").id == "twin-1"
        number = identity.judgements(connection)[-1].number
        assert identity.reasons(connection)[number].why == "one register number"
    assert "1 judgement" in texts(at)
    at.button(key=f"undo-{number}").click().run()
    with transaction(network, SYSTEM) as connection:
        assert partners.get(connection, "twin-2").id == "twin-2"


def test_different_takes_a_pair_from_the_queue_and_later_puts_it_last(pages: AppTest, network: Engine) -> None:
    at = opened(pages)
    before = len(next(frame.value for frame in at.dataframe if "Likely one" in frame.value.columns))
    at.button(key="later").click().run()
    assert not at.exception
    at.button(key="answer-different").click().run()
    after = len(next(frame.value for frame in at.dataframe if "Likely one" in frame.value.columns))
    assert after == before - 1
    with transaction(network, SYSTEM) as connection:
        last = identity.judgements(connection)[-1]
        assert last.answer is NameAnswer.DIFFERENT


def test_a_focal_point_reads_and_cannot_act(pages: AppTest) -> None:
    at = opened(pages, UserRole.FOCAL_POINT)
    assert "judge" in "".join(str(each.value) for each in at.info)
    assert not [each for each in at.button if str(each.key).startswith(("answer", "undo"))]


def test_records_are_never_changed_by_what_is_said(network: Engine) -> None:
    with transaction(network, SYSTEM) as connection:
        assert partners.each_of(connection, ["twin-1"]) == (replace(TWINS[0]),)
