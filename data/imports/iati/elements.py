"""Pieces of IATI activities: organisations, sectors, Goals, days and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from xml.etree.ElementTree import Element

from data.cells import read_amount
from data.exporting.iati.elements import REFERENCE
from data.facts import read_table
from data.imports.folding import folded
from data.imports.found import Findings
from data.imports.iati.codes import SECTORS, coded
from data.imports.iati.places import percentage
from data.imports.iati.texts import blanks_collapsed, narratives, preferred

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_NAME = 400
# Vocabularies of sectors and of tags that name Goals, their targets and indicators.
_SECTOR_GOALS = frozenset({"7", "8", "9"})
_TAG_GOALS = frozenset({"2", "3"})


def organisation(element: Element, role: str, language: str, findings: Findings) -> dict[str, str] | None:
    """Return an organisation with its reference, type and role; None for one that nothing names.

    A reference alone names a UN entity that it belongs to, and nobody else. Of a name in two languages with a bar
    between them the first is the name, the second an alias.
    """
    ref = reference(element.get("ref"))
    if element.get("ref") and not ref:
        findings.skip("a reference that is no identifier of an organisation")
    told = preferred(narratives(element, language), language)
    name, *others = [part for part in map(str.strip, re.split(r"\s\|\s", told)) if part] or [""]
    name = name[:_LONGEST_NAME] or _entities().get(ref.upper(), "")
    if not any(letter.isalnum() for letter in name):
        if ref:
            findings.skip("an organisation that only a reference names")
        return None
    found = {"key": folded(name) or name, "name": name, "role": role}
    kind = blanks_collapsed(element.get("type"))[:10]
    for field, value in (("ref", ref[:100]), ("type", kind), ("alias", "".join(others[:1])[:_LONGEST_NAME])):
        if value:
            found[field] = value
    return found


def reference(said: str | None) -> str:
    """Return an identifier of an organisation as the standard has it, "" for what is none.

    Numbers of the UN alone are completed: 41122 is XM-DAC-41122, as files of 1.0x have it.
    """
    text = blanks_collapsed(said)
    if f"XM-DAC-{text}" in _entities():
        return f"XM-DAC-{text}"
    return text if text.upper() in _entities() or REFERENCE.fullmatch(text) else ""


def sectors(activity: Element, findings: Findings) -> list[dict[str, object]]:
    """Return the sectors with vocabulary (1 when none is given), code and percentage."""
    found: list[dict[str, object]] = []
    for sector in activity.findall("sector"):
        code = blanks_collapsed(sector.get("code"))
        if code:
            entry: dict[str, object] = {"vocabulary": coded(sector.get("vocabulary"), SECTORS, "1"), "code": code[:60]}
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


def day_of(element: Element | None) -> str:
    """Return the day of an element, from its attribute or, as some files of 1.0x have it, its text; "" for none."""
    return "" if element is None else day(element.get("iso-date")) or day(element.text)


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
        yield {
            "amount": amount,
            "currency": code,
            "from": day_of(budget.find("period-start")),
            "until": day_of(budget.find("period-end")),
        }


@cache
def _entities() -> Mapping[str, str]:
    """The UN entity of each reference."""
    return {row["ref"].upper(): row["name"] for row in read_table("iati_entities")}
