"""What a newcomer may know of others' screenings, and how much is done twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matching.integrity import duplicates, figures, known_before
from matching.integrity.screenings import needless
from matching.records import Disclosure, Ruling, Screening, Visibility
from tests.matching.builders import HERE
from tests.matching.integrity.cases import TODAY


def screening(id: str, entity: str, asked: int, took: int | None = 10, **more: object) -> Screening:
    """Return a screening of firm p that was asked for so many days ago."""
    day = TODAY - timedelta(days=asked)
    done = None if took is None else day + timedelta(days=took)
    made = Screening(id, entity, "p", day, HERE, Disclosure(entity, Visibility.NAMED), done)
    return replace(made, **more)  # type: ignore[arg-type]  # fields of the record


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def test_a_newcomer_is_told_how_many_have_looked_who_if_named_and_the_latest() -> None:
    found = known_before(
        "p",
        [
            screening("1", "A", 100, shared=True),
            screening("2", "A", 50),
            screening("3", "B", 40, disclosure=Disclosure("B", Visibility.TYPE)),
            screening("4", "C", 30, disclosure=Disclosure("C", Visibility.HIDDEN)),  # leaves no trace
            screening("5", "D", 20, took=None),  # not done
            screening("6", "E", 20, took=21),  # done tomorrow
            screening("7", "F", 90, partner="another"),
            screening("8", "US", 15),
        ],
        "US",
        TODAY,
    )
    assert (found.count, found.named, found.reports) == (2, ("A",), ("A",))
    assert found.latest == day(40 - 10)
    assert found.own is not None
    assert found.own.id == "8"


def test_of_its_own_screenings_an_entity_has_the_latest_that_still_counts() -> None:
    earlier, later = screening("1", "US", 60), screening("2", "US", 40)
    over = screening("3", "US", 30, until=day(1))
    found = known_before("p", [over, later, earlier], "US", TODAY)
    assert (found.own, found.count, found.latest) == (later, 0, None)
    assert known_before("p", [over], "US", TODAY).own is None


def test_a_screening_is_a_double_of_the_latest_of_another_entity_that_counted_when_it_was_asked_for() -> None:
    first, second, third = screening("1", "A", 100), screening("2", "B", 80), screening("3", "C", 60)
    own = screening("4", "C", 50)  # of C, whose own earlier one is no other entity's
    assert duplicates([own, third, second, first]) == ((second, first), (third, second), (own, second))
    not_yet = screening("5", "D", 91)  # the first was done 90 days ago
    assert duplicates([first, not_yet]) == ()
    assert duplicates([first, replace(second, partner="another")]) == ()


def test_a_double_is_needless_where_both_entities_rule_the_same() -> None:
    of_three = [screening("1", "A", 100), screening("2", "B", 80), screening("3", "C", 60)]
    rulings = {"A": Ruling.ELIGIBLE, "B": Ruling.ELIGIBLE, "C": Ruling.EXCLUDED}
    assert needless(of_three, lambda entity, _: rulings[entity], TODAY) == 1  # B after A
    assert needless(of_three, lambda *_: Ruling.ELIGIBLE, day(80)) == 1
    assert needless(of_three, lambda *_: Ruling.ELIGIBLE, day(81)) == 0


def test_figures_count_shares_of_all_and_days_of_those_that_are_done() -> None:
    days = [screening(str(took), f"E{took}", 400, took=took) for took in (13, 14, 28, 29)]
    found = figures([*days, screening("open", "A", 9, took=None, consulted=("B",))])
    assert (found.total, found.done, found.in_band) == (5, 4, 2)  # two to four weeks, both ends included
    assert found.median_days == (14 + 28) / 2
    assert found.consulted_share == 1 / 5
    assert found.duplicate_share == 1 / 5  # the open one came when others' counted
    empty = figures([])
    assert (empty.duplicate_share, empty.consulted_share, empty.median_days) == (0, 0, None)


@pytest.mark.parametrize(("ago", "counts"), [(0, True), (1, False)])
def test_a_screening_counts_to_the_end_of_its_last_day(ago: int, counts: bool) -> None:
    own = screening("1", "US", 60, until=day(ago))
    assert (known_before("p", [own], "US", TODAY).own is not None) is counts
