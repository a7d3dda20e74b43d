"""What a publisher stated of an activity, as `data/imports/iati` reads it, in elements of the standard again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from data.exporting.iati.elements import ASSUMED, add, decimal, narrative, narratives
from matching.records import Engagement

# Fields of a draft by name, of the source that holds for each.
Stated = Mapping[str, Any]


def titles(engagement: Engagement, stated: Stated) -> dict[str, str]:
    """Return the title by language; "" is the language of the activity."""
    held = dict(stated.get("titles") or {})
    language = stated.get("language") or "en"
    shown = next((code for code in ("en", language, *sorted(held)) if code in held), "")
    return {**held, shown: engagement.title}


def descriptions(engagement: Engagement, stated: Stated) -> dict[str, dict[str, str]]:
    """Return the texts by type (1 general) and language; what holds of the general one is the engagement's own."""
    held = {kind: dict(texts) for kind, texts in (stated.get("descriptions") or {}).items()}
    if not held:
        return {"1": {"": engagement.summary}} if engagement.summary else {}
    return held


def lines(parent: Element, texts: Mapping[str, str]) -> None:
    """Add texts in several languages, each line of them as a narrative of its own."""
    for language, text in texts.items():
        for line in text.split("\n"):
            narrative(parent, line, language)


def organisations(parent: Element, stated: Stated, *, reporting: bool) -> bool:
    """Add who reports, or who takes part, as the publisher has it; return whether it says so."""
    named = [each for each in stated.get("organisations") or () if (each.get("role") == "reporting") == reporting]
    for each in named:
        role = {} if reporting else {"role": each.get("role", "")}
        tag = "reporting-org" if reporting else "participating-org"
        made = add(parent, tag, ref=each.get("ref", ""), type=each.get("type", ""), **role)
        name = " | ".join(filter(None, (each["name"], each.get("alias", ""))))
        narratives(made, {"": name})
    return bool(named)


def days(stated: Stated, start: date | None, end: date | None) -> Mapping[str, str]:
    """Return the days by kind, if they are still those between which the engagement runs."""
    told: Mapping[str, str] = stated.get("days") or {}
    first, last = told.get("2") or told.get("1"), told.get("4") or told.get("3")
    held = (start.isoformat() if start else None, end.isoformat() if end else None)
    return told if (first, last if last and first and last >= first else None) == held else {}


def regions(parent: Element, stated: Stated) -> bool:
    """Add the regions; return whether there are any."""
    told = stated.get("regions") or ()
    for each in told:
        add(parent, "recipient-region", vocabulary=each["vocabulary"], code=each["code"], **_share(each))
    return bool(told)


def locations(parent: Element, stated: Stated) -> None:
    """Add the places on the map, their parts in the order of the schema."""
    for each in stated.get("locations") or ():
        made, codes = add(parent, "location"), dict(each.get("codes") or {})
        if "location-reach" in codes:
            add(made, "location-reach", code=codes.pop("location-reach"))
        for known in each.get("ids") or ():
            add(made, "location-id", vocabulary=known["vocabulary"], code=known["code"])
        for tag in ("name", "description"):
            if each.get(tag):
                narratives(add(made, tag), {"": each[tag]})
        if each.get("point"):
            spot = add(made, "point", srsName="http://www.opengis.net/def/crs/EPSG/0/4326")
            add(spot, "pos", " ".join(map(decimal, each["point"])))
        for tag in ("exactness", "location-class", "feature-designation"):
            if tag in codes:
                add(made, tag, code=codes[tag])


def sectors(parent: Element, stated: Stated) -> bool:
    """Add the sectors; return whether there are any."""
    told = stated.get("sectors") or ()
    for each in told if all(isinstance(each, Mapping) for each in told) else ():
        add(parent, "sector", vocabulary=each["vocabulary"], code=each["code"], **_share(each))
    return parent.find("sector") is not None


def budgets(parent: Element, stated: Stated) -> None:
    """Add the budgets whose period is known: the standard has no others."""
    for each in stated.get("budgets") or ():
        if each.get("from") and each.get("until"):
            made = add(parent, "budget")
            add(made, "period-start", iso_date=each["from"])
            add(made, "period-end", iso_date=each["until"])
            add(
                made,
                "value",
                decimal(float(each["amount"])),
                currency=each.get("currency", ""),
                value_date=each["from"],
            )


def assumed(made: Element, what: str = "true") -> Element:
    """Mark an element, or an attribute of it, as one that the standard wants and nobody has stated."""
    made.set(ASSUMED, what)
    return made


def shares(stated: Stated) -> Iterator[tuple[str, str]]:
    """Give the countries with the percentage that is stated of each."""
    for code, share in (stated.get("country_percentages") or {}).items():
        yield code, decimal(float(share))


def _share(each: Mapping[str, Any]) -> dict[str, str]:
    return {"percentage": decimal(float(each["percentage"]))} if each.get("percentage") is not None else {}
