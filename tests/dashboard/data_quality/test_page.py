"""The page on data quality: answers first, figures with their paragraph, rows as far as the viewer may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data import audit, engagements, provenance
from data.audit import Wanted
from data.database import transaction
from matching.records import (
    SYSTEM,
    AuditAct,
    Contribution,
    Disclosure,
    Engagement,
    Kpi,
    KpiLevel,
    Member,
    Period,
    RecordKind,
    Visibility,
)
from tests.dashboard.sample import INVENTED

CANARY = "canary-quality"
OPEN = Engagement(
    "e-open",
    "Cold <b>chain</b> [x](http://example.org)",
    ("UNICEF",),
    (Member("p-froid"),),
    INVENTED,
    Disclosure("UNICEF"),
    sdgs=(3,),
    countries=("MLI",),
    period=Period(date(2020, 1, 1), date(2030, 1, 1)),
    contributions=(
        Contribution("e-open", "p-froid", 4321.0, "USD", year=2020),
        Contribution("e-open", "UNICEF", 1234.0, "USD", year=2020, by_un=True),
    ),
    kpis=(Kpi("e-open", KpiLevel.OUTPUT, "fridges", "units", "UNICEF", 0.0, 5.0, 1.0, date(2021, 1, 1)),),
)
HIDDEN = replace(OPEN, id=f"e-{CANARY}", title=CANARY, disclosure=Disclosure("UNICEF", Visibility.HIDDEN, "embargo"))


@pytest.fixture(scope="module", autouse=True)
def partnerships(network: Engine) -> Iterator[None]:
    with transaction(network, SYSTEM) as connection:
        engagements.save_many(connection, [OPEN, HIDDEN])
    yield
    st.cache_resource.clear()


def opened(pages: AppTest, page: str, role: str, entity: str = "") -> AppTest:
    pages.session_state["viewer"] = role
    if entity:
        pages.session_state["entity"] = entity
    return pages.switch_page(f"views/{page}.py").run()


def said(page: AppTest) -> str:
    tables = [table.value.to_csv() for table in page.dataframe]
    return "\n".join([*(str(each.value) for each in (*page.markdown, *page.caption, *page.title)), *tables])


def test_the_answer_stands_first_and_figures_have_their_paragraph(pages: AppTest) -> None:
    page = opened(pages, "data_quality", "leadership")
    assert not page.exception
    assert "1 of 77 entities tell partners" in said(page)
    assert "A/72/310 ¶41" in said(page)
    assert "A/72/310 ¶44" in said(page)
    assert "A/72/310 ¶45" in said(page)


def test_a_stranger_sees_that_contributions_exist_and_what_is_withheld_but_no_amount_nor_name(pages: AppTest) -> None:
    page = opened(pages, "data_quality", "focal_point", "WFP")
    text = said(page)
    assert "Partners, contributions and matching funds" in text
    assert "1 withheld (embargo 1)" in text
    assert CANARY not in text
    assert "4321" not in text


def test_the_owner_sees_its_hidden_partnership_too(pages: AppTest) -> None:
    page = opened(pages, "data_quality", "entity_lead", "UNICEF")
    page.selectbox(key="entity_shown").set_value("UNICEF").run()
    assert CANARY in said(page)
    assert "0 withheld" in said(page)


def test_whose_partnerships_a_page_lists_finds_that_in_its_access_log(pages: AppTest, network: Engine) -> None:
    def read() -> list[tuple[str, str]]:
        with transaction(network, SYSTEM) as connection:
            found = audit.entries(connection, Wanted(owner="UNICEF", act=AuditAct.READ))
        return [(each.record, each.detail) for each in found]

    before = read()
    page = opened(pages, "data_quality", "focal_point", "WFP")
    page.selectbox(key="entity_shown").set_value("UNICEF").run()
    page.run()  # a page that runs again is one reading
    assert read() == [("e-open", "data quality: 1"), *before]


def test_what_lacks_to_be_smart_and_how_old_it_is_stand_in_the_row(pages: AppTest) -> None:
    page = opened(pages, "data_quality", "leadership")
    page.selectbox(key="entity_shown").set_value("UNICEF").run()
    (row,) = page.dataframe[-1].value.to_dict("records")
    assert (row["Lacks"], row["Last known"]) == ("achievable", "○ more than two years old")


def test_an_entity_without_a_partnership_is_told_so(pages: AppTest) -> None:
    page = opened(pages, "data_quality", "leadership")
    page.selectbox(key="entity_shown").set_value("ITU").run()
    assert "There is no partnership of ITU that you may see." in said(page)


@pytest.mark.parametrize("page", ["data_quality", "export"])
def test_outsiders_find_no_such_page(pages: AppTest, page: str) -> None:
    seen = said(opened(pages, page, "external"))
    assert "How complete is what" not in seen
    assert "may I take along" not in seen


@pytest.mark.parametrize("format_", ["xlsx", "csv", "json", "parquet", "iati"])
def test_a_file_is_made_counted_and_offered(pages: AppTest, format_: str) -> None:
    page = opened(pages, "export", "focal_point", "WFP")
    page.multiselect(key="take-what").set_value(["engagements"])
    page.selectbox(key="take-format").set_value(format_)
    page.button[0].click().run()
    assert not page.exception
    assert "The file holds one row" in said(page)
    assert "1 withheld (embargo 1)" in said(page)
    _of, name, content, rows, withheld = page.session_state["taken"]
    assert (name.startswith("concert-engagements."), rows) == (True, {"engagements": 1})
    assert withheld == {"engagements": {"embargo": 1}}
    assert CANARY.encode() not in content


def test_iati_asks_for_partnerships_alone_and_nothing_for_at_least_one(pages: AppTest) -> None:
    page = opened(pages, "export", "leadership")
    page.multiselect(key="take-what").set_value(["partners", "engagements"])
    page.selectbox(key="take-format").set_value("iati")
    page.button[0].click().run()
    assert "IATI holds partnerships only" in page.warning[0].value
    page.multiselect(key="take-what").set_value([])
    page.button[0].click().run()
    assert "Choose at least one" in page.warning[0].value


def test_a_file_made_for_one_viewer_is_not_offered_to_the_next(pages: AppTest) -> None:
    page = opened(pages, "export", "entity_lead", "UNICEF")
    page.multiselect(key="take-what").set_value(["engagements"])
    page.button[0].click().run()
    assert "The file holds 2 rows" in said(page)
    assert "The file holds" not in said(opened(page, "export", "leadership"))


def test_conflicting_sources_are_shown_with_the_rule_that_picked_one(pages: AppTest, network: Engine) -> None:
    older, newer = (
        provenance.Statement(
            RecordKind.ENGAGEMENT,
            "e-open",
            {"title": title},
            f"{title}.csv",
            "amina",
            datetime(2026, 1, 1, tzinfo=UTC),
            stated,
            Disclosure("UNICEF"),
            batch="",
            row=7,
        )
        for title, stated in (("old", date(2024, 1, 1)), ("=new", date(2025, 1, 1)))
    )
    with transaction(network, SYSTEM) as connection:
        provenance.add(connection, [older, newer])
    page = opened(pages, "data_quality", "entity_lead", "UNICEF")
    page.selectbox(key="entity_shown").set_value("UNICEF").run()
    page.selectbox(key="partnership_shown").set_value("e-open").run()
    assert "Sources differ on one field." in said(page)
    first, second = page.dataframe[-1].value.to_dict("records")
    assert (first["Value"], first["Holds because"], first["Source"], first["Row"]) == (
        "=new",
        "the newest statement",
        "=new.csv",
        "7",
    )
    assert (second["Value"], second["Holds because"]) == ("old", "does not hold")
