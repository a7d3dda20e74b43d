"""Cells of a who-does-what-where table, counted by hand."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.overlaps.cells import count_cells, plain
from tests.realdata import shared_data

ROWS = [
    {"organisation": "A", "country": "MLI", "activity": "food"},
    {"organisation": "A", "country": "MLI", "activity": "food"},
    {"organisation": "A", "country": "MLI", "activity": "water"},
    {"organisation": "B", "country": "MLI", "activity": "food "},
    {"organisation": "B", "country": "KEN", "activity": "food"},
    {"organisation": "b", "country": "KEN", "activity": "Food"},
    {"organisation": "", "country": "KEN", "activity": "food"},
]


def test_cells_are_counted_after_blanks_are_trimmed() -> None:
    found = count_cells(ROWS, ["country", "activity"], "organisation")
    assert found.cells == 4  # MLI food, MLI water, KEN food, KEN Food
    assert found.shared_cells == 1
    assert found.organisations == {"A": 2, "B": 2, "b": 1}
    (pair,) = found.pairs
    assert (pair.left, pair.right, pair.shared) == ("A", "B", 1)
    assert pair.jaccard == pytest.approx(1 / (2 + 2 - 1))
    assert found.left_out == 1


def test_case_can_be_folded_and_the_most_frequent_spelling_is_shown() -> None:
    found = count_cells(ROWS, ["country", "activity"], "organisation", fold_case=True)
    assert found.cells == 3
    assert found.organisations == {"A": 2, "B": 2}


@pytest.mark.parametrize("text", ["Save  the Children", "Save\u00a0the Children ", "\tSave the\nChildren"])
def test_blanks_of_every_kind_are_one(text: str) -> None:
    assert plain(text) == "Save the Children"


names = st.sampled_from(["A", "B", "C", "D"])
tables = st.lists(st.fixed_dictionaries({"who": names, "what": st.sampled_from("xyz"), "where": st.sampled_from("12")}))


@given(tables)
def test_the_counts_are_those_of_plain_sets(rows: list[dict[str, str]]) -> None:
    found = count_cells(rows, ["what", "where"], "who")
    cells = {name: {(r["what"], r["where"]) for r in rows if r["who"] == name} for name in {r["who"] for r in rows}}
    assert found.organisations == {name: len(cells[name]) for name in sorted(cells)}
    expected = {
        (a, b): (len(cells[a] & cells[b]), len(cells[a] & cells[b]) / len(cells[a] | cells[b]))
        for a, b in combinations(sorted(cells), 2)
        if cells[a] & cells[b]
    }
    assert {(pair.left, pair.right): (pair.shared, pytest.approx(pair.jaccard)) for pair in found.pairs} == expected


def test_the_cyclone_pam_table_is_counted_like_an_independent_count() -> None:
    rows = json.loads(shared_data("three_w", "cyclone_pam_3w.json").read_text(encoding="utf-8"))
    found = count_cells(rows, ["activity", "adm2_code"], "organisation")
    triples = {(plain(r["organisation"]), plain(r["activity"]), plain(r["adm2_code"])) for r in rows}
    triples = {triple for triple in triples if triple[0]}
    assert found.cells == len({triple[1:] for triple in triples})
    assert sum(found.organisations.values()) == len(triples)
