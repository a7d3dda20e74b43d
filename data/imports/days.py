"""Days as people write them in six languages: read into a date, or not at all."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache, lru_cache

from babel import Locale

from data.imports.folding import folded
from data.imports.grids.grid import EPOCH, seen


class Order(Enum):
    """Which number of 4/5/2022 is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a column writes its days: the order of numbers, and the day before the one that its number 1 stands for."""

    order: Order = Order.DAY_FIRST
    epoch: date = EPOCH


# Where the UN works in these languages; the second and third name months as the Levant and the Maghreb do.
_LOCALES = ("en", "fr", "es", "ru", "ar", "ar_SY", "ar_DZ", "ar_MA", "zh", "pt")
_TIME = re.compile(
    r"[t ,]+\d{1,2}[:.]\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
_DASHES = re.compile(r"\s*[‐-―−/.\\_]\s*|\s+-\s*|\s*-\s+")
_ORDINAL = re.compile(r"\b(\d{1,2})(st|nd|rd|th|er|ère|ere|eme|ème|re|º|°|ª|-го|-е)(?=\W|$)")
_ISO = re.compile(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})")
_HAN = re.compile(r"((?:19|20)\d\d)年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?")
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)-(\d{1,2})|(\d{1,2})-((?:19|20)\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUN = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)")
_SERIAL = re.compile(r"([2-7]\d{4})(?:-\d+)?")
_HALVES = "semestre|semester|half|полугодие|[hs]"
_KINDS = f"quarter|quarters|trimestre|trim|кв|квартал|季度|[qt]|{_HALVES}"
_PART = re.compile(
    rf"(?<![^\W_])(?:(?P<kind>{_KINDS})[\s-]*(?P<n>[1-4])(?!\d)|(?P<n2>[1-4])[\s-]*(?P<kind2>{_KINDS})(?![^\W\d_]))"
)
_FILLERS = frozenset(["de", "del", "of", "le", "el", "la", "the", "du", "г", "года", "год"])


def read_day(text: str, written: Calendar = Calendar(), *, last: bool = False) -> date | None:
    """Return the day that a text names, None when it names none.

    A month, a quarter or a year is its first day, or its `last` one. Numbers that a spreadsheet keeps for days count.
    """
    plain = _plain(text)
    if not plain or len(plain) > 60:
        return None
    found = _of_numbers(plain, written, last) or _of_words(plain, last)
    return found if found is not None and 1900 <= found.year <= 2200 else None


def order_of(texts: Iterable[str]) -> tuple[Order, bool]:
    """Return the order in which a whole column writes its days, and whether it leaves no doubt.

    Where no day of it is past the twelfth, or both orders are there, the day comes first, as the UN writes.
    """
    first = second = 0
    for text in texts:
        if found := _NUMBERS.fullmatch(_plain(text)):
            first += int(found[1]) > 12
            second += int(found[2]) > 12
    return (Order.MONTH_FIRST if second and not first else Order.DAY_FIRST), bool(first) != bool(second)


def is_ambiguous(text: str) -> bool:
    """Return whether a day reads otherwise when its first two numbers change places."""
    found = _NUMBERS.fullmatch(_plain(text))
    return found is not None and max(int(found[1]), int(found[2])) <= 12 and int(found[1]) != int(found[2])


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    """Return a day with plain digits, in lower case, without time, ordinals and marks around it."""
    plain = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in seen(text).casefold())
    plain = unicodedata.normalize("NFKC", _ORDINAL.sub(r"\1", plain)).strip(" \t\r\n,;()[]'\"")
    return _DASHES.sub("-", _TIME.sub("", plain))


def _of_numbers(plain: str, written: Calendar, last: bool) -> date | None:
    found: date | None = None
    if parts := _ISO.fullmatch(plain) or _RUN.fullmatch(plain):
        found = _date(int(parts[1]), int(parts[2]), int(parts[3]))
    elif parts := _NUMBERS.fullmatch(plain):
        first, second = int(parts[1]), int(parts[2])
        day, month = (second, first) if written.order is Order.MONTH_FIRST else (first, second)
        found = _date(_full(parts[3]), month, day)
    elif _YEAR.fullmatch(plain):
        found = _span(int(plain), 1, 12, last)
    elif parts := _YEAR_MONTH.fullmatch(plain):
        found = _span(int(parts[1] or parts[4]), int(parts[2] or parts[3]), 1, last)
    elif parts := _SERIAL.fullmatch(plain):
        found = written.epoch + timedelta(days=int(parts[1]))
    elif parts := _HAN.fullmatch(plain.replace(" ", "")):
        found = _of_han(int(parts[1]), parts[2], parts[3], last)
    return found


def _of_han(year: int, month: str | None, day: str | None, last: bool) -> date | None:
    if month and day:
        return _date(year, int(month), int(day))
    return _span(year, int(month), 1, last) if month else _span(year, 1, 12, last)


def _of_words(plain: str, last: bool) -> date | None:
    found = _PART.search(plain)
    return _of_part(plain, found, last) if found else _of_month(plain, last)


def _of_part(plain: str, found: re.Match[str], last: bool) -> date | None:
    """Return the day of a quarter or half of a year."""
    years = _YEAR.findall(plain) or re.findall(r"(?<!\d)\d\d$", plain[found.end() :])
    kind, n = found["kind"] or found["kind2"], int(found["n"] or found["n2"])
    rest = re.sub(r"\d+|[-'年第]", " ", plain[: found.start()] + plain[found.end() :])
    if len(years) != 1 or not all(word in _FILLERS for word in rest.split()):
        return None
    long = 6 if re.fullmatch(_HALVES, kind) else 3
    return _span(_full(years[0]), (n - 1) * long + 1, long, last) if n * long <= 12 else None


def _of_month(plain: str, last: bool) -> date | None:
    """Return the day of a month in words."""
    months: list[int] = []
    numbers: list[str] = []
    for word in re.findall(r"\d+|[^\W\d_]+", plain):
        key = folded(word)
        if word.isdecimal():
            numbers.append(word)
        elif key in _months():
            months.append(_months()[key])
        elif word not in _FILLERS and key not in _weekdays():
            return None
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        return None
    if len(numbers) == 1:  # a month and a year: March 2022, Mar-22
        return _span(_full(numbers[0]), months[0], 1, last) if len(numbers[0]) in {2, 4} else None
    first, second = numbers
    day, year = (second, first) if len(first) == 4 else (first, second)
    return _date(_full(year), months[0], int(day)) if len(year) in {2, 4} and len(day) <= 2 else None


def _full(year: str) -> int:
    """Return a year of four digits: of two digits up to 69 it is one of this century."""
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _span(year: int, month: int, months: int, last: bool) -> date | None:
    """Return the first or last day of so many months."""
    until = month + months - 1
    if not 1 <= month <= until <= 12 or not 1 <= year <= 9999:
        return None
    return date(year, until, calendar.monthrange(year, until)[1]) if last else date(year, month, 1)


@cache
def _months() -> dict[str, int]:
    known: dict[str, int] = {"sept": 9, "set": 9, "fevr": 2, "juil": 7}
    for name in _LOCALES:
        for places in Locale.parse(name).months.values():
            for kind in ("wide", "abbreviated"):
                for number, month in places[kind].items():
                    if not (key := folded(month)).isdecimal():
                        known.setdefault(key, number)
    return {key: number for key, number in known.items() if " " not in key}


@cache
def _weekdays() -> frozenset[str]:
    days = (Locale.parse(name).days["format"] for name in _LOCALES)
    return frozenset(folded(day) for kinds in days for kind in ("wide", "abbreviated") for day in kinds[kind].values())
