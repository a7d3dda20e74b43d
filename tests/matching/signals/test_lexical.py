"""Shared words."""

from math import log

import numpy as np
import pytest

from matching.reading import Reading
from matching.signals import Terms, lexical
from matching.signals.values import above

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
    [row] = index.questions([{"solar": 1, "pump": 1, "unheard": 1}]).toarray()
    assert row[index.places["pump"]] > row[index.places["solar"]] > 0
    assert row.sum() == pytest.approx(1)


def test_a_profile_covers_a_term_by_how_often_and_in_how_many_words_it_says_it() -> None:
    """Profiles of 2 and 4 words, 3 on average; BM25 as in Lucene without the rarity, k1 1.5 and b 0.75."""
    index = Terms.of([["solar", "pump"], ["solar", "lamp", "lamp", "roof"]])
    short, long = 1.5 * (0.25 + 0.75 * 2 / 3), 1.5 * (0.25 + 0.75 * 4 / 3)
    lamp, pump, solar = (index.places[term] for term in ("lamp", "pump", "solar"))
    weights = index.weights.toarray()
    assert weights[:, pump].tolist() == pytest.approx([1 / (1 + short), 0])
    assert weights[:, solar].tolist() == pytest.approx([1 / (1 + short), 1 / (1 + long)])
    assert weights[:, lamp].tolist() == pytest.approx([0, 2 / (2 + long)])


def test_a_term_tells_the_more_the_fewer_profiles_have_it() -> None:
    index = Terms.of([["solar", "pump"], ["solar", "lamp"], ["solar", "roof"]])
    assert index.rarity_of("pump") == pytest.approx(log(1 + (3 - 1 + 0.5) / (1 + 0.5)))
    assert index.rarity_of("solar") == pytest.approx(log(1 + (3 - 3 + 0.5) / (3 + 0.5)))
    assert index.rarity_of("unheard") == pytest.approx(log(1 + (3 + 0.5) / 0.5))


def test_a_need_that_repeats_a_word_means_it_half_more_and_never_thrice() -> None:
    index = Terms.of([["solar"], ["pump"]])
    once, twice, often = index.questions([{"solar": 1, "pump": 1}, {"solar": 2, "pump": 1}, {"solar": 99, "pump": 1}])
    ratios = [row[[index.places["solar"]]] / row[[index.places["pump"]]] for row in (once, twice, often)]
    assert [float(ratio.sum()) for ratio in ratios] == pytest.approx([1, 2 * 3 / (2 + 2), 99 * 3 / (2 + 99)])


def test_chance_is_what_as_many_words_drawn_at_random_would_cover() -> None:
    """Of the 6 words of the pool one is pump and two are lamp; each question is about one word alone."""
    index = Terms.of([["solar", "pump"], ["solar", "lamp", "lamp", "roof"]])
    short, long = 1 / (1 + 1.5 * (0.25 + 0.75 * 2 / 3)), 1 / (1 + 1.5 * (0.25 + 0.75 * 4 / 3))
    assert index.chance(index.questions([{"pump": 1}, {"lamp": 1}])) == pytest.approx(
        np.array(
            [
                [(1 - (5 / 6) ** 2) * short, (1 - (5 / 6) ** 4) * long],
                [(1 - (4 / 6) ** 2) * short, (1 - (4 / 6) ** 4) * long],
            ]
        )
    )


def test_where_all_texts_are_the_same_something_is_left_to_tell_by() -> None:
    assert above(np.array([1.0, 0.995, 0.5]), 1.0).tolist() == pytest.approx([1, 1 / 2, 0])
    assert above(np.array([0.2, 0.6, 1.0]), 0.2).tolist() == pytest.approx([0, 0.4 / 0.8, 1])


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
