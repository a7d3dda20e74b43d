"""The cells of one row read into values by field; what is wrong is noted under the header that the file uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from data.cells import RowCells, read_amount
from data.facts import read_table, split
from data.imports.folding import folded
from data.problems import Problem
from data.rows import CsvRow

# Day first, as the UN writes; a month in words or the year first leaves no doubt.
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d-%b-%Y", "%d %B %Y", "%d-%b-%y")
_MONEY = re.compile(r"^[^\d-]{0,8}([\d][\d.,\s']*)\s*(?:[A-Z]{3}|[$€£¥])?$")
_SPLIT = re.compile(r"[;\n|]|,(?!\d)")
_GOAL = re.compile(r"\b(1[0-7]|[1-9])(?=$|[^\d])(?:\.\w+)?")
_SHORT = 200


class Fields(RowCells):
    """The cells of one row by field; `headers` gives for each field the header of the file."""

    def __init__(self, row: CsvRow, file: str, problems: list[Problem], headers: Mapping[str, str]) -> None:
        super().__init__(row, file, problems)
        self._headers = headers
        self._found = problems

    def wrong(self, column: str, value: str, allowed: str) -> None:
        """Note that a value is not allowed, under the header that the file uses."""
        self._found.append(Problem(self.row.number, self._headers.get(column, column), value[:_SHORT], allowed))

    def text(self, field: str) -> str:
        """Return the text of a field, its blanks collapsed."""
        return " ".join(self.row[field].replace("\u00a0", " ").split())

    def name(self, field: str, longest: int = 400) -> str:
        """Return a name; one that is too long to be one is noted."""
        found = self.text(field)
        if len(found) > longest:
            self.wrong(field, found, f"a name of at most {longest} characters")
        return found[:longest]

    def several(self, field: str) -> list[str]:
        """Return the parts of a field that are separated by semicolons or lines, each once."""
        return list(
            dict.fromkeys(filter(None, (" ".join(part.split()) for part in re.split(r"[;\n|]", self.row[field]))))
        )

    def places(self, field: str) -> list[str]:
        """Return the countries of a field (ISO 3166 alpha-3), separated by semicolons, lines or commas."""
        cell = self.row[field]
        whole = read_country(cell)
        if whole:
            return [whole]
        found: dict[str, None] = {}
        for part in filter(None, (" ".join(piece.split()) for piece in _SPLIT.split(cell))):
            code = read_country(part)
            if code:
                found[code] = None
            elif folded(part) not in _everywhere():
                self.wrong(field, part, "an ISO 3166 code or a country name in one of the six languages")
        return list(found)

    def goals(self, field: str = "sdgs") -> list[int]:
        """Return the Goals of a field: 3, SDG 3, 3.b or "Goal 3: ..." each name Goal 3."""
        found: dict[int, None] = {}
        for part in filter(None, (piece.strip() for piece in re.split(r"[;\n|,]", self.row[field]))):
            number = _GOAL.search(part)
            if number:
                found[int(number[1])] = None
            elif any(letter.isdigit() for letter in part):
                self.wrong(field, part, "a Goal from 1 to 17, or a target such as 3.b")
        return sorted(found)

    def when(self, field: str, ends: bool = False) -> str | None:
        """Return a day as 2026-11-30; a year alone is its first day, or its last for what ends."""
        cell = self.text(field).replace("T", " ").split(" 00:00")[0].rstrip("Z")
        if not cell:
            return None
        if re.fullmatch(r"(19|20)\d\d", cell):
            return f"{cell}-12-31" if ends else f"{cell}-01-01"
        for pattern in _DAYS:
            try:
                found = datetime.strptime(cell, pattern).date()
            except ValueError:
                continue
            if 1900 <= found.year <= 2200:
                return found.isoformat()
        self.wrong(field, cell, "a day as 2026-11-30 or 30/11/2026, or a year")
        return None

    def period(self, start: str = "starts", end: str = "ends") -> dict[str, str]:
        """Return the stated ends of a period."""
        first, last = self.when(start), self.when(end, ends=True)
        if first and last and date.fromisoformat(last) < date.fromisoformat(first):
            self.wrong(end, self.row[end], f"a day from {first} on")
            return {}
        return {name: day for name, day in (("starts", first), ("ends", last)) if day}

    def money(self, field: str) -> float | None:
        """Return an amount from 0, whatever marks its thousands and decimals."""
        cell = self.text(field)
        if not cell or cell in {"-", "–"}:
            return None
        found = _MONEY.match(cell)
        value = read_amount(found[1]) if found else None
        if value is None:
            self.wrong(field, cell, "an amount from 0, such as 1,250,000.50")
        return value

    def choice(self, field: str, words: str = "") -> str:
        """Return the code that the words of a field stand for, "" for none; words that say nothing are noted."""
        cell = folded(self.row[field])
        if not cell:
            return ""
        known = words_for(words or field)
        code = known.get(cell) or next((known[word] for word in known if len(word) > 4 and word in cell), None)
        if code is None:
            self.wrong(field, self.text(field), f"one of {', '.join(sorted(set(known.values())))}, or words for it")
            return ""
        return code

    def yes(self, field: str) -> bool | None:
        """Return whether a field says yes or no, in several languages; None for silence."""
        cell = folded(self.row[field])
        if not cell:
            return None
        code = words_for("flag").get(cell)
        if code is None:
            self.wrong(field, self.text(field), "yes or no")
        return code == "yes" if code else None


def words_for(field: str) -> Mapping[str, str]:
    """Return what words of files stand for which code of a field."""
    return _words().get(field, {})


@cache
def _words() -> dict[str, dict[str, str]]:
    known: dict[str, dict[str, str]] = {}
    for row in read_table("import_words"):
        known.setdefault(row["field"], {}).update({folded(word): row["code"] for word in split(row["words"])})
        known[row["field"]][folded(row["code"])] = row["code"]
    return known


@cache
def _everywhere() -> frozenset[str]:
    return frozenset(words_for("everywhere"))


@cache
def read_country(text: str) -> str:
    """Return the alpha-3 code of a country, "" when nothing fits."""
    from data.countries import find_country  # noqa: PLC0415

    found = find_country(text) if text.strip() else None
    return found.iso3 if found else ""
