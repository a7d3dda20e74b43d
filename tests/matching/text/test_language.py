"""The language is told by script and small words."""

import pytest

from matching.text import Language, language, one_script

OFFERS = {
    Language.ENGLISH: "We repair the pumps of villages and train the people who use them.",
    Language.FRENCH: "Nous réparons les pompes des villages et formons ceux qui les utilisent.",
    Language.SPANISH: "Reparamos las bombas de los pueblos y formamos a quienes las utilizan.",
    Language.RUSSIAN: "Мы ремонтируем насосы и обучаем людей.",
    Language.ARABIC: "نصلح مضخات القرى وندرب من يستخدمونها.",
    Language.CHINESE: "我们为 Acme Water Ltd 修理村庄的水泵并培训使用者。",
}


@pytest.mark.parametrize("expected", list(OFFERS))
def test_a_sentence_tells_its_language(expected: Language) -> None:
    assert language(OFFERS[expected]) is expected


@pytest.mark.parametrize("text", ["", "1234", "solar pumps Mali", "Zusammenarbeit"])
def test_without_small_words_latin_letters_tell_no_language(text: str) -> None:
    assert language(text) is Language.UNKNOWN


def test_words_are_comparable_within_a_language_and_with_undecided_latin_text() -> None:
    assert one_script(Language.FRENCH, Language.FRENCH)
    assert one_script(Language.UNKNOWN, Language.SPANISH)
    assert not one_script(Language.ENGLISH, Language.FRENCH)
    assert not one_script(Language.UNKNOWN, Language.CHINESE)
