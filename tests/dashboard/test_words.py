"""Catalogues are complete and agree with the code; numbers and days follow the locale."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from acts.reference import read_countries, read_figures, read_goals
from dashboard import words
from dashboard.coordination import form
from dashboard.integrity import feedback
from dashboard.words import (
    PREPARED,
    SOURCE,
    catalogue_path,
    language,
    languages,
    n_,
    number,
    percent,
    read_catalogue,
    speak,
)
from dashboard.words.__main__ import DASHBOARD, messages
from data.local.standbys import read_emergencies

COMPLETE = [code for code in languages() if code != SOURCE]


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    speak(SOURCE)


def catalogue(code: str) -> Catalog:
    return read_catalogue(code)


def constants(folder: Path) -> Iterator[str]:
    """Yield every text that stands in the code of a folder."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def forms(value: str | list[str] | tuple[str, ...]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def test_chinese_is_complete() -> None:
    assert "zh" in COMPLETE


@pytest.mark.parametrize("code", COMPLETE)
def test_every_message_in_the_code_is_in_the_catalogue(code: str) -> None:
    translated = {str(entry.id) for entry in catalogue(code) if entry.id and all(forms(entry.string))}
    missing = [str(entry.id) for entry in messages() if entry.id and str(entry.id) not in translated]
    assert missing == []


def test_what_a_page_says_of_refusals_is_what_the_acts_and_rules_say_word_for_word() -> None:
    below = [node for folder in ("acts", "data", "matching") for node in constants(DASHBOARD.parent / folder)]
    assert [each for each in (*form.REFUSALS, *feedback.REFUSALS) if each not in below] == []


@pytest.mark.parametrize("code", languages())
def test_what_tables_of_facts_say_on_the_screen_they_say_in_every_language(code: str) -> None:
    said = {f"{each.id}: statement": each.statements for each in read_figures()}
    said |= {f"{each.id}: note": each.base_notes for each in read_figures() if each.base_notes[SOURCE]}
    said |= {f"{each.id}: name": each.names for each in read_emergencies()}
    said |= {f"{each.id}: {ask.resource}": ask.what for each in read_emergencies() for ask in each.asks}
    said |= {f"Goal {each.number}": each.names for each in read_goals()}
    said |= {each.iso3: each.names for each in read_countries()}
    assert [name for name, words in said.items() if not words.get(code)] == []


@pytest.mark.parametrize("code", COMPLETE)
def test_no_message_of_the_catalogue_has_left_the_code(code: str) -> None:
    used = {str(entry.id) for entry in messages() if entry.id}
    assert [str(entry.id) for entry in catalogue(code) if entry.id and str(entry.id) not in used] == []


@pytest.mark.parametrize("code", COMPLETE)
def test_translations_keep_every_placeholder(code: str) -> None:
    named = re.compile(r"\{(\w+)\}")
    for entry in catalogue(code):
        if entry.id:
            wanted = set(named.findall(forms(entry.id)[-1]))
            for translated in filter(None, forms(entry.string)):  # what is missing, another test names
                assert set(named.findall(translated)) == wanted, entry.id


def test_no_message_hides_in_an_f_string_where_the_catalogues_cannot_see_it() -> None:
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in DASHBOARD.rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "n_"}
        and any(isinstance(argument, ast.Constant) for argument in call.args)
    ]
    assert hidden == []


@pytest.mark.parametrize("code", [code for code in PREPARED if code not in languages()])
def test_another_language_needs_only_a_catalogue(code: str, tmp_path: Path) -> None:
    path = catalogue_path(code, tmp_path)
    path.parent.mkdir(parents=True)
    made = Catalog(locale=code)
    made.add("Score", string="*")
    with path.open("wb") as file:
        write_po(file, made)
    assert languages(tmp_path) == tuple(each for each in PREPARED if each in {SOURCE, code})
    spoken = language(code, tmp_path)
    assert spoken.catalogue.gettext("Score") == "*"
    assert spoken.catalogue.gettext("Rank") == "Rank"
    assert spoken.right_to_left == (code == "ar")


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="no interface language 'tlh'; there are en"):
        language("tlh")


def test_counted_messages_take_the_form_of_the_number() -> None:
    assert n_("{n} need can be judged", "{n} needs can be judged", 1) == "1 need can be judged"
    assert n_("{n} need can be judged", "{n} needs can be judged", 1234) == "1,234 needs can be judged"
    speak("zh")
    assert n_("{n} need can be judged", "{n} needs can be judged", 1234) == "可评判的需求共1,234项"


def test_some_are_never_told_as_none_nor_most_as_all() -> None:
    assert [percent(share) for share in (0.0, 0.004, 0.006, 0.994, 0.996, 1.0)] == [
        *("0%", "under 1%", "1%", "99%", "over 99%", "100%")
    ]
    assert [percent(share, 1) for share in (0.0004, 0.0006, 0.9994, 0.9996)] == [
        *("under 0.1%", "0.1%", "99.9%", "over 99.9%")
    ]


def test_a_table_that_writes_its_numbers_itself_rounds_as_the_sentences_do() -> None:
    # A browser writes 0.525 as 0.53, and 0.5246 is 0.525 to three decimals.
    for value in (0.525, 0.5246, 0.535, 1 / 3, 0.0):
        assert f"{words.rounded(value, 2):.2f}" == number(value, 2)


def test_numbers_and_days_are_written_as_the_locale_writes_them() -> None:
    assert (number(1234.5, 1), percent(0.256), percent(0.256, 1)) == ("1,234.5", "26%", "25.6%")
    assert words.moment(datetime(2026, 11, 22, 9, 5, tzinfo=UTC)).startswith("22 Nov 2026")
    speak("zh")
    assert words.day(date(2026, 11, 22)) == "2026年11月22日"
    assert words.series(["甲", "乙", "丙"]) == "甲、乙和丙"
    speak("ar")
    assert words.day(date(2026, 11, 22)) == "22/11/2026"
