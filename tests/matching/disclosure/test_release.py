"""What is published of unnamed records: nothing hidden can be got by subtraction, and nothing is lost in the count."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from matching.disclosure import LEAST, Cell, Published, Sharing, band, publish, reason_of, sharing
from matching.disclosure.release import BANDS
from matching.records import Disclosure, Visibility

cells = st.lists(st.builds(Cell, st.sampled_from("abcdefgh"), st.sampled_from("UVWXYZ")), max_size=60)


def by_key(records: list[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = defaultdict(list)
    for record in records:
        found[record.key].append(record)
    return found


def test_a_count_of_two_entities_goes_into_the_rest_with_the_smallest_safe_one() -> None:
    records = [Cell("a", owner) for owner in "UVWX"] + [Cell("b", owner) for owner in "UVW"] + [Cell("c", "U")] * 2
    assert publish(records) == Published({"a": 4}, rest=3 + 2)
    assert publish(records[:7]) == Published({"a": 4, "b": 3})
    assert publish([Cell("c", "U"), Cell("d", "V")]) == Published({}, withheld=2)
    assert publish([]) == Published({})


@given(cells)
def test_every_record_is_counted_once_or_withheld(records: list[Cell]) -> None:
    found = publish(records)
    assert found.total + found.withheld == len(records)


@given(cells)
def test_each_count_and_the_rest_stand_on_three_entities_or_more(records: list[Cell]) -> None:
    found, whole = publish(records), by_key(records)
    for key, count in found.counts.items():
        assert len({each.owner for each in whole[key]}) >= LEAST
        assert count == len(whole[key])
    rest = [each for each in records if each.key not in found.counts]
    assert (len({each.owner for each in rest}) >= LEAST) is (found.rest > 0)


@given(cells, st.sampled_from("UVWXYZ"))
def test_an_entity_that_subtracts_its_own_records_still_sees_two_others_together(records: list[Cell], own: str) -> None:
    found, whole = publish(records), by_key(records)
    groups = [whole[key] for key in found.counts]
    if found.rest:
        groups.append([each for each in records if each.key not in found.counts])
    for group in groups:
        assert len({each.owner for each in group} - {own}) >= LEAST - 1


@given(cells)
def test_no_hidden_count_can_be_narrowed_by_linear_programming(records: list[Cell]) -> None:
    """Take as unknown every count that is not published, per key; the attacker knows all that is, and the total."""
    found, whole = publish(records), by_key(records)
    hidden = sorted(key for key in whole if key not in found.counts)
    if not found.rest or len(hidden) < 2:
        return
    for n in range(len(hidden)):
        cost = np.zeros(len(hidden))
        cost[n] = 1.0
        bounds = [(0, None)] * len(hidden)
        sums = {"A_eq": np.ones((1, len(hidden))), "b_eq": [found.total - sum(found.counts.values())], "bounds": bounds}
        low, high = linprog(cost, **sums).fun, -linprog(-cost, **sums).fun
        assert high - low >= LEAST


def test_one_entity_alone_is_never_a_count() -> None:
    with pytest.raises(ValueError, match="at least 2, got 1"):
        publish([], least=1)


@given(st.floats(0, 1e12))
def test_an_amount_lies_in_its_band(amount: float) -> None:
    low, high = band(amount)
    assert low <= amount
    assert high is None or amount < high
    assert low in BANDS


@pytest.mark.parametrize(
    ("amount", "edges"),
    [
        (0, (0, 10_000)),
        (9_999.99, (0, 10_000)),
        (10_000, (10_000, 100_000)),
        (99_999, (10_000, 100_000)),
        (1_000_000, (1_000_000, 10_000_000)),
        (100_000_000, (100_000_000, None)),
    ],
)
def test_a_band_holds_its_lower_end_and_not_its_upper(amount: float, edges: tuple[int, int | None]) -> None:
    assert band(amount) == edges


def test_no_amount_lies_below_nothing() -> None:
    with pytest.raises(ValueError, match="not below 0, got -1"):
        band(-1)


def test_an_owners_own_words_are_told_to_nobody() -> None:
    assert reason_of("embargo") == "embargo"
    assert reason_of("because Secret Ltd asked us") == reason_of("") == "another reason"


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
