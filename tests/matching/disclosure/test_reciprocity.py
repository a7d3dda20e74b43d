"""Half of one's own records by name opens the others'."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from matching.disclosure import Sharing, sharing
from matching.records import Disclosure, Visibility

NOW = datetime(2026, 11, 4, tzinfo=UTC)


def test_who_has_nothing_yet_is_told_and_who_hides_most_is_not() -> None:
    assert Sharing(0, 0).reciprocates
    assert Sharing(1, 2).reciprocates
    assert not Sharing(1, 3).reciprocates
    assert Sharing(1, 3).missing == 1


def test_an_embargo_that_lapsed_counts_as_named() -> None:
    lapsed = Disclosure("WFP", Visibility.HIDDEN, "embargo", NOW)
    waiting = Disclosure("WFP", Visibility.HIDDEN, "embargo", NOW + timedelta(seconds=1))
    assert sharing([lapsed, waiting, waiting], NOW) == Sharing(1, 3)


@given(st.integers(0, 50), st.integers(0, 50))
def test_what_is_missing_is_just_enough(named: int, veiled: int) -> None:
    found = Sharing(named, named + veiled)
    assert Sharing(named + found.missing, found.all).reciprocates
    assert not found.missing or not Sharing(named + found.missing - 1, found.all).reciprocates
