"""Files that leave Concert: what goes in comes out, nothing in them is live, and they are whole or not there."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.exporting import Format, UnknownFormatError, format_of, write
from data.exporting.cells import LIVE, harmless, text_of
from data.exporting.xlsx_file import CHARACTERS
from matching.records import Cell, CellType, Column, OutSheet, OutTable
from tests.data.exporting.hostile import HOSTILE, TEXTS

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
COLUMNS = (
    Column("id"),
    Column("amount", CellType.NUMBER),
    Column("count", CellType.WHOLE),
    Column("flag", CellType.FLAG),
    Column("on", CellType.DAY),
    Column("at", CellType.INSTANT),
    Column("names", CellType.TEXTS),
    Column("goals", CellType.WHOLES),
)
SHEET = OutSheet("=viewer", NOW, "rows", {"country": "@MLI"}, rows={"rows": 2}, withheld={"rows": {"=reason": 3}})
Row = tuple[Cell, ...]
ROWS = st.tuples(
    TEXTS,
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.integers(-(2**53), 2**53),
    st.none() | st.booleans(),
    st.none() | st.dates(date(1, 1, 1)),
    st.none() | st.datetimes(datetime(1900, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC)),
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(st.integers(1, 17), max_size=3).map(tuple),
)
quick = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def table(rows: Iterable[Row], name: str = "rows") -> OutTable:
    return OutTable(name, COLUMNS, rows)


def written(path: Path, rows: Iterable[Row], format: Format) -> Path:
    write(path, format, [table(rows)], lambda: SHEET)
    return path


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        csv.field_size_limit(10**9)
        return list(csv.reader(file))


@quick
@given(st.lists(ROWS, max_size=4))
def test_csv_gives_back_every_cell_as_text(tmp_path: Path, rows: list[Row]) -> None:
    found = read_csv(written(tmp_path / "a.csv", rows, Format.CSV))
    expected = [[harmless(text_of(cell)) for cell in row] for row in rows]
    assert found[0] == [column.name for column in COLUMNS]
    assert found[1 : 1 + len(rows)] == expected
    assert found[1 + len(rows)] == []
    assert all(line[0] == "#" for line in found[2 + len(rows) :])


@quick
@given(st.lists(ROWS, max_size=4))
def test_json_gives_back_every_value(tmp_path: Path, rows: list[Row]) -> None:
    found = json.loads(written(tmp_path / "a.json", rows, Format.JSON).read_text(encoding="utf-8"))
    for given_, row in zip(found["tables"]["rows"], rows, strict=True):
        assert (given_["id"], given_["amount"], given_["count"], given_["flag"]) == row[:4]
        assert (given_["on"] or "", given_["at"] or "") == (text_of(row[4]), text_of(row[5]))
        assert (tuple(given_["names"]), tuple(given_["goals"])) == row[6:]
    assert found["about"] == dict(SHEET.lines())


@quick
@given(st.lists(ROWS, max_size=4))
def test_parquet_gives_back_every_value_with_its_type(tmp_path: Path, rows: list[Row]) -> None:
    found = pq.read_table(written(tmp_path / "a.parquet", rows, Format.PARQUET))
    assert [tuple(tuple(v) if isinstance(v, list) else v for v in row.values()) for row in found.to_pylist()] == rows
    assert json.loads(pq.read_metadata(tmp_path / "a.parquet").metadata[b"concert"]) == dict(SHEET.lines())


def test_a_workbook_gives_back_what_a_worksheet_holds_and_nothing_in_it_is_live(tmp_path: Path) -> None:
    rows: list[Row] = [(text, 0.5, 7, True, date(2026, 1, 2), NOW, ("a", "b"), (3,)) for text in HOSTILE]
    path = written(tmp_path / "a.xlsx", rows, Format.XLSX)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    pages = [text for name, text in parts.items() if name.startswith("xl/worksheets/")]
    assert len(pages) == 2
    assert not any("<f>" in page or "<f " in page or "<hyperlink" in page for page in pages)
    shown = re.findall(r'<c r="A\d+" t="inlineStr"><is><t[^>]*>', pages[0])
    assert len(shown) == len(rows)  # each hostile text is a text
    assert all(fromstring(page) is not None for page in pages)


def test_a_cell_that_no_worksheet_holds_is_cut_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", [("🙂" * 20_000, *[None] * 7), ("x" * CHARACTERS, *[None] * 7)], Format.XLSX)
    with zipfile.ZipFile(path) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert page.count("[cut: the cell is longer than a worksheet holds]") == 1
    assert "x" * CHARACTERS in page


@given(TEXTS)
def test_no_cell_of_csv_begins_like_a_formula_unless_it_is_a_number(text: str) -> None:
    cell = harmless(text)
    live = cell.lstrip(" ").startswith(LIVE)
    assert not live or float(cell) <= 0 or cell.strip() == "-0"
    assert text in cell


def test_several_tables_lie_in_one_archive_with_the_sheet(tmp_path: Path) -> None:
    row: Row = ("a", None, None, None, None, None, (), ())
    write(tmp_path / "all.csv", Format.CSV, [table([row], "one"), table([], "two")], lambda: SHEET, one=False)
    with zipfile.ZipFile(tmp_path / "all.csv") as archive:
        assert archive.namelist() == ["one.csv", "two.csv", "about this file.txt"]
        assert "withheld rows: 3" in archive.read("about this file.txt").decode()


@pytest.mark.parametrize("format", [Format.CSV, Format.JSON, Format.PARQUET, Format.XLSX])
def test_a_file_that_fails_half_way_leaves_the_one_before(tmp_path: Path, format: Format) -> None:
    path = tmp_path / f"a.{format}"
    path.write_text("the one before")

    def rows() -> Iterator[Row]:
        yield ("a", None, None, None, None, None, (), ())
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        written(path, rows(), format)
    assert path.read_text() == "the one before"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_the_format_is_told_by_the_end_of_the_name() -> None:
    assert format_of(Path("a.b.XLSX")) is Format.XLSX
    assert format_of(Path("a.xml")) is Format.IATI
    with pytest.raises(UnknownFormatError, match=r"a\.pdf tells no format; name one"):
        format_of(Path("a.pdf"))


def test_rows_are_taken_one_by_one(tmp_path: Path) -> None:
    def rows() -> Iterator[Row]:
        for number in range(25_000):
            yield (str(number), 1.0, number, None, None, None, (), ())

    written(tmp_path / "a.csv", rows(), Format.CSV)
    assert len(read_csv(tmp_path / "a.csv")) == 1 + 25_000 + 1 + len(SHEET.lines())
