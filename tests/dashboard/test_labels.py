"""What the largest value is called: alone, or together with all that read the same."""

from __future__ import annotations

from dashboard.labels import leaders
from dashboard.words import percent


def test_one_leader_stands_alone() -> None:
    assert leaders([("FAO", 7), ("WFP", 6)]) == "FAO (7)"


def test_a_tie_names_all_of_it() -> None:
    assert leaders([("FAO", 6), ("UNDP", 7), ("WFP", 7)]) == "UNDP and WFP (7 each)"


def test_a_long_tie_names_two_and_counts_the_rest() -> None:
    assert leaders([(name, 1) for name in ("FAO", "ILO", "UNDP", "WFP")]) == "FAO, ILO and 2 more (1 each)"


def test_values_that_read_the_same_are_a_tie_although_they_differ() -> None:
    assert leaders([("FAO", 0.401), ("WFP", 0.404), ("ILO", 0.39)], percent) == "FAO and WFP (40% each)"
