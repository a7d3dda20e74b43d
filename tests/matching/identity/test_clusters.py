"""Groups of records that follow from what people said: laws over all orders of saying it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.identity import Clusters
from matching.records import Judgement, NameAnswer

IDS = "abcdef"
Said = list[tuple[str, NameAnswer]]
SAID = st.lists(st.tuples(st.permutations(IDS), st.sampled_from(NameAnswer)), max_size=12)
SAME, DIFFERENT, UNSURE = NameAnswer.SAME, NameAnswer.DIFFERENT, NameAnswer.UNSURE


def log(*said: tuple[str, NameAnswer]) -> list[Judgement]:
    at = datetime(2026, 11, 28, tzinfo=UTC)
    return [Judgement(number, pair[0], pair[1], answer, at) for number, (pair, answer) in enumerate(said, start=1)]


def joined(clusters: Clusters) -> set[tuple[str, str]]:
    return {pair for pair in combinations(IDS, 2) if clusters.survivor(pair[0]) == clusters.survivor(pair[1])}


def test_the_first_id_survives_and_every_member_finds_it() -> None:
    found = Clusters.of(log(("cb", SAME), ("ba", SAME)))
    assert {name: found.survivor(name) for name in "abcd"} == {"a": "a", "b": "a", "c": "a", "d": "d"}
    assert found.members("b") == ("a", "b", "c")


def test_a_contradiction_joins_nothing_and_waits_for_a_person() -> None:
    found = Clusters.of(log(("ab", SAME), ("bc", SAME), ("ac", DIFFERENT)))
    assert joined(found) == {("a", "b")}
    assert [(each.left, each.right) for each in found.waiting] == [("b", "c")]


def test_the_last_word_on_a_pair_holds_and_unsure_takes_it_back() -> None:
    assert joined(Clusters.of(log(("ab", DIFFERENT), ("ba", SAME)))) == {("a", "b")}
    assert joined(Clusters.of(log(("ab", SAME), ("ab", UNSURE)))) == set()


@given(SAID, st.permutations(IDS))
def test_one_more_different_never_joins_more(said: Said, pair: str) -> None:
    assert joined(Clusters.of(log(*said, (pair, DIFFERENT)))) <= joined(Clusters.of(log(*said)))


@given(SAID)
def test_no_two_that_somebody_called_different_are_joined(said: Said) -> None:
    found = Clusters.of(log(*said))
    assert all(found.said(*pair) is not DIFFERENT for pair in joined(found))


@given(SAID, SAID)
def test_what_is_undone_leaves_no_trace(before: Said, then: Said) -> None:
    entries = log(*before, *then)
    undone = [replace(each, undone=99) if each.number > len(before) else each for each in entries]
    assert joined(Clusters.of(undone)) == joined(Clusters.of(log(*before)))


@given(SAID)
def test_groups_do_not_depend_on_which_side_was_named_first(said: Said) -> None:
    turned = [("".join((pair[1], pair[0])), answer) for pair, answer in said]
    assert joined(Clusters.of(log(*turned))) == joined(Clusters.of(log(*said)))


def test_a_pair_needs_two() -> None:
    with pytest.raises(ValueError, match="two ids"):
        Clusters.of(log(("aa", SAME)))
