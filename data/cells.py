"""The cells of one row of a stranger's table, read into values; what is wrong is noted, not raised."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from data.countries import find_country
from data.problems import Problem
from data.rows import CsvRow
from matching.records import Origin, Resource

_FLAGS: dict[str, bool | None] = {
    "yes": True,
    "true": True,
    "1": True,
    "no": False,
    "false": False,
    "0": False,
    "": None,
}
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

# Thousands marked by commas or by points. A number below a thousand has no such marks: 0,125 is an eighth.
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3}){2,})")
# Nothing that Concert counts is as much; more is an identifier in the wrong column.
_TOO_MUCH = 1e15

Value = TypeVar("Value")
Code = TypeVar("Code", bound=StrEnum)


class RowCells:
    """The cells of one row read into values; what is wrong is noted, not raised."""

    def __init__(self, row: CsvRow, file: str, problems: list[Problem]) -> None:
        self.row = row
        self.origin = Origin(source=f"{file}, row {row.number}")
        self._problems = problems

    def wrong(self, column: str, value: str, allowed: str) -> None:
        """Note that a value is not allowed."""
        self._problems.append(Problem(self.row.number, column, value, allowed))

    def many(self, column: str, read: Callable[[str], Value | None], allowed: str) -> tuple[Value, ...]:
        """Return the values of a cell, separated by semicolons, without those that cannot be read."""
        values: dict[Value, None] = {}
        for cell in filter(None, (part.strip() for part in self.row[column].split(";"))):
            value = read(cell)
            if value is None:
                self.wrong(column, cell, allowed)
            else:
                values[value] = None
        return tuple(values)

    def code(self, column: str, codes: type[Code]) -> Code | None:
        """Return the code of a cell, None for an empty one."""
        found = self.many(column, lambda cell: _code(codes, cell), _one_of(codes))
        return found[0] if found else None

    def day(self, column: str) -> date | None:
        """Return the day of a cell, written as 2026-11-30; None for an empty one."""
        cell = self.row[column]
        try:
            return date.fromisoformat(cell) if cell else None
        except ValueError:
            self.wrong(column, cell, "a day as 2026-11-30")
            return None

    def amount(self, column: str) -> float | None:
        """Return the number of a cell, 0 or more; None for an empty one."""
        cell = self.row[column]
        if not cell:
            return None
        value = read_amount(cell)
        if value is None or value < 0:
            self.wrong(column, cell, "a number from 0")
            return None
        return value

    def countries(self, column: str = "countries") -> tuple[str, ...]:
        """Return the countries of a cell (ISO 3166 alpha-3)."""
        return self.many(column, _country, "an ISO 3166 code or an English country name")

    def sdgs(self) -> tuple[int, ...]:
        """Return the Goals of the row."""
        return self.many("sdgs", _goal, "a goal number from 1 to 17")

    def resources(self) -> tuple[Resource, ...]:
        """Return the resources of the row."""
        return self.many("resources", lambda cell: _code(Resource, cell), _one_of(Resource))

    def flag(self, column: str) -> bool | None:
        """Return whether a cell says yes, None for an empty one."""
        cell = self.row[column].lower()
        if cell not in _FLAGS:
            self.wrong(column, self.row[column], f"one of {', '.join(filter(None, _FLAGS))} or nothing")
        return _FLAGS.get(cell)

    def language(self) -> str:
        """Return the language of the row, English unless it says another."""
        code = self.row["language"].lower()[:2] or "en"
        if code not in LANGUAGES:
            self.wrong("language", self.row["language"], f"one of {', '.join(LANGUAGES)}")
        return code


def _code(codes: type[Code], cell: str) -> Code | None:
    key = cell.lower().replace(" ", "_").replace("-", "_")
    return next((code for code in codes if code.value == key), None)


def _one_of(codes: type[StrEnum]) -> str:
    return f"one of {', '.join(code.value for code in codes)}"


def _country(cell: str) -> str | None:
    country = find_country(cell)
    return country.iso3 if country else None


def _goal(cell: str) -> int | None:
    digits = cell.upper().removeprefix("SDG").strip()
    return int(digits) if digits.isdecimal() and 1 <= int(digits) <= 17 else None


def read_amount(text: str) -> float | None:
    """Return a number, whatever marks its thousands and decimals; None where it is none, or beyond all counting.

    1,250 is a thousand and more; 12,5 is twelve and a half.
    """
    digits = re.sub(r"[\s']", "", text)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        digits = digits.replace(",", "") if point > comma else digits.replace(".", "").replace(",", ".")
    elif _THOUSANDS.fullmatch(digits):
        digits = re.sub("[,.]", "", digits)
    else:
        digits = digits.replace(",", ".")
    try:
        value = float(digits)
    except ValueError:
        return None
    return value if abs(value) < _TOO_MUCH else None
