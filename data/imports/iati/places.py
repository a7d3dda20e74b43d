"""Where an activity is: countries, regions, places on the map, and whether that is everywhere."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from data.exporting.iati.elements import ASSUMED
from data.imports.fields import read_country
from data.imports.found import Findings
from data.imports.iati.texts import blanks_collapsed, language_of, narratives, preferred
from data.imports.layouts.shape import stated
from matching.records import Level

# Codes of the lists ActivityScope and Region: global; developing countries, unspecified.
_GLOBAL, _ANYWHERE = "1", "998"
_POSITION = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d+)?)[\s,]+([+-]?\d{1,3}(?:\.\d+)?)\s*")
_LOCATION_CODES = ("location-reach", "exactness", "location-class", "feature-designation")


def countries(activity: Element, findings: Findings) -> dict[str, float | None]:
    """Return the countries with their percentages, from the activity or, where it names none, its transactions."""
    found: dict[str, float | None] = {}
    for place in _countries(activity):
        code = _code(place)
        iso3 = read_country(code)
        if not iso3:
            findings.skip(f"recipient-country {code!r} is no ISO 3166 code")
            continue
        share = percentage(place, findings)
        held = found.get(iso3)
        found[iso3] = share if held is None else held + (share or 0.0)
    return found


def elsewhere(activity: Element) -> list[str]:
    """Return the codes of recipient countries that are none of ISO 3166, such as XK for Kosovo."""
    codes = dict.fromkeys(map(_code, _countries(activity)))
    return [code for code in codes if re.fullmatch(r"[A-Z]{2}", code) and not read_country(code)]


def regions(activity: Element, findings: Findings) -> list[dict[str, object]]:
    """Return the regions with vocabulary (1 when none is given), code and percentage."""
    places = activity.findall("recipient-region") or activity.findall("transaction/recipient-region")
    found = [
        {"vocabulary": place.get("vocabulary") or "1", "code": code[:20], "percentage": percentage(place, findings)}
        for place in places
        if (code := blanks_collapsed(place.get("code")))
    ]
    return [stated(each) for each in {(each["vocabulary"], each["code"]): each for each in found}.values()]


def level(activity: Element) -> Level:
    """Return whether an activity is everywhere: it says so, or it names no place and no scope that is narrower."""
    scope = activity.find("activity-scope")
    said = blanks_collapsed(scope.get("code")) if scope is not None else ""
    if said == _GLOBAL:
        return Level.GLOBAL
    named = [*_countries(activity), *activity.findall("recipient-region")]
    placed = said or any(each.get("code") != _ANYWHERE for each in named)
    return Level.COUNTRY if placed else Level.GLOBAL


def locations(activity: Element) -> Iterator[dict[str, object]]:
    """Give the places on the map: names, a point as [latitude, longitude], codes of gazetteers and of the standard."""
    language = language_of(activity)
    for place in activity.findall("location"):
        point = _POSITION.fullmatch(place.findtext("point/pos") or "")
        spot = [float(point[1]), float(point[2])] if point else []
        codes = {tag: code for tag in _LOCATION_CODES if (code := _code_of(place, tag))}
        ids = [
            {"vocabulary": blanks_collapsed(each.get("vocabulary")), "code": blanks_collapsed(each.get("code"))}
            for each in (*place.findall("location-id"), *place.findall("administrative"))
        ]
        name, about = (narratives(place.find(tag), language) for tag in ("name", "description"))
        found = stated(
            {
                "name": preferred(name, language)[:400],
                "description": preferred(about, language)[:2000],
                "point": spot if spot and abs(spot[0]) <= 90 and abs(spot[1]) <= 180 else [],
                "ids": [each for each in ids if all(each.values())],
                "codes": codes,
            }
        )
        if found:
            yield found


def percentage(element: Element, findings: Findings) -> float | None:
    """Return a percentage from 0 to 100, None where there is none."""
    text = blanks_collapsed(element.get("percentage")).rstrip("%")
    if not text or element.get(ASSUMED) == "percentage":
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 100:
        findings.skip(f"a percentage that is not between 0 and 100 in {element.tag}")
        return None
    return value


def _countries(activity: Element) -> list[Element]:
    return activity.findall("recipient-country") or activity.findall("transaction/recipient-country")


def _code(place: Element) -> str:
    """Return the code of a country, its name where files of 1.0x give no code."""
    code = blanks_collapsed(place.get("code")).upper()
    return code or preferred(narratives(place, "en"))[:80]


def _code_of(place: Element, tag: str) -> str:
    found = place.find(tag)
    return blanks_collapsed(found.get("code"))[:20] if found is not None else ""
