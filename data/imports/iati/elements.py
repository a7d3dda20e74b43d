"""Pieces of IATI activities: narratives, organisations, places, Goals, days and amounts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from data.cells import read_amount
from data.imports.fields import read_country
from data.imports.folding import folded
from data.imports.found import Findings

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_NAME = 400
# Vocabularies of sectors and of tags that name Goals, their targets and indicators.
_SECTOR_GOALS = frozenset({"7", "8", "9"})
_TAG_GOALS = frozenset({"2", "3"})


def narratives(element: Element | None, language: str) -> dict[str, str]:
    """Return the texts of an element by language; without one they are in the language of the activity."""
    if element is None:
        return {}
    found: dict[str, list[str]] = {}
    for narrative in element.findall("narrative"):
        code = (narrative.get(_LANGUAGE) or language).lower()[:2]
        if text := blanks_collapsed(narrative.text):
            found.setdefault(code, []).append(text)
    if not found and (text := blanks_collapsed(element.text)):
        found[(element.get(_LANGUAGE) or language).lower()[:2]] = [text]
    return {code: "\n".join(dict.fromkeys(texts)) for code, texts in found.items()}


def language_of(activity: Element) -> str:
    """Return the language in which an activity is written unless a narrative says another."""
    return (activity.get(_LANGUAGE) or "en").lower()[:2]


def preferred(texts: dict[str, str], language: str = "en") -> str:
    """Return the text in English, else in the language of the activity, else in the first language there is."""
    return texts.get("en") or texts.get(language) or next((texts[code] for code in sorted(texts)), "")


def organisation(element: Element, role: str, language: str) -> dict[str, str] | None:
    """Return an organisation with its reference, type and role; None for one that neither name nor reference tells."""
    ref = blanks_collapsed(element.get("ref"))
    name = preferred(narratives(element, language), language)[:_LONGEST_NAME] or ref[:_LONGEST_NAME]
    if not any(letter.isalnum() for letter in name):
        return None
    found = {"key": folded(name) or name, "name": name, "role": role}
    for field, value in (("ref", ref[:100]), ("type", blanks_collapsed(element.get("type"))[:10])):
        if value:
            found[field] = value
    return found


def countries(activity: Element, findings: Findings) -> dict[str, float | None]:
    """Return the countries with their percentages, from the activity or, where it names none, its transactions."""
    found: dict[str, float | None] = {}
    places = activity.findall("recipient-country") or activity.findall("transaction/recipient-country")
    for place in places:
        code = blanks_collapsed(place.get("code"))
        iso3 = read_country(code) if code else ""
        if not iso3:
            findings.skip(f"recipient-country {code!r} is no ISO 3166 code")
            continue
        share = percentage(place, findings)
        held = found.get(iso3)
        found[iso3] = share if held is None else held + (share or 0.0)
    return found


def percentage(element: Element, findings: Findings) -> float | None:
    """Return a percentage from 0 to 100, None where there is none."""
    text = blanks_collapsed(element.get("percentage")).rstrip("%")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 100:
        findings.skip(f"a percentage that is not between 0 and 100 in {element.tag}")
        return None
    return value


def sectors(activity: Element, findings: Findings) -> list[dict[str, object]]:
    """Return the sectors with vocabulary (1 when none is given), code and percentage."""
    found: list[dict[str, object]] = []
    for sector in activity.findall("sector"):
        code = blanks_collapsed(sector.get("code"))
        if code:
            entry: dict[str, object] = {"vocabulary": sector.get("vocabulary") or "1", "code": code[:60]}
            share = percentage(sector, findings)
            found.append(entry if share is None else entry | {"percentage": share})
    return found


def goals(activity: Element) -> list[int]:
    """Return the Goals that sectors (vocabularies 7, 8, 9) and tags (vocabularies 2, 3) name."""
    codes = [each.get("code") for each in activity.findall("sector") if each.get("vocabulary") in _SECTOR_GOALS]
    codes += [each.get("code") for each in activity.findall("tag") if each.get("vocabulary") in _TAG_GOALS]
    numbers = (re.match(r"\d{1,2}(?=$|\.)", blanks_collapsed(code)) for code in codes)
    return sorted({int(found[0]) for found in numbers if found and 1 <= int(found[0]) <= 17})


def day(text: str | None) -> str:
    """Return a day as 2026-11-30, "" for anything else."""
    found = _DAY.match(blanks_collapsed(text))
    if not found:
        return ""
    try:
        return date.fromisoformat(found[0]).isoformat()
    except ValueError:
        return ""


def money(element: Element, currency: str) -> tuple[float, str, str] | None:
    """Return amount, currency and day of the value in an element, None where it holds no amount."""
    value = element.find("value")
    if value is None:
        return None
    amount = read_amount(blanks_collapsed(value.text))
    if amount is None:
        return None
    code = blanks_collapsed(value.get("currency")).upper() or currency
    return amount, code if re.fullmatch(r"[A-Z]{3}", code) else "", day(value.get("value-date"))


def budgets(activity: Element, currency: str) -> Iterator[dict[str, object]]:
    """Give the budgets with their period, amount and currency."""
    for budget in activity.findall("budget"):
        found = money(budget, currency)
        if found is None:
            continue
        amount, code, _ = found
        start, end = budget.find("period-start"), budget.find("period-end")
        yield {
            "amount": amount,
            "currency": code,
            "from": day(start.get("iso-date")) if start is not None else "",
            "until": day(end.get("iso-date")) if end is not None else "",
        }


def blanks_collapsed(text: str | None) -> str:
    """Return a text with each run of blanks as one, without characters that no text holds."""
    return " ".join(re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", " ", text or "").replace("\u00a0", " ").split())
