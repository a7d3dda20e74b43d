"""The language is told by script and small words."""

import pytest

from matching.text import Language, language, one_script
from matching.text.language import script

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修理水泵 Acme Wate", "han"),  # four characters say as much as ten letters
        ("修理水泵 Acme Water L", "latin"),
        ("насос pump", "cyrillic"),
        ("мост Mosts", "latin"),
        ("مضخة ab", "arabic"),
        ("2026: 12 %", ""),
    ],
)
def test_the_script_is_the_one_that_says_most(text: str, expected: str) -> None:
    assert script(text) == expected


def test_as_many_small_words_of_two_languages_tell_neither() -> None:
    assert language("the pumps and les pompes et") is Language.UNKNOWN
    assert language("the pumps and the pompes et") is Language.ENGLISH
    assert language("the pumps") is Language.UNKNOWN  # one may be a name


def test_words_are_comparable_within_a_language_and_with_undecided_latin_text() -> None:
    assert one_script(Language.FRENCH, Language.FRENCH)
    assert one_script(Language.UNKNOWN, Language.SPANISH)
    assert not one_script(Language.ENGLISH, Language.FRENCH)
    assert not one_script(Language.UNKNOWN, Language.CHINESE)
