"""Papers of a country: other people's words stay words, scripts have their letters, a slow line can carry them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from dashboard.coalitions import brief
from dashboard.downloads import DataSheet
from dashboard.network import pdf, plan_page
from dashboard.words import catalogue_path, language, speak
from matching.records import NetworkPlan, PlanRow, PlanStep
from tests.matching.test_network_plan import PLAN

MADE = datetime(2026, 11, 28, tzinfo=UTC)
TODAY = date(2026, 11, 28)
HTML = "<script>alert(1)</script><img src=http://example.org/x onerror=y>"
TYPST = '#read("paper.typ") #image("/etc/passwd") $x^2$ *bold* _it_ `raw` <label> @ref \\ [c] // gone #panic("x")'
SHEET = DataSheet("plan", "q", "v", MADE, True, {})
# Titles as people may type them, in the four scripts of the six languages.
SPOKEN = ("Cold chain", "Холодовая цепь", "سلسلة التبريد", "疫苗冷链")


def with_words(*words: str) -> NetworkPlan:
    rows = tuple(PlanRow(f"n{place}", word, 1.0, (word,), (word,), (word,)) for place, word in enumerate(words))
    steps = tuple(PlanStep(word, word, TODAY, f"n{place}") for place, word in enumerate(words))
    return replace(PLAN, title=words[0], rows=rows, steps=steps, notes="\n".join(words))


def printed(plan: NetworkPlan) -> bytes:
    return pdf.page(plan.title, "", plan_page.sections(plan, TODAY), "footer", synthetic=True, made=MADE)


def written(plan: NetworkPlan) -> str:
    return brief.page(plan.title, "", plan_page.sections(plan, TODAY), "footer", synthetic=True)


def letters(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


def test_words_that_look_like_typst_are_printed_as_they_are_and_nothing_is_read() -> None:
    said = "".join(letters(printed(with_words(TYPST))).split())
    for piece in ('#read("paper.typ")', "*bold*", "`raw`", "<label>", "@ref", "//gone", "$x^2$"):
        assert "".join(piece.split()) in said, piece
    assert "root:" not in said


def test_words_that_look_like_html_are_written_as_they_are_and_nothing_is_loaded() -> None:
    made = written(with_words(HTML))
    assert "<script" not in made
    assert "<img" not in made
    assert re.findall(r"<[^>]+\s(?:src|href|on\w+)=", made) == []
    assert "default-src 'none'" in made


def test_words_that_turn_the_direction_of_others_lose_that_power() -> None:
    assert "\u202e" not in letters(printed(with_words("safe\u202eexe.txt")))


def test_a_page_for_a_slow_line_stays_under_300_kib_for_a_hundred_priorities() -> None:
    many = tuple(
        PlanRow(f"n{place}", f"{SPOKEN[place % 4]} " * 8, 1.0, ("p1", "p2", "p3"), ("UNICEF", "WFP"), (SPOKEN[2],) * 3)
        for place in range(100)
    )
    steps = tuple(PlanStep(f"{SPOKEN[1]} {place}", "UNICEF", TODAY, f"n{place}") for place in range(100))
    made = written(replace(PLAN, rows=many, steps=steps))
    assert len(made.encode()) < 300 * 1024


def test_a_script_without_a_font_is_named_and_one_with_a_font_is_not() -> None:
    assert pdf.lacking("".join(SPOKEN), frozenset({"Noto Sans"})) == ("arabic", "han")
    assert pdf.lacking("".join(SPOKEN), frozenset({"Noto Sans", "Amiri", "Noto Sans CJK SC"})) == ()
    assert pdf.lacking("Latin only", frozenset()) == ()


def test_a_machine_without_fonts_still_prints_and_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "fonts_here", lambda: frozenset({"Libertinus Serif"}))
    said = " ".join(letters(printed(with_words(*SPOKEN))).split())
    assert "no font for these scripts" in said
    assert "Arabic, Chinese" in said


def test_every_script_is_printed_with_letters_of_its_own() -> None:
    if pdf.lacking("".join(SPOKEN)):
        pytest.skip("this machine has no fonts for Arabic or Chinese: apt-get install fonts-noto-core fonts-noto-cjk")
    made = printed(with_words(*SPOKEN))
    said = letters(made)
    assert "疫苗冷链" in said
    assert "Холодовая цепь" in said
    names = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(BytesIO(made)).pages
        for font in page["/Resources"]["/Font"].get_object().values()
    }
    assert any("Arabic" in name or "Naskh" in name or "Kufi" in name for name in names), names


def test_the_same_words_at_the_same_instant_are_the_same_bytes() -> None:
    assert printed(PLAN) == printed(PLAN)


def test_in_arabic_the_page_and_the_paper_run_from_right_to_left(tmp_path: Path) -> None:
    place = catalogue_path("ar", tmp_path)
    place.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    place.write_text(f'{head}msgid "Gaps to close"\nmsgstr "الفجوات"\n', encoding="utf-8")
    assert language("ar", tmp_path).right_to_left
    try:
        speak("ar", tmp_path)
        made, paper = written(with_words(*SPOKEN)), printed(with_words(*SPOKEN))
    finally:
        speak("en")
    assert '<html lang="ar" dir="rtl">' in made
    assert "<h2>الفجوات</h2>" in made
    assert str(PdfReader(BytesIO(paper)).root_object["/Lang"]) == "ar"
    edges = starts(paper)
    assert max(edges) > 300  # headings begin at the right margin of a page 595 points wide


def starts(paper: bytes) -> list[float]:
    """Return where pieces of text on the first page begin, in points from the left."""
    found: list[float] = []
    page = PdfReader(BytesIO(paper)).pages[0]

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            found.append(cm[4] + tm[4])

    page.extract_text(visitor_text=note)
    return found


def test_no_cell_of_the_workbook_is_run_as_a_formula() -> None:
    evil = '=HYPERLINK("http://example.org","x")'
    book = plan_page.workbook(with_words(evil, "+1", "@x"), SHEET)
    with ZipFile(BytesIO(book)) as parts:
        pages = "".join(parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name)
        names = parts.namelist()
    assert "<f>" not in pages
    assert not [name for name in names if "externalLinks" in name or "hyperlink" in name.lower()]


def test_the_matrix_has_a_cross_for_each_partner_and_entity_of_a_priority() -> None:
    head, *rows = plan_page.matrix_table(PLAN)
    assert head == ["Priority", "UNICEF", "FAO", "IFAD", "UNOPS", "well", "farm"]
    assert rows[1] == ["Seeds", "", "x", "x", "", "", "x"]
