"""The pages of administrators and auditors: what they show, what their buttons do, and what the log says of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from acts.act import look, oversee
from acts.errors import AccessEndedError
from dashboard import resources
from data import audit, people
from data.audit import Wanted
from data.database import transaction
from matching.records import SYSTEM, AuditAct, UserRole, Viewer
from tests.dashboard.pages import texts

OPERATOR = Viewer("operator", UserRole.SYSTEM)


def opened(pages: AppTest, role: UserRole, page: str, entity: str = "WHO") -> AppTest:
    pages.session_state["viewer"] = role.value
    pages.session_state["entity"] = entity
    return pages.run().switch_page(f"views/{page}.py").run()


def lines(engine: Engine, act: AuditAct) -> list[tuple[str, str, str, str]]:
    with transaction(engine, SYSTEM) as connection:
        found = audit.entries(connection, Wanted(act=act))
    return [(line.who, line.record, line.owner_entity, line.detail) for line in reversed(found)]


def test_an_administrator_enters_somebody_and_gives_and_revokes_a_role(pages: AppTest, network: Engine) -> None:
    at = opened(pages, UserRole.ADMINISTRATOR, "people")
    at.text_input(key="people-name").set_value("Amina K.")
    at.text_input(key="people-email").set_value("amina@example.org")
    at.button[[button.label for button in at.button].index("Enter")].click().run()
    assert "The person is entered" in at.success[0].value
    at.selectbox(key="people-entity").select("WHO").run()
    at.button(key="people-give").click().run()
    assert "The role is given" in at.success[0].value
    assert "1 person may sign in." in texts(at)
    at.button(key="revoke-amina-0").click().run()
    assert "The role is revoked" in at.success[0].value
    with transaction(network, SYSTEM) as connection:
        assert people.find(connection, "amina").grants == ()
    assert [line[3] for line in lines(network, AuditAct.ROLES)] == [
        "added amina@example.org",
        "granted focal_point for WHO",
        "revoked focal_point for WHO",
    ]


def test_what_cannot_be_done_is_told_and_changes_nothing(pages: AppTest) -> None:
    at = opened(pages, UserRole.ADMINISTRATOR, "people")
    at.text_input(key="people-email").set_value("no address")
    at.button[[button.label for button in at.button].index("Enter")].click().run()
    assert "is not an e\\-mail address" in at.error[0].value


@pytest.fixture
def read(network: Engine) -> Iterator[None]:
    """Note that two people read records of WHO and one of FAO."""
    with transaction(network, OPERATOR) as connection:
        for who in ("boris", "chen"):
            viewer = Viewer(who, UserRole.FOCAL_POINT, "UNICEF")
            audit.note_reads(connection, viewer, "coordination", [("WHO", f"a-{who}"), ("FAO", "a-secret")])
    yield


def test_the_auditor_sees_all_and_that_it_is_whole(pages: AppTest, read: None) -> None:
    at = opened(pages, UserRole.AUDITOR, "audit")
    assert "lines, whole." in texts(at)
    shown = at.dataframe[0].value
    assert {"WHO", "FAO"} <= set(shown["Of"])


def test_the_lead_of_an_entity_sees_who_opened_its_records_and_of_no_other(pages: AppTest, read: None) -> None:
    at = opened(pages, UserRole.ENTITY_LEAD, "audit")
    assert "Who opened the records of WHO?" in texts(at)
    shown = at.dataframe[0].value
    assert set(shown["Of"]) == {"WHO"}
    assert {"boris", "chen"} <= set(shown["Who"])
    assert "a-secret" not in str(shown)


def test_a_page_that_is_shown_again_is_read_once(network: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {}
    monkeypatch.setattr(resources.st, "session_state", state)
    monkeypatch.setenv("CONCERT_DEMO", "1")
    viewer = Viewer("dora", UserRole.FOCAL_POINT, "UNICEF")
    before = len(lines(network, AuditAct.READ))
    for _ in range(3):
        resources.note_reading(viewer, "desk", [("WHO", "a-1"), ("WHO", "a-2"), ("UNICEF", "a-3")])
    assert lines(network, AuditAct.READ)[before:] == [("dora", "a-1 a-2", "WHO", "desk: 2")]


def test_somebody_whose_role_has_ended_can_no_longer_act_or_read(
    network: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCERT_DEMO", "0")
    viewer = Viewer("nobody", UserRole.FOCAL_POINT, "WHO")
    for door in (look, oversee):
        with pytest.raises(AccessEndedError), door(resources.caller(viewer)) as connection:
            connection.execute(text("SELECT 1"))
