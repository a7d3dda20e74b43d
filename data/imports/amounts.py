"""Amounts of money as people write them in six languages: with currencies, words for millions, marks for thousands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale

from data.cells import read_amount

_NUMBER = re.compile(r"\d[\d.,' ]*(?:e[+-]?\d{1,2})?")
_SCALES = {
    1e3: "k thousand thousands mille mil tousand тыс тысяч тысячи тысяча ألف الف 千",
    1e4: "万 萬",
    1e5: "lakh lakhs lac lacs",
    1e6: "m mn mio mln million millions millon millones milliones миллион миллиона миллионов млн مليون ملايين 百万",
    1e7: "crore crores cr",
    1e8: "亿 億",
    1e9: "bn billion billions milliard milliards mrd millardos миллиард миллиардов млрд مليار",
}
_SIGNS = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "¥": "",
    "₦": "NGN",
    "₽": "RUB",
    "₴": "UAH",
    "元": "CNY",
}
# Letters that stand for a currency before or behind the number without being its code.
_NAMES = re.compile(
    r"(?:[a-z]{0,3}[$€£¥₹₦₽₴]|ksh|ush|tsh|rs|fcfa|cfa|frcfa|birr|le|usd?|dollars?|dolares|euros?|francs?)\.?"
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3}){2,}(?!\d)|\d{1,3}([.,])\d{3}[.,]\d{1,2}(?!\d)")
_DECIMAL = re.compile(r"\d([.,])(?:\d{1,2}|\d{4,})$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number from 0, and the currency (ISO 4217) that was written with it, "" for none."""

    value: float
    currency: str = ""


def read_money(text: str, thousands: str = "") -> Amount | None:
    """Return the amount that a text names, None when it names none; `thousands` is the mark that its column shows."""
    plain = _plain(text)
    found = _NUMBER.search(plain)
    if found is None or len(plain) > 80:
        return None
    number = found[0].strip(" ,.'")
    if re.search(r"\d", plain[found.end() :]):
        return None
    around = [plain[: found.start()].strip(" .-:~+"), plain[found.end() :].strip(" .,-:/")]
    value = _value(number, thousands)
    currency = ""
    for words in around:
        for word in re.findall(r"[a-z]{0,3}[$€£¥₹₦₽₴]|[^\W\d_]+|[^\w\s]", words):
            scale = _scales().get(word)
            if scale is not None and value is not None:
                value *= scale
            elif word.upper() in _currencies():
                currency = word.upper()
            elif word in _SIGNS:
                currency = currency or _SIGNS[word]
            elif not _NAMES.fullmatch(word):
                return None
    if value is None or value < 0 or plain[: found.start()].strip().endswith("-"):
        return None
    return Amount(value, currency) if value < 1e15 else None


def thousands_of(texts: Iterable[str]) -> str:
    """Return the mark that parts the thousands in a whole column, "" where no amount of it tells."""
    for text in texts:
        number = _NUMBER.search(_plain(text))
        if number is None:
            continue
        if grouped := _GROUPED.fullmatch(number[0].strip()):
            return grouped[1] or grouped[2]
        decimal = _DECIMAL.search(number[0].strip())
        if decimal and not number[0].startswith("0"):
            return "," if decimal[1] == "." else "."
    return ""


def _value(number: str, thousands: str) -> float | None:
    mantissa, _, exponent = number.partition("e")
    digits = re.sub(r"[ ']", "", mantissa)
    if re.fullmatch(r"\d{1,2}(,\d{2})+,\d{3}(\.\d+)?", digits):  # as India groups: 12,50,000
        digits = digits.replace(",", "")
    elif thousands and re.fullmatch(rf"\d{{1,3}}({re.escape(thousands)}\d{{3}})+", digits):
        digits = digits.replace(thousands, "")
    value = read_amount(digits)
    return value * 10 ** int(exponent) if value is not None and exponent else value


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    """Return an amount with plain digits and marks, in lower case."""
    plain = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)
    plain = unicodedata.normalize("NFKC", plain).casefold().replace("٬", ",").replace("٫", ".").replace("’", "'")
    return " ".join(plain.replace("–", "-").replace("—", "-").replace("−", "-").replace(".-", "").split())


@cache
def _scales() -> dict[str, float]:
    return {word: scale for scale, words in _SCALES.items() for word in words.split()}


@cache
def _currencies() -> frozenset[str]:
    return frozenset(Locale("en").currencies)
