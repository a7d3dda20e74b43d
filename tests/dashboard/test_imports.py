"""The page on which files are brought in: each step, its words, and who may."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from acts.act import Caller
from dashboard.imports import work
from dashboard.imports.wording import FIELDS, FORMATS
from dashboard.imports.work import ImportStep, Job
from data import partners
from data.database import transaction
from data.imports.layouts import LAYOUTS
from matching.records import UserRole, Viewer
from tests.conftest import eventually

US = Viewer("local-focal_point", UserRole.FOCAL_POINT, "UNICEF")
LIST = "Organisation;Type;Pays\nRed Kite Ltd;Company;Kenya\nFondation Vivre;Corporate foundation;Mali\n"


def us(network: Engine) -> Caller:
    return Caller(network, US, signed_in=False)


@pytest.fixture
def page(pages: AppTest) -> Iterator[AppTest]:
    pages.session_state["entity"] = "UNICEF"
    yield pages.switch_page("views/imports.py")
    for job in list(work.jobs().values()):
        job.forget()
    work.jobs().clear()


def settled(job: Job) -> Job:
    """Wait until nothing goes on behind the page."""
    eventually(lambda: not job.busy)
    return job


def words(page: AppTest) -> str:
    kinds = (page.markdown, page.caption, page.success, page.error, page.info, page.warning, page.title, page.subheader)
    return "\n".join(str(each.value) for kind in kinds for each in kind)


def test_a_file_goes_through_every_step(page: AppTest, network: Engine) -> None:
    page.run()
    assert not page.exception
    assert "loaded for UNICEF" in words(page)
    job = work.begin(us(network), "list.csv", LIST.encode())
    page.session_state["import-job"] = job.id
    page.run()
    assert not page.exception
    assert page.selectbox(key=f"import-{job.id}-partners-name").value == 0
    page.button(key="import-go").click().run()
    settled(job)
    page.run()
    assert "New: 2 partners." in words(page)
    with transaction(network, US) as connection:
        assert partners.find_by_name(connection, "Red Kite") == ()
    page.button(key="import-go").click().run()
    settled(job)
    page.run()
    assert not page.exception
    assert "New: 2 partners." in words(page)
    with transaction(network, US) as connection:
        assert len(partners.find_by_name(connection, "Red Kite")) == 1
    page.button(key="import-another").click().run()
    assert "Brought in before" in words(page)
    again = work.begin(us(network), "list.csv", LIST.encode())
    work.check(again)
    assert settled(again).preview is not None
    assert again.preview is not None
    assert again.preview.again


def test_problems_are_told_all_at_once_and_nothing_is_loaded(page: AppTest, network: Engine) -> None:
    job = work.begin(us(network), "bad.csv", b"Name,Country\nAcme,Atlantis\n,Kenya\n")
    work.check(job)
    assert settled(job).step is ImportStep.PROBLEMS
    page.session_state["import-job"] = job.id
    page.run()
    assert not page.exception
    assert "2 problems; nothing was loaded." in words(page)


def test_a_hostile_file_is_refused_in_words(page: AppTest, network: Engine) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><iati-activities>&a;</iati-activities>'
    job = work.begin(us(network), "x.xml", bomb)
    page.session_state["import-job"] = job.id
    if job.step is ImportStep.SEEN:
        work.check(job)
        settled(job)
    page.run()
    assert "document type or entities" in words(page)


def test_a_mapping_is_remembered_for_the_same_headers(page: AppTest, network: Engine) -> None:
    strange = b"alpha,beta\nGreen Kite Ltd,Kenya\n"
    job = work.begin(us(network), "x.csv", strange)
    page.session_state["import-job"] = job.id
    page.run()
    page.selectbox(key=f"import-{job.id}-partners-name").set_value(0)
    page.selectbox(key=f"import-{job.id}-partners-country").set_value(1).run()
    page.button(key="import-go").click().run()
    assert settled(job).step is ImportStep.CHECKED
    later = work.begin(us(network), "y.csv", strange)
    assert later.sighted is not None
    assert later.sighted.columns is not None
    assert dict(later.sighted.columns.columns) == {"name": 0, "country": 1}


def test_a_job_is_nobody_elses(network: Engine) -> None:
    job = work.begin(us(network), "list.csv", LIST.encode())
    assert work.job_of(US, job.id) is job
    assert work.job_of(Viewer("other", UserRole.FOCAL_POINT, "UNDP"), job.id) is None
    job.forget()


def test_rows_that_read_go_on_and_the_others_can_be_taken_along(page: AppTest, network: Engine) -> None:
    job = work.begin(us(network), "list.csv", b"Name,Country\nAcme Kites,Kenya\nBlue Kites,Atlantis\n")
    work.check(job)
    assert settled(job).step is ImportStep.PROBLEMS
    page.session_state["import-job"] = job.id
    page.run()
    assert not page.exception
    assert "Rows that stay out: 1 of 2." in words(page)
    page.button(key="import-go-on").click().run()
    assert settled(job).step is ImportStep.CHECKED
    page.run()
    assert "New: 1 partner." in words(page)


def test_a_table_that_names_no_country_asks_for_it_once(page: AppTest, network: Engine) -> None:
    job = work.begin(us(network), "table.csv", b"Organisation,Activity,Admin1\nBlue Kites,Wells,North\n")
    page.session_state["import-job"] = job.id
    page.run()
    assert not page.exception
    assert "Choose it once for all rows" in words(page)
    assert not [button for button in page.button if button.key == "import-go"]
    page.selectbox(key=f"import-{job.id}-country").set_value("MLI").run()
    assert not page.exception
    page.button(key="import-go").click().run()
    assert settled(job).step is ImportStep.CHECKED


def test_every_kind_of_table_and_every_field_has_a_name_that_people_read() -> None:
    assert set(LAYOUTS) - set(FORMATS) == set()
    assert {field for layout in LAYOUTS.values() for field in layout.fields} - set(FIELDS) == set()
