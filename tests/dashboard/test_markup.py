"""Other people's words never act as markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.markup import marked, plain
from dashboard.words import speak
from matching.records import Mark

APART = str.maketrans("", "", "\u2068\u2069")
UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]()#+\-.!|<>~:$&]")


@given(st.text())
def test_no_punctuation_is_left_that_markdown_would_read(text: str) -> None:
    assert not UNESCAPED.search(plain(text))


@given(st.text())
def test_nothing_is_lost_but_line_ends_and_repeated_blanks(text: str) -> None:
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain(text)).replace("\u2060", "").translate(APART)
    assert shown == " ".join(text.split()).replace("\u2060", "").translate(APART)


@pytest.mark.parametrize(
    "text", [":tada:", ":material/home:", "a -> b", "<script>alert(1)</script>", "![x](http://e.com/p)"]
)
def test_symbols_arrows_tags_and_images_stay_letters(text: str) -> None:
    shown = plain(text)
    assert ":tada" not in shown
    assert ":material/home:" not in shown
    assert "\\-\\>" not in shown
    assert "<script>" not in shown
    assert "![" not in shown


def test_marked_places_stand_out_and_the_rest_is_plain() -> None:
    assert marked("cold chain, [now]", [Mark(0, 4)]) == ":blue-background[**cold**] chain\\, \\[now\\]"


def test_marks_that_overlap_or_lie_outside_do_no_harm() -> None:
    said = marked("cold chain", [Mark(0, 4), Mark(2, 6), Mark(8, 99), Mark(50, 60)])
    assert re.sub(r":blue-background\[\*\*(.*?)\*\*\]", r"\1", said) == "cold chain"


@given(st.text(min_size=1, max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_any_mark_leaves_the_words_as_they_are(text: str, start: int, end: int) -> None:
    said = marked(text, [Mark(start, end)])
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", said).replace("\u2060", "")
    for piece in (":blue-background[**", "**]"):
        shown = shown.replace(piece, "", 1) if text[start:end].strip() else shown
    assert "".join(shown.split()).translate(APART) == "".join(text.replace("\u2060", "").split()).translate(APART)


@pytest.mark.parametrize(
    ("language", "text", "apart"),
    [
        ("ar", "Shiranohaku Holdings K.K.", True),
        ("ar", "شركة النور", False),
        ("ar", "UNICEF: مفاتحة واحدة", False),  # a sentence of the page, whatever it begins with
        ("ar", "2017 (3)", False),
        ("en", "شركة النور", True),
        ("en", "Shiranohaku Holdings K.K.", False),
    ],
)
def test_what_runs_against_the_page_is_set_apart_as_a_whole(language: str, text: str, apart: bool) -> None:
    speak(language)
    try:
        for said in (plain(text), marked(text, [Mark(0, 4)])):
            assert (said[0] == "\u2068", said[-1] == "\u2069") == (apart, apart)
            assert said.count("\u2068") == apart  # once, and not around each place that is marked
    finally:
        speak("en")
