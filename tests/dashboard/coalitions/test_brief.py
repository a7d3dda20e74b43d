"""The printable brief is one static page: other people's words stay words."""

from __future__ import annotations

import re

from dashboard.coalitions.brief import Section, page
from dashboard.words import speak

EVIL = '<script>alert(1)</script> & "quotes" javascript:x <img src=http://example.org/a.png onerror=x>'


def made(synthetic: bool = False) -> str:
    section = Section(EVIL, (EVIL,), (EVIL, "B"), ((EVIL, "2"),))
    return page(EVIL, EVIL, [section], EVIL, synthetic=synthetic)


def test_no_word_of_others_becomes_markup() -> None:
    tags = " ".join(sorted(set(re.findall(r"</?([a-z0-9]+)", made()))))
    assert tags == "body h1 h2 head html meta p style table tbody td th thead title tr"
    assert re.findall(r"<[^>]+\s(?:src|href|on\w+)=", made()) == []


def test_the_page_may_load_nothing_and_says_what_is_invented() -> None:
    assert "default-src 'none'" in made()
    assert "SYNTHETIC DATA" in made(synthetic=True)
    assert "SYNTHETIC DATA" not in made()


def test_the_page_speaks_the_language_of_the_viewer() -> None:
    speak("zh")
    try:
        assert '<html lang="zh" dir="ltr">' in made()
    finally:
        speak("en")
