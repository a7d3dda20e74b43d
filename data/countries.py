"""Countries and areas: ISO 3166 codes, UN M49 regions, groups, names in the six languages, a centre point."""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pycountry
from babel import Locale, UnknownLocaleError

from data.facts import read_table, split

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or area of ISO 3166; the point is near its middle, in degrees."""

    iso3: str
    iso2: str
    m49: str
    names: dict[str, str]
    aliases: tuple[str, ...]
    region: str
    subregion: str
    intermediate_region: str
    un_member: bool
    least_developed: bool
    landlocked_developing: bool
    small_island_developing: bool
    latitude: float
    longitude: float
    source: str

    @property
    def name(self) -> str:
        """The English name."""
        return self.names["en"]


def spellings() -> dict[str, tuple[str, ...]]:
    """Return all that each country is called, by alpha-3 code: its names in the six languages and its aliases."""
    return {each.iso3: (*each.names.values(), *each.aliases) for each in read_countries()}


class UnknownCountryError(LookupError):
    """A code that is no ISO 3166 alpha-3 code."""


@cache
def read_countries() -> tuple[Country, ...]:
    """Return all 249 countries and areas in order of their alpha-3 code."""
    return tuple(
        Country(
            iso3=row["iso3"],
            iso2=row["iso2"],
            m49=row["m49"],
            names={language: row[f"name_{language}"] for language in LANGUAGES},
            aliases=split(row["aliases"]),
            region=row["region"],
            subregion=row["subregion"],
            intermediate_region=row["intermediate_region"],
            un_member=row["un_member"] == "1",
            least_developed=row["ldc"] == "1",
            landlocked_developing=row["lldc"] == "1",
            small_island_developing=row["sids"] == "1",
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            source=row["source"],
        )
        for row in read_table("countries")
    )


def country(code: str) -> Country:
    """Return the country with this alpha-3 code.

    :raises UnknownCountryError: If there is none.
    """
    found = _by_code().get(code.upper())
    if found is None or found.iso3 != code.upper():
        raise UnknownCountryError(f"no country {code!r}: give an ISO 3166 alpha-3 code such as KEN")
    return found


def find_country(text: str) -> Country | None:
    """Return the country that `text` names, None when nothing fits exactly.

    It may be an alpha-2, alpha-3 or M49 code, or a name as people write it in one of the six languages: usual,
    official, former, turned round ("Korea, Republic of") or shortened; case, accents, marks and the order of its words
    do not matter. Of "Kenya (KEN)" and "Ethiopia (Tigray)" the country is meant.
    """
    stripped = text.strip().strip("*")
    if found := _by_code().get(stripped.upper()):
        return found
    key = _words(stripped)
    if key in _by_words() or key in _area_words():
        return _by_words().get(key)
    parts = _PARTS.split(stripped)
    told = {each.iso3: each for part in parts if len(parts) > 1 and (each := _by_words().get(_words(part)))}
    return next(iter(told.values())) if len(told) == 1 else None


def find_area(text: str) -> str:
    """Return the name of a region, or of a territory that is no country of ISO 3166, that `text` names; "" for none."""
    stripped = text.strip().strip("*")
    own = _area_words().get(_words(stripped)) or _area_words().get(_words(_PARTS.split(stripped)[0]))
    return own or ""


def countries_within(text: str) -> tuple[Country, ...]:
    """Return the countries that a title or the name of a file names, each once, in its order; the longest name counts.

    Codes of two letters say nothing there, and codes of three only where they are no word or month.
    """
    words = [word for word in _plain(text).split() if word]
    found: dict[str, Country] = {}
    place = 0
    while place < len(words):
        for length in range(min(7, len(words) - place), 0, -1):
            part = words[place : place + length]
            each = _by_words().get(_key(part))
            code = len(part) == 1 and len(part[0]) == 3 and part[0] not in _NO_CODES
            each = each or (_by_code().get(part[0].upper()) if code else None)
            if each is not None and (length > 1 or len(part[0]) > 3 or code):
                found[each.iso3] = each
                place += length - 1
                break
        place += 1
    return tuple(found.values())


# Between the parts of "Kenya (KEN)", "KEN - Kenya", "Ethiopia: Tigray".
_PARTS = re.compile(r"\s*[()\[\]:/|]\s*|\s+[-–—]\s+")
# Words that names of countries have or lack without meaning another one.
_FILLING = frozenset(
    [
        "the",
        "of",
        "and",
        "de",
        "del",
        "der",
        "des",
        "du",
        "la",
        "le",
        "les",
        "los",
        "las",
        "el",
        "y",
        "et",
        "и",
        "les",
        "l",
        "d",
        "da",
        "do",
    ]
)
_SHORT = {"rep": "republic", "dem": "democratic", "st": "saint", "is": "islands", "fed": "federated", "isl": "islands"}
# Words and months that are codes of countries too.
_NO_CODES = frozenset(
    [
        "and",
        "are",
        "arm",
        "can",
        "ago",
        "com",
        "cub",
        "fin",
        "fro",
        "gin",
        "gum",
        "guy",
        "ken",
        "log",
        "mac",
        "mar",
        "may",
        "mon",
        "nor",
        "per",
        "tun",
        "top",
        "won",
    ]
)


@cache
def _by_code() -> dict[str, Country]:
    return {code: each for each in read_countries() for code in (each.m49, each.iso2, each.iso3)}


@cache
def _by_words() -> dict[frozenset[str], Country]:
    """What each country is called: our names win over aliases, and both over those of libraries.

    `Congo` is the name of one country and part of what people call the other. What two are called says nothing.
    """
    known: dict[frozenset[str], Country] = {}
    for names in (_named, _aliased, _elsewhere):
        told: dict[frozenset[str], set[str]] = {}
        for each in read_countries():
            for name in names(each):
                told.setdefault(_words(name), set()).add(each.iso3)
        known = {key: _by_code()[next(iter(iso3))] for key, iso3 in told.items() if key and len(iso3) == 1} | known
    return known


def _named(each: Country) -> Iterator[str]:
    yield from each.names.values()


def _aliased(each: Country) -> Iterator[str]:
    yield from each.aliases


def _elsewhere(each: Country) -> Iterator[str]:
    """Give the names of ISO 3166 and its translations, and those of the Unicode consortium."""
    iso = pycountry.countries.get(alpha_3=each.iso3)
    own = [getattr(iso, kind, "") for kind in ("name", "official_name", "common_name")]
    for language in LANGUAGES:
        catalogue = _catalogue(language)
        yield from (catalogue.gettext(name) for name in own if name)
        yield Locale(language).territories.get(each.iso2, "")
    yield from filter(None, own)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)


@cache
def _area_words() -> dict[frozenset[str], str]:
    """Regions and territories by what they are called: our list, and the regions of the UN in six languages."""
    known: dict[frozenset[str], str] = {}
    english = Locale("en").territories
    for code in (*(code for code in map(str, english) if code.isdecimal() and code != "001"), "XK", "EU"):
        for language in LANGUAGES:
            known[_words(Locale(language).territories.get(code, ""))] = english[code]
    for row in read_table("areas"):
        known.update({_words(name): row["name"] for name in (row["name"], *split(row["aliases"]))})
    known.pop(frozenset(), None)
    return {key: name for key, name in known.items() if key not in _by_words()}


def _words(text: str) -> frozenset[str]:
    return _key(_plain(text).split())


def _key(words: Sequence[str]) -> frozenset[str]:
    return frozenset(_SHORT.get(word, word) for word in words if word not in _FILLING) or frozenset(words)


def _plain(text: str) -> str:
    """Return a text in lower case without accents; letters between points are one word, other marks part words."""
    joined = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text)
    decomposed = unicodedata.normalize("NFKD", joined.casefold().replace("&", " and "))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", bare.replace("'s ", "s ").replace("’s ", "s ")).strip()


_TABLE = files("tzdata") / "zoneinfo" / "zone.tab"


@cache
def time_zones() -> dict[str, str]:
    """Return the time zone of each country (ISO 3166 alpha-3), the first that the IANA zone table lists for it."""
    first: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _, zone, *_ = line.split("\t")
            first.setdefault(code, zone)
    return {country.iso3: first[country.iso2] for country in read_countries() if country.iso2 in first}


@cache
def weekends() -> dict[str, frozenset[int]]:
    """Return the weekend of each country as days of the week, Monday being 0 (Unicode CLDR, read through Babel)."""
    found = {}
    for country in read_countries():
        try:
            locale = Locale.parse(f"und_{country.iso2}")
        except (UnknownLocaleError, ValueError):
            continue
        first, last = locale.weekend_start, locale.weekend_end
        found[country.iso3] = frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
    return found
