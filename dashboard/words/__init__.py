"""The words on the screen: gettext catalogues and the numbers, shares and days of each locale. Knows no screen."""

from __future__ import annotations

import gettext as gnu
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

T = TypeVar("T")

FOLDER = Path(__file__).parent
SOURCE = "en"
PREPARED = ("en", "zh", "fr", "es", "ru", "ar")  # the six languages of the United Nations, in the order of the switch
_LOCALES = {"en": "en_GB", "zh": "zh_Hans_CN", "fr": "fr_FR", "es": "es_ES", "ru": "ru_RU", "ar": "ar_EG"}


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """A language of the interface: code, own name, writing direction, catalogue."""

    code: str
    name: str
    right_to_left: bool
    catalogue: gnu.NullTranslations
    locale: Locale

    @property
    def direction(self) -> str:
        """The writing direction as HTML names it."""
        return "rtl" if self.right_to_left else "ltr"


def catalogue_path(code: str, folder: Path = FOLDER, part: str = "concert") -> Path:
    """Return where one part of the catalogue of a language lies: "concert", or a folder of the dashboard."""
    return folder / code / "LC_MESSAGES" / f"{part}.po"


def read_catalogue(code: str, folder: Path = FOLDER) -> Catalog:
    """Return all parts of the catalogue of a language as one."""
    whole = Catalog(locale=code)
    for path in sorted(catalogue_path(code, folder).parent.glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=code):
                if entry.id:
                    whole.add(entry.id, string=entry.string, locations=entry.locations, context=entry.context)
    return whole


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the codes that can be chosen: the source language and every prepared one that has a catalogue."""
    return tuple(code for code in PREPARED if code == SOURCE or catalogue_path(code, folder).is_file())


@lru_cache(maxsize=16)
def language(code: str, folder: Path = FOLDER) -> PageLanguage:
    """
    Return a language, its catalogue read from the text file (no compiled file is kept).

    :raises ValueError: If there is no catalogue for `code`.
    """
    if code not in languages(folder):
        raise ValueError(f"no interface language {code!r}; there are {', '.join(languages(folder))}")
    locale = Locale.parse(_LOCALES[code])
    return PageLanguage(
        code=code,
        name=(locale.get_language_name(locale.language) or code).capitalize(),
        right_to_left=locale.text_direction == "rtl",
        catalogue=gnu.NullTranslations() if code == SOURCE else _compiled(read_catalogue(code, folder)),
        locale=locale,
    )


def _compiled(catalogue: Catalog) -> gnu.GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gnu.GNUTranslations(compiled)


_current: ContextVar[PageLanguage | None] = ContextVar("language", default=None)


def speak(code: str, folder: Path = FOLDER) -> PageLanguage:
    """Make `code` the language of the running page and return it; an unknown code falls back to English."""
    chosen = language(code if code in languages(folder) else SOURCE, folder)
    _current.set(chosen)
    return chosen


def spoken_in(code: str, make: Callable[[], T]) -> T:
    """Return what `make` returns while it speaks a language: files are made in threads that know of no page."""
    speak(code)
    return make()


def spoken() -> PageLanguage:
    """Return the language of the running page, English when none was set."""
    return _current.get() or language(SOURCE)


def _(message: str) -> str:
    """Return `message` in the language of the running page."""
    return spoken().catalogue.gettext(message)


def n_(one: str, many: str, count: int) -> str:
    """Return the form of a counted message that `count` asks for; `{n}` is filled in."""
    return spoken().catalogue.ngettext(one, many, count).format(n=number(count))


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark `message` for the catalogues and return it untouched; translated where it is shown."""
    return message


def number(value: float, digits: int = 0) -> str:
    """Return a number as the locale writes it, with exactly `digits` decimals."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=spoken().locale))


def rounded(value: float, digits: int) -> float:
    """Return a number as `number` rounds it, for tables that write numbers themselves: two roundings may differ."""
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN))


def percent(share: float, digits: int = 0) -> str:
    """Return a share of 0..1 as a percentage in the locale's form; some are never told as none, nor most as all."""
    least = 10.0 ** -(digits + 2)
    if share > 0 and not rounded(share, digits + 2):
        return _("under {share}").format(share=_percent(least, digits))
    if share < 1 and rounded(share, digits + 2) == 1:
        return _("over {share}").format(share=_percent(1 - least, digits))
    return _percent(share, digits)


def _percent(share: float, digits: int) -> str:
    pattern = str(spoken().locale.percent_formats[None].pattern)
    if digits:
        pattern = pattern.replace("0%", f"0.{'0' * digits}%").replace("0\xa0%", f"0.{'0' * digits}\xa0%")
    return str(format_percent(share, format=pattern, locale=spoken().locale))


def day(value: date) -> str:
    """Return a day as the locale writes it."""
    return _unmarked(format_date(value, format="medium", locale=spoken().locale))


def moment(value: datetime) -> str:
    """Return a moment with its zone as the locale writes it."""
    return f"{_unmarked(format_datetime(value, format='medium', locale=spoken().locale))} UTC"


def _unmarked(formatted: str) -> str:
    """Leave out the marks of direction: figures and slashes read alike both ways, and tables draw the marks' effect."""
    return formatted.replace("\u200f", "").replace("\u200e", "")


def series(items: list[str]) -> str:
    """Return items joined as the locale joins a list: "a, b and c"."""
    return str(format_list(items, style="standard", locale=spoken().locale)) if items else ""
