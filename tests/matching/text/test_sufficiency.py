"""Too thin to judge, and which two facts would help."""

import pytest
from hypothesis import given

from matching.text import TextFact, enough
from matching.text.sufficiency import NEED_TERMS
from tests.matching.builders import texts


@pytest.mark.parametrize(
    "text", ["", "n/a", "Best company", "We are the leading global company.", "我们是优质公司", "لا"]
)
def test_what_everybody_says_of_himself_is_too_thin(text: str) -> None:
    verdict = enough(text)
    assert not verdict
    assert verdict.ask[0] is TextFact.OFFER


@pytest.mark.parametrize(
    "text",
    [
        "We provide solar water pumps to farmers",
        "Nous fournissons des pompes solaires aux agriculteurs",
        "我们为农民提供太阳能水泵",
        "نوفر المضخات الشمسية للمزارعين في مالي",
        "Мы поставляем солнечные насосы фермерам",
    ],
)
def test_one_real_sentence_is_enough_in_any_language(text: str) -> None:
    assert enough(text)


def test_known_facts_are_not_asked_for() -> None:
    assert enough("Pumps in Mali").ask == (TextFact.BENEFICIARY, TextFact.AMOUNT)
    assert enough("water pumps", has_place=True).ask == (TextFact.BENEFICIARY, TextFact.AMOUNT)
    assert enough("pumps for 20 schools").ask == (TextFact.PLACE, TextFact.SINCE)


def test_a_question_may_be_as_short_as_two_words() -> None:
    assert enough("solar pumps", NEED_TERMS)
    assert not enough("solar", NEED_TERMS)


@given(texts())
def test_a_thin_text_is_asked_for_two_different_facts_and_a_full_one_for_none(text: str) -> None:
    verdict = enough(text)
    assert len(set(verdict.ask)) == (0 if verdict else 2)
