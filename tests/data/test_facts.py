"""The shipped tables are found by name and say where their facts come from."""

import pytest

from data.facts import FOLDER, UnknownTableError, read_table, split


def test_an_unknown_table_is_refused_with_the_names_of_those_that_exist() -> None:
    with pytest.raises(UnknownTableError, match=r"'planets'; there are .*countries"):
        read_table("planets")


def test_a_name_cannot_leave_the_folder() -> None:
    with pytest.raises(UnknownTableError):
        read_table("../__init__")


@pytest.mark.parametrize("table", sorted(path.stem for path in FOLDER.glob("*.csv")))
def test_every_table_has_rows_and_every_row_its_source(table: str) -> None:
    rows = read_table(table)
    assert rows
    assert all(row["source"] for row in rows)


def test_a_cell_is_split_without_empty_parts() -> None:
    assert split(" a; b;;") == ("a", "b")
