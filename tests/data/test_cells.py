"""Amounts and days as people write them, read alike at every door."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

import pytest

from data.cells import RowCells
from data.imports.fields import Fields
from data.imports.found import Findings
from data.imports.iati.elements import money
from data.problems import Problem
from data.rows import CsvRow


def fields(problems: list[Problem], **cells: str) -> Fields:
    return Fields(CsvRow(2, cells), "a.csv", Findings(problems))


def in_a_table(text: str) -> float | None:
    return fields([], amount=text).money("amount")


def in_a_list_of_approaches(text: str) -> float | None:
    return RowCells(CsvRow(2, {"amount": text}), "a.csv", []).amount("amount")


def in_an_activity(text: str) -> float | None:
    budget = Element("budget")
    SubElement(budget, "value").text = text
    found = money(budget, "USD")
    return found[0] if found else None


@pytest.mark.parametrize("read", [in_a_table, in_a_list_of_approaches, in_an_activity])
@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12,5", 12 + 1 / 2),
        ("12.5", 12 + 1 / 2),
        ("1,250", 1_250),
        ("0,125", 1 / 8),  # no thousand begins with nothing
        ("1,250,000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("1,250.75", 1_250 + 3 / 4),
        ("1.250,75", 1_250 + 3 / 4),
        ("1 250 000", 1_250_000),
        ("01.02.2026", None),  # a day
        ("1,2,3", None),
        ("nan", None),
        ("1000000000000000", None),  # an identifier
    ],
)
def test_an_amount_is_read_by_its_marks_and_alike_at_every_door(
    read: Callable[[str], float | None], text: str, amount: float | None
) -> None:
    assert read(text) == amount


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("03/04/2026", "2026-04-03"),  # day first, as the UN writes
        ("03.04.2026", "2026-04-03"),
        ("03-04-2026", "2026-04-03"),
        ("2026/04/03", "2026-04-03"),
        ("3 Apr 2026", "2026-04-03"),
        ("2026-04-03T00:00:00Z", "2026-04-03"),
    ],
)
def test_a_day_stands_before_its_month(cell: str, day: str) -> None:
    assert fields([], starts=cell).when("starts") == day


def test_a_day_that_could_only_be_month_first_is_told_and_not_guessed() -> None:
    problems: list[Problem] = []
    assert fields(problems, starts="04/13/2026").when("starts") is None
    assert [(each.row, each.value) for each in problems] == [(2, "04/13/2026")]


def test_a_year_alone_is_the_whole_year() -> None:
    assert fields([], starts="2026", ends="2026").period() == {"starts": "2026-01-01", "ends": "2026-12-31"}


def test_a_period_may_last_a_day_but_not_end_before_it_starts() -> None:
    problems: list[Problem] = []
    one_day = fields(problems, starts="03/04/2026", ends="2026-04-03")
    assert one_day.period() == {"starts": "2026-04-03", "ends": "2026-04-03"}
    assert problems == []
    assert fields(problems, starts="03/04/2026", ends="2026-04-02").period() == {}
    assert [str(each) for each in problems] == ["row 2, column ends: '2026-04-02' - a day from 2026-04-03 on"]
