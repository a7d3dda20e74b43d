"""The cells of one row read into values by field; what is wrong is noted under the header that the file uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from data.cells import RowCells
from data.countries import find_area, find_country
from data.facts import read_table, split
from data.imports.amounts import Amount, read_money
from data.imports.days import Calendar, read_day
from data.imports.folding import folded
from data.imports.found import Findings
from data.problems import Problem
from data.rows import CsvRow

_SPLIT = re.compile(r"[;\n|,]")
_FURTHER = re.compile(r" (?:and|et|y|e|и|و) |[/&+、]")
_PARTS = re.compile(r"[;\n|]")
_GOAL = re.compile(r"\b(1[0-7]|[1-9])(?=$|[^\d])(?:\.\w+)?")
_SHORT = 200
_NOTHING = 30  # letters of the longest words that say nothing
# Words that turn what follows them into its opposite.
_NOT = frozenset(["not", "non", "no", "pas", "sin", "без", "не", "нет", "未", "不", "没", "غير", "لم", "ليس"])


@dataclass(frozen=True, slots=True)
class Columns:
    """How columns are to be read: the header of each field, the calendar of its days, the mark of its thousands.

    `home` is the country of all rows that name none.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    thousands: Mapping[str, str] = field(default_factory=dict)
    home: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """The countries of a cell (ISO 3166 alpha-3), regions and territories beside them; whether it says everywhere."""

    countries: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    everywhere: bool = False


class Fields(RowCells):
    """The cells of one row by field. Words that say nothing, such as N/A or TBC, are empty cells."""

    def __init__(
        self, row: CsvRow, file: str, findings: Findings, columns: Columns = Columns(), home: str = ""
    ) -> None:
        super().__init__(row, file, findings.problems)
        self._columns, self._findings = columns, findings
        self._before = len(findings.problems)
        self.home = home or columns.home

    @property
    def sound(self) -> bool:
        """Whether nothing wrong was found in the row so far."""
        return len(self._findings.problems) == self._before

    def wrong(self, column: str, value: str, allowed: str) -> None:
        """Note that a value is not allowed, under the header that the file uses."""
        named = self._columns.headers.get(column, column)
        self._findings.problems.append(Problem(self.row.number, named, value[:_SHORT], allowed))

    def leave(self, what: str) -> None:
        """Count something that is left out of this row."""
        self._findings.skip(what)

    def has(self, field: str) -> bool:
        """Return whether the table has a column for a field."""
        return field in self.row.values

    def text(self, field: str) -> str:
        """Return the text of a field, its blanks collapsed."""
        cell = self.row[field]
        if not cell:
            return ""
        found = " ".join(cell.split())
        return "" if len(found) <= _NOTHING and is_nothing(found) else found

    def name(self, field: str, longest: int = 400) -> str:
        """Return a name; one that is too long to be one is noted."""
        found = self.text(field)
        if len(found) > longest:
            self.wrong(field, found, f"a name of at most {longest} characters")
        return found[:longest]

    def several(self, field: str) -> list[str]:
        """Return the parts of a field that are separated by semicolons or lines, each once."""
        cell = self.row[field]
        if not cell:
            return []
        told = (" ".join(part.split()) for part in _PARTS.split(cell))
        return list(dict.fromkeys(part for part in told if part and not (len(part) <= _NOTHING and is_nothing(part))))

    def places(self, field: str) -> list[str]:
        """Return the countries of a field (ISO 3166 alpha-3); regions and territories beside them are counted."""
        found = self.where(field)
        for area in found.areas:
            self._findings.skip(f"{area}: a region or territory, no country")
        return list(found.countries)

    def where(self, field: str) -> Where:
        """Return where a field says that something is, its parts separated by semicolons, lines or commas."""
        cell = self.text(field)
        if not cell:
            return Where()
        if whole := read_country(cell):
            return Where((whole,))
        if area := find_area(cell):
            return Where(areas=(area,))
        countries: dict[str, None] = {}
        areas: dict[str, None] = {}
        everywhere = False
        pieces = [piece for piece in (" ".join(piece.split()) for piece in _SPLIT.split(cell)) if piece]
        for part in (each for piece in pieces for each in _taken_apart(piece)):
            if code := read_country(part):
                countries[code] = None
            elif area := find_area(part):
                areas[area] = None
            elif folded(part) in words_for("everywhere"):
                everywhere = True
            elif not is_nothing(part):
                self.wrong(field, part, "an ISO 3166 code or a country name in one of the six languages")
        return Where(tuple(countries), tuple(areas), everywhere)

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
        """Return a day as 2026-11-30; a month, quarter or year is its first day, or its last for what ends."""
        cell = self.text(field)
        if not cell or (ends and folded(cell) in words_for("open_end")):
            return None
        found = read_day(cell, self._columns.calendars.get(field, _USUAL), last=ends)
        if found is None:
            self.wrong(field, cell, "a day as 2026-11-30 or 30/11/2026, a month, a quarter or a year")
            return None
        return found.isoformat()

    def period(self, start: str = "starts", end: str = "ends") -> dict[str, str]:
        """Return the stated ends of a period."""
        first, last = self.when(start), self.when(end, ends=True)
        if first and last and date.fromisoformat(last) < date.fromisoformat(first):
            self.wrong(end, self.row[end], f"a day from {first} on")
            return {}
        return {name: day for name, day in (("starts", first), ("ends", last)) if day}

    def money(self, field: str) -> float | None:
        """Return an amount from 0, whatever marks its thousands and decimals."""
        found = self.amount_of(field)
        return found.value if found else None

    def amount_of(self, field: str) -> Amount | None:
        """Return an amount from 0 with the currency that is written beside it."""
        cell = self.text(field)
        if not cell:
            return None
        found = read_money(cell, self._columns.thousands.get(field, ""))
        if found is None:
            self.wrong(field, cell, "an amount from 0, such as 1,250,000.50 or 1.5 million")
        return found

    def choice(self, field: str, words: str = "") -> str:
        """Return the code that the words of a field stand for, "" for none; words that say nothing known are noted."""
        cell = self.text(field)
        code = choose(cell, words or field) if cell else ""
        if cell and not code:
            known = sorted(set(words_for(words or field).values()))
            self.wrong(field, cell, f"one of {', '.join(known)}, or words for it")
        return code

    def yes(self, field: str) -> bool | None:
        """Return whether a field says yes or no, in several languages; None for silence."""
        cell = folded(self.text(field))
        if not cell:
            return None
        code = words_for("flag").get(cell)
        if code is None:
            self.wrong(field, self.text(field), "yes or no")
        return code == "yes" if code else None


def _taken_apart(part: str) -> list[str]:
    """Return the places that a part names: itself, or what stands on both sides of an "and" or a stroke."""
    if read_country(part) or find_area(part):
        return [part]
    apart = [each.strip() for each in _FURTHER.split(part) if each.strip()]
    return apart if len(apart) > 1 and all(read_country(each) or find_area(each) for each in apart) else [part]


_USUAL = Calendar()


@lru_cache(maxsize=20_000)
def choose(cell: str, words: str) -> str:
    """Return the code that a cell stands for: as it is, else by the longest known words in it; "" for none."""
    known = words_for(words)
    plain = folded(cell)
    if plain in known:
        return known[plain]
    parts = plain.split()
    for length in range(min(5, len(parts)), 0, -1):
        for place in range(len(parts) - length + 1):
            part = " ".join(parts[place : place + length])
            if len(part) > 3 and part in known and not _NOT & set(parts[:place]):
                return known[part]
    if not plain.isascii():  # where words stand without blanks between them
        within = [word for word in known if len(word) > 1 and not word.isascii() and word in plain]
        if within and not any(mark in plain for mark in _NOT if not mark.isascii()):
            return known[max(within, key=len)]
    return ""


@lru_cache(maxsize=50_000)
def is_nothing(cell: str) -> bool:
    """Return whether a cell says that there is nothing to say: N/A, TBC, a dash, an error of a spreadsheet."""
    plain = cell.strip().casefold()
    return plain in _nothing() or folded(plain) in _nothing() or not plain.strip("-–—.?*/\\_ ")


@cache
def _nothing() -> frozenset[str]:
    written = (row["words"] for row in read_table("import_words") if row["field"] == "nothing")
    raw = frozenset(word.casefold() for words in written for word in split(words))
    return (raw | frozenset(words_for("nothing"))) - {"", "nothing"}


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


@lru_cache(maxsize=20_000)
def read_country(text: str) -> str:
    """Return the alpha-3 code of a country, "" when nothing fits."""
    found = find_country(text) if text.strip() else None
    return found.iso3 if found else ""
