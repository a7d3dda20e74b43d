"""The page on which an entity's lead decides what others learn, and the page for people outside."""

from __future__ import annotations

from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from dashboard import resources
from dashboard.queries import OPEN
from data import visibility
from data.database import transaction
from matching.records import SYSTEM, VeiledKind, Visibility
from tests.conftest import PATIENCE
from tests.dashboard.coordination.conftest import register
from tests.dashboard.pages import texts

__all__ = ["register"]


def lead(at: AppTest, entity: str, role: str = "entity_lead", page: str = "confidentiality") -> AppTest:
    at.session_state["viewer"] = role
    at.session_state["entity"] = entity
    at.run()
    return at.switch_page(f"views/{page}.py").run()


def test_a_lead_reads_what_is_shared_and_what_comes_in_return(register: AppTest) -> None:
    at = lead(register, "UNFPA")
    assert "UNFPA names 0 of its 1 approaches to others." in texts(at)
    assert "not told: 1 more to name" in at.dataframe[0].value.to_string()
    assert "1 record is withheld now" in texts(at)


def test_a_record_that_is_opened_is_told_and_opens_the_others(register: AppTest, network: Engine) -> None:
    at = lead(register, "UNFPA", page="coordination")
    assert "Your entity names less than half of its own approaches." in texts(at)
    at = lead(register, "UNFPA")
    at.selectbox(key="record-grain").select(Visibility.NAMED)
    at.button(key="FormSubmitter:record-Change").click().run()
    assert "UNFPA names 1 of its 1 approaches to others." in texts(at)
    at = lead(register, "UNFPA", page="coordination")
    assert "Your entity names less" not in texts(at)
    with transaction(network, SYSTEM) as connection:
        assert visibility.veiled(connection, "UNFPA") == ()


def test_what_new_records_tell_is_what_the_form_begins_with(register: AppTest, network: Engine) -> None:
    at = lead(register, "UNICEF")
    at.selectbox(key="default-grain").select(Visibility.TYPE)
    at.selectbox(key="default-reason").select("other bids pending")
    at.button(key="FormSubmitter:default-Keep").click().run()
    with transaction(network, SYSTEM) as connection:
        kept = visibility.defaults(connection, "UNICEF")[VeiledKind.APPROACHES]
    assert (kept.visibility, kept.reason, kept.days) == (Visibility.TYPE, "other bids pending", None)
    at = lead(register, "UNICEF", role="focal_point", page="my_coordination")
    assert at.selectbox(key="approach-visibility").value == Visibility.TYPE
    assert at.selectbox(key="approach-reason").value == "other bids pending"


def test_somebody_outside_finds_needs_and_no_partner(register: AppTest, network: Engine) -> None:
    at = lead(register, "", role="external", page="needs")
    # What came before changed records, and then all texts are read again behind the page.
    assert resources.preparation(OPEN).wait(PATIENCE)
    at.text_area(key="offer-text").input("We build solar refrigerators for vaccines and train technicians in Mali.")
    at.button(key="FormSubmitter:offer-Find needs").click().run()
    assert "Cold chain for vaccines, Mali" in at.dataframe[0].value.to_string()
    said = texts(at)
    assert "Sahel Froid" not in said
    assert "We build solar refrigerators" in said
