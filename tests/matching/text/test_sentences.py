"""Sentences are exact pieces of the text, in every script."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.text import CHARACTERS, sentences
from matching.text.sentences import LONGEST, MOST


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We build pumps. They last.", ["We build pumps.", "They last."]),
        ("Nous réparons. Écrivez-nous !", ["Nous réparons.", "Écrivez-nous !"]),
        ("Мы чиним насосы. Они работают!", ["Мы чиним насосы.", "Они работают!"]),
        ("نصلح المضخات. هل تريد واحدة؟ نعم", ["نصلح المضخات.", "هل تريد واحدة؟", "نعم"]),
        ("我们修水泵。我们在马里！你要吗？", ["我们修水泵。", "我们在马里！", "你要吗？"]),
        ("हम पंप बनाते हैं। वे चलते हैं।", ["हम पंप बनाते हैं।", "वे चलते हैं।"]),
        ("Φτιάχνουμε αντλίες. Αντέχουν.", ["Φτιάχνουμε αντλίες.", "Αντέχουν."]),
    ],
)
def test_each_script_ends_its_sentences_in_its_own_way(text: str, expected: list[str]) -> None:
    assert [piece.text for piece in sentences(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Acme Inc. of the U.S. sells 1.5 million pumps, e.g. in Mali, for approx. 3 dollars",
        "J. Smith and Dr. Jones lead the team",
        "Бюджет 5 млн. руб. за год",
    ],
)
def test_a_full_stop_behind_an_abbreviation_ends_nothing(text: str) -> None:
    assert [piece.text for piece in sentences(text)] == [text]


def test_bullets_and_blank_lines_end_a_sentence_and_a_wrapped_line_does_not() -> None:
    text = "We offer:\n- pumps\n- wells\n\nWe have worked for a long\ntime in Mali"
    found = [piece.text for piece in sentences(text)]
    assert found == ["We offer:", "pumps", "wells", "We have worked for a long\ntime in Mali"]


def test_a_text_without_letters_has_no_sentence() -> None:
    assert sentences("") == sentences("123. 456! — ...") == ()


@given(st.text(st.sampled_from("aB é。.!?؟ \n-,;مж水1\u200b"), max_size=300))
def test_every_sentence_is_cut_out_of_the_text_in_order(text: str) -> None:
    found = sentences(text)
    assert all(piece.text == text[piece.start : piece.end] for piece in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text(st.sampled_from("abc ,;"), min_size=LONGEST, max_size=3 * LONGEST))
def test_no_letter_is_lost_in_a_sentence_that_is_too_long(text: str) -> None:
    found = sentences(text)
    assert max((len(piece.text) for piece in found), default=0) <= LONGEST
    letters = [character for piece in found for character in piece.text if character.isalpha()]
    assert letters == [character for character in text if character.isalpha()]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (f"{'a' * 200}; {'b' * 150}, {'c' * 100}", [f"{'a' * 200};", f"{'b' * 150}, {'c' * 100}"]),
        (f"{'a' * 140}; {'b' * 60}; {'c' * 250}", [f"{'a' * 140}; {'b' * 60};", "c" * 250]),
        (f"{'a' * 200} {'b' * 50}, {'c' * 100} {'d' * 100}", [f"{'a' * 200} {'b' * 50},", f"{'c' * 100} {'d' * 100}"]),
        ("word " * 100, [("word " * 80).strip(), ("word " * 20).strip()]),
        ("a" * 500, ["a" * 400, "a" * 100]),
        (f"{'a' * 130}; {'b' * 368}", [f"{'a' * 130}; {'b' * (400 - 132)}", "b" * 100]),  # the first third is too short
    ],
)
def test_what_is_too_long_is_cut_at_the_last_semicolon_else_comma_else_blank(text: str, cut: list[str]) -> None:
    assert [piece.text for piece in sentences(text)] == cut


def test_a_megabyte_is_read_up_to_its_limits() -> None:
    found = sentences("Clean water for all. " * 50_000)
    assert len(found) == MOST
    assert found[-1].end <= CHARACTERS
