"""Where days begin and end: the first time zone of each country, and its weekend."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError

from data.countries import read_countries

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
