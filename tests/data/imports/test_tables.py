"""Tables as people have them: the same four rows in many shapes, each read as the plain table is."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data.imports.asked import Asked
from data.imports.drafts import load as drafts_of
from data.imports.reading import Read, read
from data.imports.trouble import Trouble, UnreadableError

File = Callable[[str, str | bytes], Path]
Rows = Sequence[Sequence[object]]

HEADERS = ["Organization", "Sector", "Activity", "Admin1", "Status"]
TAGS = ["#org", "#sector", "#activity", "#adm1+name", "#status"]
ROWS = [
    ["Blue Harbour Relief", "WASH", "Hygiene kits", "North", "Ongoing"],
    ["Sunrise Aid Network", "Health", "Mobile clinics", "South", "Ongoing"],
    ["Hill Country Trust", "Education", "Tents for schools", "East", "Completed"],
    ["UNICEF", "WASH", "Water trucking", "North", "Ongoing"],
]
PLAIN = [("Blue Harbour Relief", "Hygiene kits"), ("Sunrise Aid Network", "Mobile clinics")]
PLAIN += [("Hill Country Trust", "Tents for schools"), ("UNICEF", "Water trucking")]


def text(rows: Rows, mark: str = ",") -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=mark).writerows(rows)
    return made.getvalue()


def workbook(*sheets: tuple[str, Rows], hidden: Sequence[str] = (), merged: Sequence[str] = ()) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
            for cells in merged:
                top = rows[int(cells.split(":")[0][1:]) - 1][ord(cells[0]) - ord("A")]
                sheet.merge_range(cells, top)
            if name in hidden:
                sheet.hide()
            else:
                sheet.activate()
    return made.getvalue()


def does(found: Read) -> list[tuple[str, str]]:
    """Return who does what, in order."""
    drafts = [draft for part in found.parts for draft in drafts_of(part)]
    return [
        ("; ".join(each["name"] for each in draft.fields["organisations"]), draft.fields["title"]) for draft in drafts
    ]


FRENCH = [["Organisation", "Secteur", "Activité", "Province", "Statut"], *ROWS]
SHAPES: dict[str, str | bytes] = {
    "a title, a blank line, tags.csv": text([["Operational presence"], [], HEADERS, TAGS, *ROWS]),
    "tags above the headers.csv": text([TAGS, HEADERS, *ROWS]),
    "tags alone.csv": text([TAGS, *ROWS]),
    "tags with a note among them.csv": text([HEADERS, ["#org", "#sector", "#activity", "(fill in)", "#status"], *ROWS]),
    "tags as keys.json": json.dumps([dict(zip(TAGS, row, strict=True)) for row in ROWS]),
    "lists of lists.json": json.dumps([HEADERS, TAGS, *ROWS]),
    "headers beside the rows.json": json.dumps({"result": {"fields": [{"id": h} for h in HEADERS], "records": ROWS}}),
    "one object a line.jsonl": "\n".join(json.dumps(dict(zip(HEADERS, row, strict=True))) for row in ROWS),
    "numbered columns.csv": text([HEADERS, ["(1)", "(2)", "(3)", "(4)", "(5)"], *ROWS]),
    "a line of instructions.csv": text(
        [HEADERS, ["Full name of the organisation", "Select", "Text", "Select", "Required"], *ROWS]
    ),
    "a second language.csv": text([*FRENCH[:1], HEADERS, *ROWS]),
    "headers in Arabic.csv": text([["المنظمة", "القطاع", "النشاط", "المحافظة", "الحالة"], *ROWS]),
    "headers as questions.csv": text(
        [
            [
                "Which organization?",
                "In which sector?",
                "What is the activity?",
                "In which province?",
                "What is the status?",
            ],
            *ROWS,
        ]
    ),
    "headers with numbers and remarks.csv": text(
        [["1. Organization*", "2. Sector (select)", "3. Activity [required]", "4. Admin1", "5. Status"], *ROWS]
    ),
    "headers of a form.csv": text(
        [["who/organization", "what/sector", "what/activity", "where/admin1", "status"], *ROWS]
    ),
    "invisible marks.csv": text(
        [[f"\u200f{h}\u200e" for h in HEADERS], *[[f"{c}\u200b" for c in row] for row in ROWS]]
    ),
    "totals and notes.csv": text(
        [
            HEADERS,
            *ROWS[:2],
            ["", "WASH Total", "", "", ""],
            *ROWS[2:],
            ["TOTAL GÉNÉRAL"],
            [],
            ["Source: cluster reports"],
            ["* planned"],
        ]
    ),
    "UTF-16 without a mark.csv": text([HEADERS, *ROWS]).encode("utf-16-le"),
    "compressed.csv.gz": gzip.compress(text([HEADERS, *ROWS]).encode()),
    "a web page.xls": "<html><table>"
    + "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in [HEADERS, *ROWS])
    + "</table></html>",
    "the readme first.xlsx": workbook(
        ("READ ME", [["Instructions"], ["One row, one activity"]]), ("Data", [HEADERS, *ROWS])
    ),
    "hidden lists first.xlsx": workbook(("Old", [HEADERS, *ROWS, *ROWS]), ("Data", [HEADERS, *ROWS]), hidden=["Old"]),
    "a pivot first.xlsx": workbook(
        ("Pivot", [["Row Labels", "Count of Organization"], ["UNICEF", 1], ["Grand Total", 4]]),
        ("Data", [HEADERS, *ROWS]),
    ),
    "two lines of headers.xlsx": workbook(
        ("3W", [["Organization", "What", "", "Where", ""], ["", "Sector", "Activity", "Admin1", "Status"], *ROWS]),
        merged=["B1:C1", "D1:E1"],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_rows_are_read_in_whatever_shape_they_come(file: File, shape: str) -> None:
    found = read(file(shape.rsplit("/", 1)[-1], SHAPES[shape]), shape)
    assert (found.look.format, does(found), found.problems) == ("3w", PLAIN, [])


def test_a_table_alone_in_an_archive_is_read_and_of_several_one_must_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("3w/table.csv", text([HEADERS, *ROWS]))
        archive.writestr("readme.txt", "See the table.")
    assert does(read(path, "a.zip")) == PLAIN
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("3w/other.csv", text([HEADERS, *ROWS]))
    with pytest.raises(UnreadableError) as refused:
        read(path, "a.zip")
    assert (refused.value.trouble, refused.value.detail) == (Trouble.ARCHIVE, "3w/table.csv, 3w/other.csv")


def test_of_sheets_that_fit_alike_the_fullest_is_read_the_others_are_named_and_may_be_chosen(file: File) -> None:
    path = file(
        "m.xlsx", workbook(("January", [HEADERS, *ROWS[:1]]), ("February", [HEADERS, *ROWS]), ("Key", [["Sector"]]))
    )
    found = read(path, "m.xlsx")
    assert (found.look.sheet, found.look.sheets, found.look.others) == (
        "February",
        ("January", "February", "Key"),
        ("January",),
    )
    assert does(read(path, "m.xlsx", Asked(sheet="January"))) == PLAIN[:1]
    with pytest.raises(UnreadableError, match="there are January, February, Key"):
        read(path, "m.xlsx", Asked(sheet="March"))


def test_merged_cells_stand_in_each_of_their_rows(file: File) -> None:
    rows = [HEADERS, ROWS[0], ["", "Health", "First aid", "East", "Ongoing"], ROWS[1]]
    found = read(file("m.xlsx", workbook(("3W", rows), merged=["A2:A3"])), "m.xlsx")
    assert does(found) == [PLAIN[0], ("Blue Harbour Relief", "First aid"), PLAIN[1]]


def test_the_most_specific_tag_wins_and_a_type_is_no_organisation(file: File) -> None:
    rows = [
        ["#org+impl", "#org+acronym", "#org+name", "#org+type", "#sector+cluster", "#adm1+code"],
        ["Primary", "PUI", "Première Urgence", "INGO", "Health", "IQG01"],
        ["Sub", "UNHCR", "UN refugee agency", "UN", "Protection", "IQG02"],
    ]
    found = read(file("t.csv", text(rows)), "t.csv")
    drafts = [draft.fields for part in found.parts for draft in drafts_of(part)]
    assert [each["organisations"] for each in drafts] == [
        [{"key": "premiere urgence", "name": "Première Urgence", "role": "4", "alias": "PUI"}],
        [{"key": "un refugee agency", "name": "UN refugee agency", "role": "4", "alias": "UNHCR", "entity": "UNHCR"}],
    ]
    assert [each["countries"] for each in drafts] == [["IRQ"], ["IRQ"]]
    assert found.left_out == {"column #org+impl: no field takes it": 2, "column #org+type: no field takes it": 2}


def test_what_stands_in_a_column_counts_for_more_than_its_header(file: File) -> None:
    rows = [
        ["State", "Org", "Name"],
        ["Blue Nile", "ACTED", "CCCM"],
        ["Darfur", "NRC", "Health"],
        ["Kassala", "IRC", "WASH"],
    ]
    found = read(file("sudan_2021.csv", text(rows)), "sudan_2021.csv")
    assert dict(found.look.columns) == {"name": 1, "place": 0, "sectors": 2}
    assert (does(found)[0], found.look.country) == (("ACTED", "CCCM"), "SDN")


def test_crosses_under_sectors_say_who_does_what_and_under_anything_else_they_are_asked_about(file: File) -> None:
    rows = [["Organization", "WASH", "Health"], ["Blue", "x", ""], ["Sun", "No", "Yes"]]
    assert does(read(file("m.csv", text(rows)), "m.csv")) == [("Blue", "WASH"), ("Sun", "Health")]
    asked = read(file("n.csv", text([["Organization", "North", "South"], *rows[1:]])), "n.csv")
    assert (asked.look.format, asked.parts) == ("3w", [])
    assert "instead of crosses under North, South" in str(asked.problems[0])


def test_a_company_called_total_is_one(file: File) -> None:
    rows = [["Organisation", "Type", "Country"], ["Total", "Company", "France"], ["Total: 1 organisation", "", ""]]
    found = read(file("p.csv", text(rows)), "p.csv")
    assert [draft.fields["name"] for part in found.parts for draft in drafts_of(part)] == ["Total"]
    assert found.left_out == {"total or subtotal": 1}


@pytest.mark.parametrize(
    ("encoding", "rows"),
    [
        ("cp1252", [["Organisation", "Secteur", "Activité", "Région"], ["Médecins", "Santé", "Hôpital", "Ségou"]]),
        (
            "cp1251",
            [["Организация", "Сектор", "Мероприятие", "Область"], ["Красный Крест", "Здоровье", "Клиника", "Юг"]],
        ),
        ("cp1256", [["المنظمة", "القطاع", "النشاط", "المحافظة"], ["شبكة الشروق", "الصحة", "عيادات", "الشمال"]]),
        ("gb18030", [["组织名称", "部门", "活动", "地区"], ["蓝港救援", "卫生", "流动诊所", "北部"]]),
    ],
)
def test_a_text_is_read_in_the_encoding_that_its_letters_tell_and_that_is_said(
    file: File, encoding: str, rows: list[list[str]]
) -> None:
    found = read(file("t.csv", text(rows, ";").encode(encoding)), "t.csv")
    assert does(found) == [(rows[1][0], rows[1][2])]
    assert found.look.encoding == encoding
    assert encoding in found.notes[0]
    said = read(file("t.csv", text(rows, ";").encode(encoding)), "t.csv", Asked("3w", encoding=encoding))
    assert does(said) == does(found)


def test_letters_that_were_saved_in_the_wrong_encoding_are_mended_and_that_is_said(file: File) -> None:
    twice = (
        text([["Organisation", "Secteur", "Activité"], ["Société Générale", "Santé", "Hôpital"]])
        .encode()
        .decode("cp1252")
    )
    found = read(file("t.csv", twice), "t.csv", Asked("3w"))
    assert does(found) == [("Société Générale", "Hôpital")]
    assert any("Ã© for é" in note for note in found.notes)


WHERE = [
    ["Organization", "Activity", "Country"],
    ["A", "x", "Kenya"],
    ["B", "x", "Sahel"],
    ["C", "x", "Kosovo (UNSCR 1244)"],
]


def test_a_region_or_kosovo_is_no_country_and_nothing_global(file: File) -> None:
    found = read(file("w.csv", text([*WHERE, ["D", "x", "Worldwide"], ["E", "x", "Atlantis"]])), "w.csv")
    drafts = [draft.fields for part in found.parts for draft in drafts_of(part)]
    assert [(each.get("countries"), each["level"], each.get("places")) for each in drafts] == [
        (["KEN"], "country", None),
        (None, "country", ["Sahel"]),
        (None, "country", ["Kosovo"]),
        (None, "global", None),
    ]
    assert [(row, cells[0]) for row, cells, _ in found.rest] == [(6, "E")]


@pytest.mark.parametrize(
    ("name", "rows", "country"),
    [
        ("3w.csv", [["Organization", "Activity", "Admin2 pcode"], ["A", "x", "ML0506"], ["B", "x", "ML0101"]], "MLI"),
        ("3w.csv", [["3W of South Sudan, April"], [], ["Organization", "Activity"], ["A", "x"]], "SSD"),
        ("rdc_3w_mars.csv", [["Organisation", "Activité", "Province"], ["A", "x", "Kivu"]], "COD"),
        ("3w_mar_2022.csv", [["Organization", "Activity", "Province"], ["A", "x", "North"]], ""),
    ],
)
def test_the_country_is_told_by_codes_of_places_by_the_title_or_by_the_name_of_the_file(
    file: File, name: str, rows: Rows, country: str
) -> None:
    found = read(file(name, text(rows)), name)
    assert (found.look.country, found.look.asks) == (country, () if country else ("country",))
    assert read(file(name, text(rows)), name, Asked(country="NER")).look.country == "NER"


def test_which_number_is_the_day_is_decided_by_the_whole_table_and_said(file: File) -> None:
    def starts(*days: str) -> tuple[list[Any], str]:
        rows = [["Project title", "Partners", "Start date"], *[[f"P{n}", "Blue", day] for n, day in enumerate(days)]]
        found = read(file("d.csv", text(rows)), "d.csv")
        drafts = [draft.fields for part in found.parts for draft in drafts_of(part)]
        return [each.get("starts") for each in drafts], " ".join(found.notes)

    assert starts("3/25/2022", "04/05/2022") == (
        ["2022-03-25", "2022-04-05"],
        "days such as 4/5/2022 in Start date are read month first: other days of the table show",
    )
    assert starts("25/3/2022", "04/05/2022")[0] == ["2022-03-25", "2022-05-04"]
    days, said = starts("04/05/2022", "TBC")
    assert (days, "day first: nothing tells" in said) == (["2022-05-04", None], True)
