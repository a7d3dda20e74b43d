"""Each kind of file read in the reader's own process: what it is, what it says, what is wrong with it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from data.imports.asked import Asked
from data.imports.drafts import Draft
from data.imports.drafts import load as drafts_of
from data.imports.reading import CancelledError, Read, look, read
from matching.records import RecordKind
from tests.data.imports.conftest import PARTNERS

File = Callable[[str, str | bytes], Path]


def drafts(found: Read) -> list[Draft]:
    return [draft for part in found.parts for draft in drafts_of(part)]


def test_a_list_of_partners_is_told_by_headers_in_two_languages(file: File) -> None:
    found = read(file("list.csv", PARTNERS), "list.csv")
    assert (found.look.format, found.rows, found.problems) == ("partners", 2, [])
    first, can_do, second = drafts(found)
    assert first.fields == {"name": "Blue Harvest Ltd", "kind": "national_company", "country": "KEN", "sdgs": [2, 13]}
    assert (can_do.kind, can_do.fields["partner"]) == (RecordKind.CAPABILITY, first.key)
    assert second.fields["kind"] == "corporate_foundation"
    assert second.fields["country"] == "SEN"


def test_every_problem_is_told_at_once_with_row_and_header(file: File) -> None:
    text = "Name,Country,SDGs,Type\nAcme,Atlantis,SDG 40,Ltd thing\n,Kenya,3,NGO\n"
    found = read(file("bad.csv", text), "bad.csv")
    assert {(each.row, each.column) for each in found.problems} == {
        (2, "Country"),
        (2, "SDGs"),
        (2, "Type"),
        (3, "Name"),
    }
    assert drafts(found) == []


def test_the_same_table_reads_the_same_from_a_spreadsheet_below_a_title(file: File) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Our partners in 2026")
        for row, line in enumerate(PARTNERS.strip().splitlines(), start=2):
            sheet.write_row(row, 0, line.split(";"))
        sheet.write_formula(5, 0, '=HYPERLINK("http://x","Third Ltd")', value="Third Ltd")
    found = read(file("list.xlsx", made.getvalue()), "list.xlsx")
    assert [draft.fields.get("name") for draft in drafts(found)] == [
        "Blue Harvest Ltd",
        None,
        "Fondation Vivre",
        "Third Ltd",
    ]
    assert [draft.row for draft in drafts(found)] == [4, 4, 5, 6]


THREE_W = """Organisation,Cluster,Admin2,Status
#org,#sector,#adm2+code,#status
Save Us ,Health,VUT0104002,Ongoing
save us,Health,VUT0104003,Completed
UNICEF; Save Us,WASH,VUT0104003,Ongoing
"""


def test_rows_of_one_activity_in_many_places_are_one_with_hxl_tags(file: File) -> None:
    found = read(file("3w.csv", THREE_W), "3w.csv")
    assert (found.look.format, found.rows) == ("3w", 3)
    health, wash = drafts(found)
    assert health.fields["places"] == ["VUT0104002", "VUT0104003"]
    assert (health.fields["countries"], health.fields["state"], health.row) == (["VUT"], "active", 3)
    assert [each["name"] for each in wash.fields["organisations"]] == ["UNICEF", "Save Us"]


def test_outputs_of_a_work_plan_become_needs_with_the_gap(file: File) -> None:
    text = (
        "Outcome,Sub-Output,Sub-output description,UN Agencies,Country,SDG Targets,Start Date,End Date,"
        "Total Required Resources,Total Available Resources\n"
        'Health,Cold chain,Vaccines stay cold.,UNICEF;WHO,Mali,3.b;9.1,01/02/2026,2027,"1,000,000",250000\n'
    )
    found = read(file("plan.csv", text), "plan.csv")
    assert found.look.format == "work-plan"
    (need,) = drafts(found)
    assert need.kind is RecordKind.NEED
    assert need.fields["gap"] == 1_000_000 - 250_000
    assert (need.fields["starts"], need.fields["ends"]) == ("2026-02-01", "2027-12-31")
    assert (need.fields["sdgs"], need.fields["resources"]) == ([3, 9], ["finance"])


def test_participants_of_the_compact_keep_type_and_size(file: File) -> None:
    text = "Name,Type,Sector,Country,Joined On,Participant Status\nAcme SA,SME,Food,Peru,2015-03-01,Active\n"
    found = read(file("gc.csv", text), "gc.csv")
    assert found.look.format == "global-compact"
    (participant,) = drafts(found)
    assert (participant.fields["kind"], participant.fields["size"]) == ("national_company", "msme")
    assert participant.fields["participant_since"] == "2015-03-01"


def test_profiles_of_the_portal_become_partners_with_what_they_can_do(file: File) -> None:
    text = (
        "Organization name,Type of organization,Country of origin,Sectors and areas of specialization,Specializations,"
        "Mandate and background\nHope CBO,Community Based Organization,Uganda,Health,Cold chain; Nutrition,We do.\n"
    )
    found = read(file("p.csv", text), "p.csv")
    assert found.look.format == "partner-portal"
    partner, can_do = drafts(found)
    assert (partner.fields["kind"], partner.fields["sectors"]) == ("ngo", ["Health", "Cold chain", "Nutrition"])
    assert can_do.fields["text"] == "We do."


IATI = """<?xml version="1.0"?>
<iati-activities version="2.03"><iati-activity xml:lang="fr" default-currency="EUR">
<iati-identifier>XM-DAC-41122-1</iati-identifier>
<reporting-org ref="XM-DAC-41122" type="40"><narrative>UNICEF</narrative></reporting-org>
<title><narrative>Chaîne du froid</narrative><narrative xml:lang="en">Cold chain</narrative></title>
<description type="1"><narrative>Vaccins</narrative></description>
<participating-org role="4" type="70"><narrative>Acme</narrative></participating-org>
<activity-status code="2"/><activity-date type="1" iso-date="2025-01-01"/>
<activity-date type="2" iso-date="2025-02-01"/>
<recipient-country code="ML" percentage="60"/><recipient-country code="NE" percentage="40"/>
<sector vocabulary="1" code="12220" percentage="100"/><sector vocabulary="8" code="3.b"/><tag vocabulary="2" code="9"/>
<budget><period-start iso-date="2025-01-01"/><period-end iso-date="2025-12-31"/><value>100</value></budget>
<transaction><transaction-type code="1"/><transaction-date iso-date="2025-03-01"/><value currency="USD">70</value>
<provider-org><narrative>Acme</narrative></provider-org></transaction>
</iati-activity></iati-activities>"""


def test_an_iati_activity_keeps_what_it_states(file: File) -> None:
    found = read(file("a.xml", IATI), "a.xml")
    assert found.look.format == "iati"
    (activity,) = drafts(found)
    fields = activity.fields
    assert (activity.key, fields["title"]) == ("XM-DAC-41122-1", "Cold chain")
    assert fields["titles"] == {"fr": "Chaîne du froid", "en": "Cold chain"}
    assert fields["country_percentages"] == {"MLI": 60, "NER": 40}
    assert (fields["sdgs"], fields["state"], fields["starts"]) == ([3, 9], "active", "2025-02-01")
    assert [(each["role"], each["name"]) for each in fields["organisations"]] == [
        ("reporting", "UNICEF"),
        ("4", "Acme"),
    ]
    assert fields["budgets"] == [{"amount": 100, "currency": "EUR", "from": "2025-01-01", "until": "2025-12-31"}]
    (given,) = fields["contributions"]
    assert (given["giver"]["name"], given["amount"], given["currency"], given["year"]) == ("Acme", 70, "USD", 2025)


def test_an_activity_that_ends_before_it_starts_keeps_its_start_alone(file: File) -> None:
    planned = '<activity-date type="1" iso-date="2025-01-01"/>'
    ended = planned.replace('type="1"', 'type="3"')
    over = read(file("a.xml", IATI.replace(planned, ended)), "a.xml")
    (activity,) = drafts(over)
    assert activity.fields["starts"] == "2025-02-01"
    assert "ends" not in activity.fields
    assert over.left_out == {"an end before its start": 1}
    (one_day,) = drafts(read(file("a.xml", IATI.replace(planned, ended.replace("01-01", "02-01"))), "a.xml"))
    assert (one_day.fields["starts"], one_day.fields["ends"]) == ("2025-02-01", "2025-02-01")


def test_flows_become_activities_with_giver_and_taker(file: File) -> None:
    text = (
        '{"data":{"flows":[{"id":"7","amountUSD":5,"status":"paid","date":"2020-02-03T00:00:00Z","contributionType":'
        '"financial","description":"Cash","sourceObjects":[{"type":"Organization","name":"Acme","organizationTypes":'
        '["Private organization/foundation"]}],"destinationObjects":[{"type":"Organization","name":"UNICEF"},'
        '{"type":"Location","name":"Mali"}]}]}}'
    )
    (flow,) = drafts(read(file("f.json", text), "f.json"))
    assert (flow.fields["countries"], flow.fields["resources"], flow.fields["state"]) == (
        ["MLI"],
        ["finance"],
        "active",
    )


FLOW_TABLES = (
    "date,description,amountUSD,srcOrganization,srcLocations,destPlan,destOrganization,destLocations,status,id\n{tags}"
    "2021-03-01,Soap,736196,Blue Harbour Ltd,GBR,Jordan 2021,World Food Programme,JOR,paid,228274\n"
)
FLOW_TAGS = (
    "#date,#description+notes,#value+funding+total+usd,#org+name+funder,#country+iso3+funder+list,"
    "#activity+appeal+name,#org+name+impl,#country+iso3+impl+list,#status+text,#activity+id+fts_internal\n"
)


@pytest.mark.parametrize("tags", ["", FLOW_TAGS])
def test_flows_as_a_table_have_giver_and_taker_with_and_without_tags(file: File, tags: str) -> None:
    found = read(file("f.csv", FLOW_TABLES.format(tags=tags)), "f.csv")
    assert (found.look.format, found.problems) == ("fts", [])
    (flow,) = drafts(found)
    assert [(each["role"], each["name"]) for each in flow.fields["organisations"]] == [
        ("1", "Blue Harbour Ltd"),
        ("2", "World Food Programme"),
    ]
    assert (flow.key, flow.fields["countries"], flow.fields["state"]) == ("228274", ["JOR"], "active")
    assert flow.fields["contributions"][0]["amount"] == 736196


def test_a_look_reads_the_first_rows_alone_and_names_no_format_for_a_strange_table(file: File) -> None:
    seen = look(file("x.csv", "alpha,beta\n1,2\n"), "x.csv")
    assert (seen.format, seen.headers, seen.sample) == ("", ("alpha", "beta"), (("1", "2"),))


def test_columns_that_a_person_maps_are_taken_over_the_guess(file: File) -> None:
    path = file("x.csv", "alpha,beta\nAcme,Kenya\n")
    found = read(path, "x.csv", Asked("partners", {"name": 0, "country": 1}))
    assert [draft.fields for draft in drafts(found)] == [{"name": "Acme", "country": "KEN"}]
    missing = read(path, "x.csv", Asked("partners", {"country": 1}))
    assert [str(each) for each in missing.problems] == [
        "row 1, column name: 'missing' - a column that is mapped to this field"
    ]


def test_reading_can_be_cancelled(file: File) -> None:
    with pytest.raises(CancelledError):
        read(file("list.csv", PARTNERS), "list.csv", cancelled=lambda: True)


def test_a_list_of_companies_with_sectors_is_no_table_of_who_does_what(file: File) -> None:
    found = read(file("c.csv", "symbol,name,country,sector,industry_group\nA,Acme,Kenya,Food,Meat\n"), "c.csv")
    assert (found.look.format, found.problems) == ("partners", [])


def test_marks_alone_are_no_name(file: File) -> None:
    found = read(file("c.csv", "name,type\n--,NGO\n???,NGO\n"), "c.csv")
    assert [each.row for each in found.problems] == [2, 3]
