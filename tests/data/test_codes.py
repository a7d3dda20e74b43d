"""The code lists are complete and agree with the records and with each other."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from data.facts import read_table, split
from data.figures import read_size_classes
from data.goals import read_goals
from matching.records import Kind, Resource, SizeClass


def test_the_goals_are_seventeen_each_named_in_six_languages() -> None:
    assert [goal.number for goal in read_goals()] == list(range(1, 18))
    assert all(all(goal.names.values()) and len(goal.names) == 6 for goal in read_goals())


def test_the_targets_are_169_spread_over_the_goals_as_adopted() -> None:
    counts = Counter(int(row["goal"]) for row in read_table("targets"))
    expected = [7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19]
    assert [counts[goal] for goal in range(1, 18)] == expected
    assert sum(expected) == 169


def test_the_short_name_of_a_target_has_at_most_eight_words_and_is_unlike_the_others() -> None:
    names = [row["name_en"] for row in read_table("targets")]
    assert max(len(name.split()) for name in names) <= 8
    assert len(set(names)) == 169


@pytest.mark.parametrize(("table", "codes"), [("kinds", Kind), ("resources", Resource), ("size_classes", SizeClass)])
def test_every_code_of_the_records_has_its_row(table: str, codes: type[Kind | Resource | SizeClass]) -> None:
    assert {row["id"] for row in read_table(table)} == set(codes)


def test_size_classes_and_durations_add_up_to_all_partnerships() -> None:
    assert sum(share.percent for share in read_size_classes().values()) == 52 + 27 + 21 == 100
    assert sum(float(row["share"]) for row in read_table("durations")) == 4 + 16 + 33 + 26 + 14 + 7 == 100


def test_the_bins_of_duration_follow_each_other_without_gap() -> None:
    bounds = [(row["months_from"], row["months_to"]) for row in read_table("durations")]
    assert (bounds[0][0], bounds[-1][1]) == ("0", "")
    assert all(before[1] == after[0] for before, after in pairwise(bounds))


def test_the_base_of_annex_a_is_marked_as_an_inference() -> None:
    rows = read_table("kinds")
    assert all(row["base"] == "31" and "inferred" in (row.get("base_note") or row.get("note") or "") for row in rows)


def test_both_reports_have_their_types() -> None:
    types = [(row["report"], row["id"]) for row in read_table("engagement_types")]
    assert [name for year, name in types if year == "2011"] == ["core_business", "social_investment", "advocacy"]
    assert (len([name for year, name in types if year == "2017"]), len(types)) == (5, 8)


def test_sectors_are_the_sections_a_to_u_with_words_that_point_to_them() -> None:
    assert "".join(row["section"] for row in read_table("sectors")) == "ABCDEFGHIJKLMNOPQRSTU"
    assert all(len(split(row["keywords"])) >= 4 for row in read_table("sectors"))


@pytest.mark.parametrize("table", ["engagement_types", "finance_instruments", "sectors", "resources"])
def test_every_code_is_labelled_in_english_and_chinese_and_says_where_it_comes_from(table: str) -> None:
    assert all(row["label_en"] and row["label_zh"] and row["source"] for row in read_table(table))
