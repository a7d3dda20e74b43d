"""What a text asks for is told from what it tells around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.asks import Label, asked, labels, offered
from matching.asks.emphasis import AROUND, BEHIND
from matching.reading import Reading

AROUND_IT = (
    "Floods struck the two river provinces last spring and washed away bridges, barns, herds and the only paved road."
)
ASKS = [
    "We are looking for a company that can repair water pumps.",
    "Nous recherchons une entreprise capable de réparer des pompes à eau.",
    "Buscamos una empresa que pueda reparar bombas de agua.",
    "Мы ищем компанию, которая умеет ремонтировать насосы.",
    "نبحث عن شركة قادرة على إصلاح مضخات المياه في القرى.",
    "我们正在寻找能够维修水泵的企业。",
]


@pytest.mark.parametrize("ask", ASKS)
def test_a_sentence_that_looks_for_somebody_asks_in_each_language(ask: str) -> None:
    assert labels([ask]) == (Label.ASK,)


def test_in_a_long_text_the_ask_counts_in_full_and_what_surrounds_it_little() -> None:
    text = [AROUND_IT] * 4 + [
        f"{ASKS[0][:-1]} in the north.",
        "The pumps stand in villages far from any workshop.",
        AROUND_IT,
    ]
    assert asked(text) == (AROUND,) * 4 + (1.0, BEHIND, AROUND)


def test_a_short_text_is_an_ask_as_a_whole() -> None:
    assert asked(["Dear colleagues, pumps in Mali?", "Thank you."]) == (1.0, 1.0)


def test_rules_and_courtesy_count_nothing_beside_an_ask() -> None:
    rules = "All parties observe zero tolerance of sexual exploitation."
    assert asked([AROUND_IT] * 4 + [ASKS[0], rules])[-1] == 0


def test_who_founded_a_company_and_where_it_sits_counts_nothing_unless_it_says_nothing_else() -> None:
    history = "The company was founded in 1979 and is headquartered in Pune."
    assert offered(["It manufactures diesel pumps.", history]) == (1.0, 0.0)
    assert offered([history]) == (1.0,)


@given(st.lists(st.text(max_size=80), max_size=8))
def test_every_sentence_gets_one_weight_between_nothing_and_one(pieces: list[str]) -> None:
    for weights in (asked(pieces), offered(pieces)):
        assert len(weights) == len(pieces)
        assert all(0 <= weight <= 1 for weight in weights)


def test_numbers_units_and_names_of_places_do_not_speak_for_a_need() -> None:
    [told] = Reading.of([["Repair of 40 pumps in villages around Bamako, 300 km of pipes, for Bamako."]]).told
    assert "40" not in told
    assert "km" not in told
    assert told["pump"] == 1
    assert told["bamako"] == 2 * 0.25
