"""Countries and areas: ISO 3166 codes, UN M49 regions, groups, names in the six languages, a centre point."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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

    It may be an alpha-2, alpha-3 or M49 code, a name in one of the six languages or an alias; case, accents and
    surrounding blanks do not matter.
    """
    stripped = text.strip()
    return _by_code().get(stripped.upper()) or _by_name().get(_plain(stripped))


@cache
def _by_code() -> dict[str, Country]:
    return {code: each for each in read_countries() for code in (each.m49, each.iso2, each.iso3)}


@cache
def _by_name() -> dict[str, Country]:
    # Names win over aliases: `Congo` is the name of one country and part of what people call the other.
    names: dict[str, Country] = {}
    for each in read_countries():
        names.update(dict.fromkeys(map(_plain, each.aliases), each))
    for each in read_countries():
        names.update(dict.fromkeys(map(_plain, each.names.values()), each))
    return names


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


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
