"""Reports as documents: hostile texts stay texts, and a file is whole or not there."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings

from data.exporting import UnknownFormatError
from data.exporting.cells import harmless, legal
from data.reports import MOST_ROWS, ReportFormat, format_of, write
from matching.records import Column, OutSheet, OutTable, Report, ReportSection
from tests.data.exporting.hostile import TEXTS

SHEET = OutSheet("somebody", datetime(2026, 11, 28, tzinfo=UTC), "report of 2025", rows={"engagements": 1})
COLUMNS = (Column("name"),)


def report(*names: str, sheet: OutSheet = SHEET) -> Report:
    table = OutTable("names", COLUMNS, tuple((name,) for name in names))
    return Report(names[0], (ReportSection("Names", names, table),), sheet)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_whatever_a_name_holds_it_is_a_text_in_every_format(tmp_path: Path, name: str) -> None:
    for each in ReportFormat:
        write(tmp_path / f"r.{each}", each, report(name))
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert [harmless(name)] in lines
    cells = docx.Document(str(tmp_path / "r.docx")).tables[0].columns[0].cells
    assert cells[1].text.split() == legal(name).replace("\x0b", "\n").split()
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    with zipfile.ZipFile(tmp_path / "r.docx") as archive:
        assert not any(
            "external" in archive.read(part).decode().lower() for part in archive.namelist() if part.endswith(".rels")
        )


def test_what_is_invented_is_said_first_and_on_every_page(tmp_path: Path) -> None:
    write(tmp_path / "r.docx", ReportFormat.DOCX, report("a", sheet=replace(SHEET, invented={"engagements": 1})))
    document = docx.Document(str(tmp_path / "r.docx"))
    assert document.paragraphs[1].text == "SYNTHETIC DATA. SYNTHETIC: 1 of 1 rows are invented."
    assert document.sections[0].header.paragraphs[0].text == "SYNTHETIC DATA"


def test_a_long_list_is_cut_in_a_document_and_whole_in_a_workbook(tmp_path: Path) -> None:
    made = report(*map(str, range(MOST_ROWS + 5)))
    made = replace(made, sections=(replace(made.sections[0], text=()),))
    write(tmp_path / "r.docx", ReportFormat.DOCX, made)
    write(tmp_path / "r.xlsx", ReportFormat.XLSX, made)
    document = docx.Document(str(tmp_path / "r.docx"))
    assert len(document.tables[0].rows) == 1 + MOST_ROWS
    assert any("XLSX or CSV has all of them" in each.text for each in document.paragraphs)
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"<row ") == 1 + MOST_ROWS + 5


def test_another_end_of_the_name_is_refused() -> None:
    assert format_of(Path("a.DOCX")) is ReportFormat.DOCX
    with pytest.raises(UnknownFormatError, match=r"end the name in \.docx, \.xlsx, \.csv"):
        format_of(Path("a.pdf"))
