"""The code lists are complete and agree with the records and with each other."""

from collections import Counter
from itertools import pairwise

from data.codes import (
    duration_bounds,
    read_durations,
    read_engagement_types,
    read_finance_instruments,
    read_goals,
    read_kinds,
    read_resources,
    read_sector_keywords,
    read_sectors,
    read_size_classes,
    read_targets,
)
from matching.records import Kind, Resource, SizeClass


def test_the_goals_are_seventeen_each_named_in_six_languages() -> None:
    assert [goal.number for goal in read_goals()] == list(range(1, 18))
    assert all(all(goal.names.values()) and len(goal.names) == 6 for goal in read_goals())


def test_the_targets_are_169_spread_over_the_goals_as_adopted() -> None:
    counts = Counter(target.goal for target in read_targets())
    expected = [7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19]
    assert [counts[goal] for goal in range(1, 18)] == expected
    assert sum(expected) == 169


def test_the_short_name_of_a_target_has_at_most_eight_words_and_is_unlike_the_others() -> None:
    names = [target.name for target in read_targets()]
    assert max(len(name.split()) for name in names) <= 8
    assert len(set(names)) == 169


def test_every_kind_resource_and_size_class_of_the_records_has_its_row() -> None:
    assert set(read_kinds()) == set(Kind)
    assert set(read_resources()) == set(Resource)
    assert set(read_size_classes()) == set(SizeClass)


def test_size_classes_and_durations_add_up_to_all_partnerships() -> None:
    assert sum(share.percent for share in read_size_classes().values()) == 52 + 27 + 21 == 100
    assert sum(share.percent for share in read_durations()) == 4 + 16 + 33 + 26 + 14 + 7 == 100


def test_the_bins_of_duration_follow_each_other_without_gap() -> None:
    bounds = [duration_bounds()[share.id] for share in read_durations()]
    assert bounds[0][0] == 0
    assert all(before[1] == after[0] for before, after in pairwise(bounds))
    assert bounds[-1][1] is None


def test_the_base_of_annex_a_is_marked_as_an_inference() -> None:
    assert all(share.base == 31 and "inferred" in share.note for share in read_kinds().values())


def test_both_reports_have_their_types() -> None:
    assert [code.id for code in read_engagement_types(2011)] == ["core_business", "social_investment", "advocacy"]
    assert len(read_engagement_types(2017)) == 5
    assert len(read_engagement_types()) == 8


def test_sectors_are_the_sections_a_to_u_with_words_that_point_to_them() -> None:
    assert "".join(code.id for code in read_sectors()) == "ABCDEFGHIJKLMNOPQRSTU"
    assert all(len(words) >= 4 for words in read_sector_keywords().values())


def test_every_code_is_labelled_in_english_and_chinese_and_says_where_it_comes_from() -> None:
    codes = [*read_engagement_types(), *read_finance_instruments(), *read_sectors(), *read_resources().values()]
    assert all(code.labels["en"] and code.labels["zh"] and code.source for code in codes)
