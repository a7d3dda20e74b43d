"""Shared words."""

import numpy as np
import pytest

from matching.reading import Reading
from matching.signals import Terms, lexical

OFFERS = [
    ["Solar pumps for irrigation"],
    ["Solar lamps for schools"],
    ["The bank lends to the farmers and the bank insures them"],
    ["我们为农民提供太阳能水泵"],
]


def test_who_shares_more_telling_words_covers_more() -> None:
    values = lexical(Reading.of([["The farmers need solar pumps for their fields"]]), Reading.of(OFFERS))[0]
    assert values[0] > values[1] > 0
    assert 0 < values[2] < values[0]


def test_between_two_languages_words_are_unknown_even_if_a_name_is_shared() -> None:
    asked = Reading.of([["The farmers need solar pumps and they have no bank"], ["Acme 水泵"]])
    offered = Reading.of([*OFFERS, ["Acme is the name of the pump that we make"]])
    values = lexical(asked, offered)
    assert np.isnan(values[0]).tolist() == [False, False, False, True, False]
    assert np.isnan(values[1]).tolist() == [True, True, True, False, True]


def test_where_nobody_writes_in_the_language_of_the_need_names_are_compared() -> None:
    offered = Reading.of([["Acme is the name of the pump that we make"], ["The bank lends to the farmers"]])
    values = lexical(Reading.of([["Acme 水泵"]]), offered)
    assert values[0, 0] > values[0, 1] == 0


def test_a_profile_in_two_languages_is_compared_in_both() -> None:
    offered = Reading.of([["We make the pumps for the farmers", "我们为农民提供太阳能水泵"], ["我们为学校供电"]])
    values = lexical(Reading.of([["The farmers need the pumps"]]), offered)
    assert values[0, 0] > 0
    assert np.isnan(values[0, 1])


def test_the_weight_of_a_need_lies_on_its_rare_words() -> None:
    index = Terms.of([["solar", "pump"], ["solar", "lamp"], ["solar", "roof"]])
    [row] = index.questions([["solar", "pump", "unheard"]]).toarray()
    assert row[index.places["pump"]] > row[index.places["solar"]] > 0
    assert row.sum() == pytest.approx(1)


def test_the_same_profile_at_twice_the_length_of_the_others_gains_nothing_by_filling() -> None:
    filler = " ".join(f"word{number}" for number in range(60))
    brief, long = "solar pumps for irrigation", f"solar pumps for irrigation {filler}"
    values = lexical(Reading.of([["solar irrigation pumps"]]), Reading.of([[brief], [long], ["bank loans for women"]]))[
        0
    ]
    assert values[0] > values[1] > values[2] == 0


@pytest.mark.parametrize("offers", [[], [[""]], [["", ""], [""]]])
def test_a_pool_without_words_knows_nothing(offers: list[list[str]]) -> None:
    values = lexical(Reading.of([["solar pumps"]]), Reading.of(offers))
    assert values.shape == (1, len(offers))
    assert np.isnan(values).all()
