"""Which of several sources of a field holds, and that nothing of the others is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.provenance import PickRule, choices, choose
from matching.records import Provenance, RecordKind

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
OLD = Provenance(RecordKind.PARTNER, "p", "country", "KEN", "old.csv, row 2", "a@x.org", AT, date(2020, 1, 1), "b1", 2)
NEW = replace(OLD, value="TZA", source="new.csv, row 7", stated=date(2025, 1, 1), batch="b2", row=7)
PERSON = replace(OLD, value="UGA", source="entered by hand", stated=date(2019, 1, 1), batch="", row=None)


def test_what_a_person_entered_wins_over_files_however_new() -> None:
    found = choose([OLD, NEW, PERSON])
    assert (found.picked, found.rule) == (PERSON, PickRule.PERSON)
    assert found.others == (NEW, OLD)
    assert found.conflict


def test_among_files_the_newest_stated_day_wins_though_it_came_in_earlier() -> None:
    late = replace(OLD, at=AT + timedelta(days=5))
    found = choose([late, NEW])
    assert (found.picked, found.rule) == (NEW, PickRule.NEWEST)


def test_of_one_stated_day_the_file_that_came_in_last_wins() -> None:
    late = replace(OLD, value="TZA", at=AT + timedelta(days=5), batch="b9")
    assert (choose([OLD, late]).picked, choose([OLD, late]).rule) == (late, PickRule.LATEST)


def test_two_rows_of_one_file_are_decided_by_the_earlier_row_and_say_so() -> None:
    later = replace(OLD, value="TZA", row=9)
    assert (choose([later, OLD]).picked, choose([later, OLD]).rule) == (OLD, PickRule.ORDER)


def test_sources_that_agree_are_no_conflict() -> None:
    same = replace(NEW, value="KEN")
    found = choose([OLD, same])
    assert (found.rule, found.conflict) == (PickRule.AGREED, False)
    assert choose([OLD]).rule is PickRule.ONLY


def test_no_source_is_no_choice() -> None:
    with pytest.raises(ValueError, match="at least one source"):
        choose([])


def test_fields_are_decided_each_for_itself() -> None:
    name = replace(NEW, field="name", value="Acme")
    assert list(choices([OLD, NEW, name])) == ["country", "name"]


sources = st.builds(
    Provenance,
    kind=st.just(RecordKind.PARTNER),
    record=st.just("p"),
    field=st.just("country"),
    value=st.sampled_from(["KEN", "TZA"]),
    source=st.sampled_from(["a.csv", "b.csv"]),
    who=st.just("x"),
    at=st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 3)),
    stated=st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    batch=st.sampled_from(["", "b1", "b2"]),
    row=st.one_of(st.none(), st.integers(1, 3)),
)


@given(st.lists(sources, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_and_keeps_every_source(
    found: list[Provenance], chance: object
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] - Hypothesis types its random as object here
    assert choose(found).picked.value == choose(shuffled).picked.value
    assert sorted(map(str, (choose(found).picked, *choose(found).others))) == sorted(map(str, found))
