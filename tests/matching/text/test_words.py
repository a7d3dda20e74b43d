"""Search terms: folded and stemmed alike on both sides, with the place that they were read from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.text import tokens, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The farmers were pumping", "A farmer pumps"),
        ("Nous formons des agriculteurs", "Nous formons un agriculteur"),
        ("los agricultores del Perú y sus bombas", "el agricultor del Peru y su bomba"),
        ("насосы для фермеров", "насос для фермера"),
        ("المضخات الشمسية", "مضخات شمسية"),
        ("ومضخات", "مضخات"),  # "and" written together with the word
        ("يدها", "يد"),  # her hand: two letters stay
        ("Žilina", "Zilina"),
        ("ＰＵＭＰ", "pump"),
        ("всё счётчик", "счетчик"),
    ],
)
def test_forms_of_a_word_become_one_term(one: str, other: str) -> None:
    assert tokens(one) == tokens(other) != []


def test_chinese_becomes_pairs_of_characters_and_a_lone_one_stays() -> None:
    assert tokens("水泵维修") == ["水泵", "泵维", "维修"]
    assert tokens("水 pump") == ["水", "pump"]


def test_letters_with_a_mark_of_their_own_keep_it_in_cyrillic() -> None:
    assert tokens("йод") == ["йод"]


def test_small_words_are_left_out_with_and_without_their_accents() -> None:
    assert tokens("Ils sont où il était, là où c'est l'eau") == tokens("eau")
    assert tokens("the of and") == []


@given(st.text(st.sampled_from("aeé sz水泵مضжё1 .'-"), max_size=80))
def test_every_term_knows_its_place(text: str) -> None:
    found = words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)
    assert [word.term for word in found] == tokens(text)
