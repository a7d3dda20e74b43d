"""What a click means."""

from __future__ import annotations

import pytest

from dashboard.choices import clicked_point, clicked_row, kept_choice

IDS = ["a", "b"]


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ({"selection": {"rows": [1]}}, "b"),
        ({"selection": {"rows": []}}, None),
        ({"selection": {"rows": [7]}}, None),
        ({"selection": {"rows": ["x"]}}, None),
        ({}, None),
        (None, None),
    ],
)
def test_a_row_is_the_id_at_its_place(event: dict[str, object] | None, found: str | None) -> None:
    assert clicked_row(event, IDS) == found


@pytest.mark.parametrize(("data", "found"), [("a", "a"), (["b", 1], "b"), ("z", None), (None, None)])
def test_a_point_is_the_id_that_it_carries(data: object, found: str | None) -> None:
    assert clicked_point({"selection": {"points": [{"customdata": data}]}}, IDS) == found


def test_what_was_chosen_stays_while_it_is_there() -> None:
    assert (kept_choice("b", IDS), kept_choice("z", IDS), kept_choice("b", [])) == ("b", "a", "")
