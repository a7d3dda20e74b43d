"""Files that no spreadsheet program executes, and that say what they are."""

from __future__ import annotations

import csv
import zipfile
from datetime import UTC, datetime
from io import BytesIO, StringIO

import pandas as pd
import pytest

from dashboard.downloads import DataSheet, csv_file, harmless, xlsx_file

SHEET = DataSheet(
    "partners", "Which partners fit?", "local", datetime(2026, 11, 22, 9, 0, tzinfo=UTC), True, {"Country": "=1+1"}
)
TABLE = pd.DataFrame({"Partner": ["=cmd|' /C calc'!A0", "@SUM(1)", "Sahel"], "Score": [0.5, -0.25, float("nan")]})


@pytest.mark.parametrize("cell", ["=1", "+1", "-1+2", "@x", "\tx", "\x00x", " =1", "＝1"])
def test_a_cell_that_begins_like_a_formula_stays_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Sahel", "0.5", "-0.25", "", "a=b"])
def test_other_cells_and_numbers_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_the_csv_is_quoted_harmless_and_carries_its_data_sheet() -> None:
    content = csv_file(TABLE, SHEET).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(content)))
    assert rows[0] == ["Partner", "Score"]
    assert [row[0] for row in rows[1:4]] == ["'=cmd|' /C calc'!A0", "'@SUM(1)", "Sahel"]
    assert rows[3][1] == ""
    assert ["Data", "SYNTHETIC DATA: invented for demonstration"] in rows
    assert ["Filter: Country", "'=1+1"] in rows


def test_the_workbook_holds_no_formula_and_no_link() -> None:
    with zipfile.ZipFile(BytesIO(xlsx_file(TABLE, SHEET))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        strings = book.read("xl/sharedStrings.xml").decode()
    assert len(sheets) == 2
    assert all("<f>" not in sheet and "<hyperlink" not in sheet for sheet in sheets)
    assert "=cmd|" in strings
    assert "SYNTHETIC DATA" in strings
