"""Which lines below the headers are rows: explanations, numbering, totals and notes are told apart and counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from data.imports.fields import words_for
from data.imports.folding import folded
from data.imports.headers import is_tag_row, parse_tag, tag_of

_FIRST = 4  # lines below the headers that may explain them
_NUMBERING = re.compile(r"\(?(\d{1,3}|[a-z])\)?[.)]?", re.IGNORECASE)
_LONG = 120  # letters of a cell that is a sentence rather than a name
_MARKS = ("*", "†", "‡", "©", "※", "(*)", "(1)")


class Sifter:
    """Tells lines of one table apart, in their order."""

    def __init__(self, columns: Mapping[str, int], headers: Sequence[str], needed: Sequence[Sequence[str]]) -> None:
        self._places, self._headers = tuple(columns.values()), headers
        self._needed = [[columns[field] for field in group if field in columns] for group in needed]
        known = [place for place in columns.values() if place < len(headers)]
        self._bases = {
            place: tag.base for place in known if (tag := parse_tag(headers[place]) or tag_of(headers[place]))
        }
        self._plain = {place: headers[place].strip().casefold() for place in known}
        self._leads = frozenset(self._plain.values())
        # Where these are filled, and something else is, a line is a row unless its first words say otherwise.
        self._surely = [group[0] for group in self._needed if len(group) == 1]
        self._surely = self._surely if len(self._surely) == len(self._needed) else [len(headers)]
        self._lines = 0

    def why_not(self, cells: Sequence[str]) -> str:
        """Return why a line is no row, "" where it is one."""
        self._lines += 1
        lead = next(cell for cell in cells if cell and not cell.isspace()).strip()
        told = {place: cell for place in self._places if place < len(cells) and (cell := cells[place].strip())}
        plain = len(told) > 1 and not lead.startswith(("#", *_MARKS)) and all(map(told.get, self._surely))
        if plain and self._lines > _FIRST and lead.casefold() not in self._leads and not _total().search(folded(lead)):
            return ""
        return self._why_not(cells, [cell.strip() for cell in cells if cell.strip()], told)

    def _why_not(self, cells: Sequence[str], filled: Sequence[str], told: Mapping[int, str]) -> str:
        if filled[0].startswith("#") and is_tag_row(cells):
            return "line of HXL tags"
        if self._lines <= _FIRST and (why := self._explains(filled, told)):
            return why
        if self._repeats(told):
            return "line that repeats the headers"
        if _total().search(folded(filled[0])) and all(_is_count(cell) for cell in told.values() if cell != filled[0]):
            return "total or subtotal"
        complete = all(any(told.get(place) for place in group) for group in self._needed)
        if (not complete or len(told) == 1) and (len(filled) == 1 or not told or _is_note(filled[0])):
            wordy = len(self._needed) > 1 or _is_note(filled[0]) or len(filled[0]) > _LONG
            if wordy or not told:
                return (
                    "note beside the table" if not all(map(_is_figure, filled)) else "figures without a row of theirs"
                )
        return ""

    def _explains(self, filled: Sequence[str], told: Mapping[int, str]) -> str:
        numbers = [found[1] for cell in filled if (found := _NUMBERING.fullmatch(cell))]
        if len(numbers) == len(filled) >= 2 and _follow(numbers):
            return "line that numbers the columns"
        if 5 * sum(map(_is_instruction, filled)) >= 3 * len(filled):
            return "line that explains the columns"
        if len(told) >= 2 and 5 * self._alike(told) >= 4 * len(told):
            return "line that repeats the headers"
        if len(filled) > 1 and not told and not all(map(_is_figure, filled)):
            return "second line of headers"
        return ""

    def _repeats(self, told: Mapping[int, str]) -> bool:
        again = sum(cell.casefold() == self._plain.get(place) for place, cell in told.items())
        return again >= 2 and 2 * again > len(told)

    def _alike(self, told: Mapping[int, str]) -> int:
        """Return how many cells say in other words, or another language, what their header says."""
        return sum(
            len(cell) < 40 and (tag := tag_of(cell)) is not None and tag.base == self._bases.get(place)
            for place, cell in told.items()
        )


def _follow(numbers: Sequence[str]) -> bool:
    """Return whether numbers or letters count up by one."""
    values = [int(each) if each.isdecimal() else ord(each.lower()) for each in numbers]
    return all(right == left + 1 for left, right in pairwise(values))


def _is_figure(cell: str) -> bool:
    return bool(cell) and not any(map(str.isalpha, cell))


def _is_count(cell: str) -> bool:
    """Return whether a cell counts something: 400, or 4 organisations."""
    return _is_figure(cell) or re.match(r"\d[\d., ]* \D+$", cell) is not None


def _is_instruction(cell: str) -> bool:
    plain = folded(cell)
    return plain in words_for("instruction") or any(
        plain == start or plain.startswith(f"{start} ") for start in words_for("instruction_start")
    )


@cache
def _total() -> re.Pattern[str]:
    words = "|".join(map(re.escape, words_for("total")))
    return re.compile(rf"^(?:{words})(?: |$)| (?:{words})$")


def _is_note(cell: str) -> bool:
    """Return whether a cell begins as notes below a table do: "Source: ...", "Last updated 3 May", "* planned"."""
    if cell.startswith(_MARKS):
        return True
    plain = folded(cell)
    for word in _notes():
        if plain == word or (plain.startswith(f"{word} ") and (" " in word or _parted(cell, word))):
            return True
    return any(cell.startswith(word) for word in ("注", "备注", "来源", "资料来源", "更新"))


def _parted(cell: str, word: str) -> bool:
    rest = cell[len(word) :].lstrip()
    return rest[:1] in {":", "：", "-", "–", "="} or rest[:1].isdigit()


@cache
def _notes() -> tuple[str, ...]:
    return tuple(words_for("note"))
