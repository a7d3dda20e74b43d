"""One IATI activity as a draft of an engagement, with all that it states and Concert keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from data.exporting.iati.elements import ASSUMED
from data.imports.drafts import Draft
from data.imports.found import Findings
from data.imports.iati import elements as e
from data.imports.iati import places as p
from data.imports.iati import texts as t
from data.imports.iati.codes import DAYS, ROLES, STATUSES, TRANSACTIONS, coded
from data.imports.layouts.shape import stated
from matching.records import RecordKind

# Codes of IATI 2.03: activity status, kinds of days and of incoming money.
_STATES = {"1": "proposed", "2": "active", "3": "active", "4": "ended", "5": "stopped", "6": "stopped"}
_STARTS, _ENDS = ("2", "1"), ("4", "3")
_INCOMING = ("1", "11")
_GENERAL = "1"
_HUMANITARIAN = {"1": True, "true": True, "0": False, "false": False}


def read_activity(activity: Element, number: int, findings: Findings) -> Draft | None:
    """Return the draft of an activity; without an identifier or a title it is a problem and None."""
    for made_up in [each for each in activity if each.get(ASSUMED) == "true"]:
        activity.remove(made_up)
    language = t.language_of(activity)
    identifier = activity.find("iati-identifier")
    key = t.blanks_collapsed(identifier.text if identifier is not None else "")[:400]
    titles = t.narratives(activity.findall("title"), language)
    if not key:
        findings.wrong(number, "iati-identifier", "", "an identifier in each activity")
        return None
    if not titles:
        findings.wrong(number, "title", "", f"a title; the activity {key} has none")
        return None
    texts = _texts(activity, language)
    places = p.countries(activity, findings)
    currency = (activity.get("default-currency") or "").upper()[:3]
    status, days = _code(activity, "activity-status", STATUSES), _days(activity)
    fields = {
        "iati_identifier": key,
        "title": t.preferred(titles, language),
        "titles": titles if len(titles) > 1 else {},
        "language": language,
        "summary": t.preferred(texts.get(_GENERAL) or next(iter(texts.values()), {}), language),
        "descriptions": texts if sum(map(len, texts.values())) > 1 else {},
        "organisations": list(_organisations(activity, language, findings)),
        "sdgs": e.goals(activity),
        "countries": list(places),
        "country_percentages": {code: share for code, share in places.items() if share is not None},
        "other_countries": p.elsewhere(activity),
        "regions": p.regions(activity, findings),
        "locations": list(p.locations(activity)),
        "sectors": e.sectors(activity, findings),
        "level": p.level(activity).value,
        "scope": _code(activity, "activity-scope", {}),
        "state": _STATES.get(status, ""),
        "activity_status": status,
        "humanitarian": _HUMANITARIAN.get((activity.get("humanitarian") or "").strip().lower()),
        "budgets": list(e.budgets(activity, currency)),
        "contributions": list(_contributions(activity, language, currency, findings)),
        "days": days,
        **_period(days, findings),
    }
    return Draft(RecordKind.ENGAGEMENT, key, number, stated(fields))


def _texts(activity: Element, language: str) -> dict[str, dict[str, str]]:
    """Return the descriptions by their type (1 general, 2 objectives, 3 target groups, 4 other) and language."""
    found: dict[str, dict[str, str]] = {}
    for description in activity.findall("description"):
        kind = description.get("type") or _GENERAL
        held = found.setdefault(kind[:2], {})
        for code, text in t.narratives(description, language).items():
            held[code] = f"{held[code]}\n{text}" if code in held else text
    return {kind: texts for kind, texts in found.items() if texts}


def _organisations(activity: Element, language: str, findings: Findings) -> Iterator[dict[str, str]]:
    reporting = activity.find("reporting-org")
    named = [(reporting, "reporting")] if reporting is not None else []
    named += [(each, coded(each.get("role"), ROLES)) for each in activity.findall("participating-org")]
    seen = set()
    for element, role in named:
        found = e.organisation(element, role, language, findings)
        if found is not None and (found["key"], role) not in seen:
            seen.add((found["key"], role))
            yield found


def _contributions(activity: Element, language: str, currency: str, findings: Findings) -> Iterator[dict[str, Any]]:
    """Give what each giver brought each year: incoming funds, else incoming commitments, refunds taken off."""
    by_type: dict[str, list[Element]] = defaultdict(list)
    for transaction in activity.findall("transaction"):
        by_type[_code(transaction, "transaction-type", TRANSACTIONS)].append(transaction)
    kept = next((by_type[kind] for kind in _INCOMING if by_type.get(kind)), [])
    sums: dict[tuple[str, str, int | None], float] = defaultdict(float)
    givers = {}
    for transaction in kept:
        provider, found = transaction.find("provider-org"), e.money(transaction, currency)
        giver = e.organisation(provider, "provider", language, findings) if provider is not None else None
        if giver is None or found is None:
            continue
        amount, code, on = found
        told = e.day_of(transaction.find("transaction-date")) or on
        givers[giver["key"]] = giver
        sums[giver["key"], code, int(told[:4]) if told else None] += amount
    for (key, code, year), amount in sums.items():
        if amount > 0:
            yield stated({"giver": givers[key], "amount": round(amount, 2), "currency": code, "year": year})


def _code(element: Element, tag: str, words: Mapping[str, str]) -> str:
    """Return the code of a child, from its attribute or, as files of 1.0x have it, its text; "" for none."""
    found = element.find(tag)
    return "" if found is None else coded(found.get("code") or found.text, words)[:20]


def _days(activity: Element) -> dict[str, str]:
    """Return the first day of each kind: 1 planned start, 2 start, 3 planned end, 4 end."""
    days: dict[str, str] = {}
    for each in activity.findall("activity-date"):
        if found := e.day_of(each):
            days.setdefault(coded(each.get("type"), DAYS)[:20], found)
    return days


def _period(days: Mapping[str, str], findings: Findings) -> dict[str, str]:
    start = next((days[kind] for kind in _STARTS if kind in days), "")
    end = next((days[kind] for kind in _ENDS if kind in days), "")
    if start and end and end < start:
        findings.skip("an end before its start")
        end = ""
    return {name: value for name, value in (("starts", start), ("ends", end)) if value}
