"""The annual report: what it counts, what it leaves out and says so, and the published figures beside."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from data.figures import read_figures
from matching.completeness import ToldEngagements
from matching.disclosure import Viewpoint
from matching.records import (
    Cell,
    Engagement,
    Kind,
    Member,
    Origin,
    Partner,
    Period,
    Report,
    State,
    UserRole,
    Viewer,
)
from matching.reporting import ReportScope, annual_report, measures
from tests.matching.completeness.cases import like

NOW = datetime(2026, 11, 28, tzinfo=UTC)
ORIGIN = Origin("a test")
PARTNERS = {
    "acme": Partner("acme", "=Acme", Kind.MULTINATIONAL, ORIGIN),
    "fund": Partner("fund", "Fund", Kind.FOUNDATION, ORIGIN),
}
PUBLISHED = {each.id: each for each in read_figures()}
OF_2025 = Period(date(2025, 3, 1), date(2025, 5, 1))


def report(*told: Engagement, country: str = "", withheld: dict[str, int] | None = None) -> Report:
    asked = ReportScope(2025, country, {"MLI": "Mali"})
    found = ToldEngagements(told, withheld or {})
    viewer = Viewer("somebody", UserRole.LEADERSHIP)
    entities = ["FAO", "WFP", "ITU"]
    return annual_report(asked, found, PARTNERS, entities, PUBLISHED, viewer=viewer, view=Viewpoint(NOW))


def rows(made: Report, title: str) -> list[tuple[Cell, ...]]:
    (section,) = [each for each in made.sections if each.title == title]
    assert section.table is not None
    return list(section.table.rows)


def test_a_partnership_counts_when_it_was_agreed_and_ran_in_the_year_and_the_place() -> None:
    made = report(
        like(id="in", period=OF_2025),
        like(id="open", period=Period(date(2020, 1, 1))),
        like(id="before", period=Period(date(2020, 1, 1), date(2024, 12, 31))),
        like(id="undated", period=Period()),
        like(id="proposed", period=OF_2025, state=State.PROPOSED),
        like(id="elsewhere", period=OF_2025, countries=("KEN",)),
        country="MLI",
    )
    assert [row[0] for row in rows(made, "Partnerships")] == ["in", "open"]
    assert made.title == "Partnerships of Mali in 2025"


def test_entities_of_which_nothing_is_here_are_listed() -> None:
    made = report(like("FAO", period=OF_2025, entities=("FAO", "WFP")))
    assert rows(made, "Entities that are missing") == [("ITU",)]
    assert [row[:2] for row in rows(made, "Entities")] == [("FAO", 1), ("WFP", 1)]


def test_what_is_withheld_is_counted_by_reason_and_stands_in_no_figure() -> None:
    made = report(like(period=OF_2025), withheld={"embargo": 7, "another reason": 2})
    said = " ".join(made.sections[0].text)
    assert "9 partnerships of all years and places are withheld" in said
    assert "Withheld, embargo: 7." in said
    assert dict(made.sheet.lines())["withheld engagements"] == "9"


def test_each_published_figure_stands_beside_its_measure_with_its_paragraph() -> None:
    made = report(like(period=OF_2025), like("WFP", period=OF_2025, members=(Member("acme"), Member("fund"))))
    found = {row[0]: row for row in rows(made, "Beside the published figures")}
    bilateral = found["Bilateral partnerships"]
    # One of two has a single partner.
    assert bilateral[1:] == ("52%", 2017, "A/72/310 Annex B", "50%", 1, 2)
    business = found["Partnerships with business across the UN system"]
    assert (business[1], business[4]) == ("> 1500", "2")


def test_measures_have_the_base_that_they_can_have() -> None:
    some = [
        like("FAO", period=OF_2025),
        like("FAO", period=Period(date(2025, 1, 1)), kpis=()),
        like("WFP", period=Period(date(2015, 1, 1), date(2025, 12, 31)), kpis=(), members=(Member("fund"),)),
    ]
    found = {each.figure: each for each in measures(some, PARTNERS, date(2025, 12, 31))}
    assert {each.figure for each in found.values()} <= set(PUBLISHED)
    assert (found["shorter_than_five_years"].count, found["shorter_than_five_years"].base) == (1, 2)
    assert (found["duration_y10_plus"].count, found["duration_m0_3"].count) == (1, 1)
    assert (found["kind_foundation"].count, found["kind_foundation"].base) == (1, 2)
    assert (found["one_corporate_partner"].count, found["one_corporate_partner"].base) == (2, 2)
    assert (found["rarely_set_kpis"].count, found["rarely_set_kpis"].base) == (1, 2)
    bins = [each.count for name, each in found.items() if name.startswith("duration_")]
    assert sum(bins) == found["duration_m0_3"].base


def test_an_empty_year_is_a_report_too() -> None:
    made = report()
    assert len(rows(made, "Entities that are missing")) == 3
    assert all(row[4] in ("", "0") for row in rows(made, "Beside the published figures"))


def test_what_is_invented_is_marked() -> None:
    invented = replace(like(period=OF_2025), origin=Origin("a test", synthetic=True))
    assert report(invented, like(id="e2", period=OF_2025)).sheet.synthetic
    assert dict(report(invented).sheet.lines())["data"] == "SYNTHETIC: 1 of 1 rows are invented"
