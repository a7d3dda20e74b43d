"""Rows of a stranger's CSV file."""

from pathlib import Path

import pytest

from data.problems import Problem, ProblemsError
from data.rows import read_rows


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_rows_carry_the_number_they_have_in_the_file(tmp_path: Path) -> None:
    rows = read_rows(written(tmp_path, "id,text\na,one\n\nb,two\n"), required=("id",))
    assert [(row.number, row["id"]) for row in rows] == [(2, "a"), (4, "b")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_read_off_the_header(tmp_path: Path, delimiter: str) -> None:
    rows = read_rows(written(tmp_path, f"id{delimiter}text\na{delimiter}one\n"), required=("id", "text"))
    assert rows[0].values == {"id": "a", "text": "one"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_understood(tmp_path: Path, encoding: str) -> None:
    rows = read_rows(written(tmp_path, "id,text\nа,冷链 مياه\n".encode(encoding)), required=("id",))
    assert rows[0]["text"] == "冷链 مياه"


def test_another_encoding_is_told_by_its_letters(tmp_path: Path) -> None:
    rows = read_rows(written(tmp_path, "id;text\na;Écoles et puits d’eau potable\n".encode("cp1252")), required=("id",))
    assert rows[0]["text"] == "Écoles et puits d’eau potable"


def test_headers_stand_below_a_title_are_named_otherwise_and_tags_are_no_row(tmp_path: Path) -> None:
    table = "Operational presence,,\nCountry,Sector,Organization\n#country,#sector,#org\nKenya,WASH,UNICEF\n"
    rows = read_rows(written(tmp_path, table), required=("country", "organisation"))
    assert [(row.number, row["organisation"], row["sector"]) for row in rows] == [(4, "UNICEF", "WASH")]


def test_every_missing_column_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        read_rows(written(tmp_path, "name\nx\n"), required=("id", "text"))
    assert [problem.column for problem in caught.value.problems] == ["id", "text"]
    assert "the file has: name" in str(caught.value)


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="at least one row"):
        read_rows(written(tmp_path, "id,text\n"), required=("id",))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="the file has: nothing"):
        read_rows(written(tmp_path, ""), required=("id",))


def test_a_spreadsheet_in_disguise_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="a spreadsheet or archive"):
        read_rows(written(tmp_path, b"PK\x03\x04\x00\x00rest"), required=("id",))


def test_a_quote_left_open_is_told_instead_of_swallowing_the_rest(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="well-formed CSV line"):
        read_rows(written(tmp_path, 'id,text\na,"one\nb,two\n'), required=("id",))


def test_a_megabyte_in_one_cell_is_read(tmp_path: Path) -> None:
    rows = read_rows(written(tmp_path, f"id,text\na,{'x' * 1_000_000}\n"), required=("id",))
    assert len(rows[0]["text"]) == 1_000_000


def test_long_lists_of_problems_are_cut_with_their_count() -> None:
    error = ProblemsError("f.csv", [Problem(row, "id", "", "an id") for row in range(2, 32)])
    assert str(error).startswith("f.csv: 30 problems\n")
    assert str(error).endswith("and 10 more")
