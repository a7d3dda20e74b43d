"""One IATI activity as a draft of an engagement, with all that it states and Concert keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from data.imports.drafts import Draft
from data.imports.found import Findings
from data.imports.iati import elements as e
from data.imports.layouts.shape import stated
from matching.records import RecordKind

# Codes of IATI 2.03: activity status, activity scope beyond one country, kinds of days and of incoming money.
_STATES = {"1": "proposed", "2": "active", "3": "active", "4": "ended", "5": "stopped", "6": "stopped"}
_BEYOND = frozenset({"1", "2", "3"})
_STARTS, _ENDS = ("2", "1"), ("4", "3")
_INCOMING = ("1", "11")
_GENERAL = "1"


def read_activity(activity: Element, number: int, findings: Findings) -> Draft | None:
    """Return the draft of an activity; without an identifier or a title it is a problem and None."""
    language = e.language_of(activity)
    identifier = activity.find("iati-identifier")
    key = e.blanks_collapsed(identifier.text if identifier is not None else "")[:400]
    titles = e.narratives(activity.find("title"), language)
    if not key:
        findings.wrong(number, "iati-identifier", "", "an identifier in each activity")
        return None
    if not titles:
        findings.wrong(number, "title", "", f"a title; the activity {key} has none")
        return None
    texts = _texts(activity, language)
    places = e.countries(activity, findings)
    currency = (activity.get("default-currency") or "").upper()[:3]
    status, scope = activity.find("activity-status"), activity.find("activity-scope")
    beyond = scope is not None and scope.get("code") in _BEYOND
    fields = {
        "iati_identifier": key,
        "title": e.preferred(titles, language),
        "titles": titles if len(titles) > 1 else {},
        "language": language,
        "summary": e.preferred(texts.get(_GENERAL) or next(iter(texts.values()), {}), language),
        "descriptions": texts if sum(map(len, texts.values())) > 1 else {},
        "organisations": list(_organisations(activity, language)),
        "sdgs": e.goals(activity),
        "countries": list(places),
        "country_percentages": {code: share for code, share in places.items() if share is not None},
        "regions": [e.blanks_collapsed(region.get("code")) for region in activity.findall("recipient-region")],
        "sectors": e.sectors(activity, findings),
        "level": "global" if beyond or not places else "country",
        "state": _STATES.get(status.get("code") or "", "") if status is not None else "",
        "budgets": list(e.budgets(activity, currency)),
        "contributions": list(_contributions(activity, language, currency)),
        **_period(activity, findings),
    }
    return Draft(RecordKind.ENGAGEMENT, key, number, stated(fields))


def _texts(activity: Element, language: str) -> dict[str, dict[str, str]]:
    """Return the descriptions by their type (1 general, 2 objectives, 3 target groups, 4 other) and language."""
    found: dict[str, dict[str, str]] = {}
    for description in activity.findall("description"):
        kind = description.get("type") or _GENERAL
        held = found.setdefault(kind[:2], {})
        for code, text in e.narratives(description, language).items():
            held[code] = f"{held[code]}\n{text}" if code in held else text
    return {kind: texts for kind, texts in found.items() if texts}


def _organisations(activity: Element, language: str) -> Iterator[dict[str, str]]:
    reporting = activity.find("reporting-org")
    named = [(reporting, "reporting")] if reporting is not None else []
    named += [(each, each.get("role") or "") for each in activity.findall("participating-org")]
    seen = set()
    for element, role in named:
        found = e.organisation(element, role, language)
        if found is not None and (found["key"], role) not in seen:
            seen.add((found["key"], role))
            yield found


def _contributions(activity: Element, language: str, currency: str) -> Iterator[dict[str, Any]]:
    """Give what each giver brought each year: incoming funds, else incoming commitments, refunds taken off."""
    by_type: dict[str, list[Element]] = defaultdict(list)
    for transaction in activity.findall("transaction"):
        kind = transaction.find("transaction-type")
        by_type[(kind.get("code") or "") if kind is not None else ""].append(transaction)
    kept = next((by_type[kind] for kind in _INCOMING if by_type.get(kind)), [])
    sums: dict[tuple[str, str, int | None], float] = defaultdict(float)
    givers = {}
    for transaction in kept:
        provider, found = transaction.find("provider-org"), e.money(transaction, currency)
        giver = e.organisation(provider, "provider", language) if provider is not None else None
        if giver is None or found is None:
            continue
        amount, code, on = found
        when = transaction.find("transaction-date")
        told = (e.day(when.get("iso-date")) if when is not None else "") or on
        givers[giver["key"]] = giver
        sums[giver["key"], code, int(told[:4]) if told else None] += amount
    for (key, code, year), amount in sums.items():
        if amount > 0:
            yield stated({"giver": givers[key], "amount": round(amount, 2), "currency": code, "year": year})


def _period(activity: Element, findings: Findings) -> dict[str, str]:
    days: dict[str, str] = {}
    for each in activity.findall("activity-date"):
        found = e.day(each.get("iso-date"))
        if found:
            days.setdefault(each.get("type") or "", found)
    start = next((days[kind] for kind in _STARTS if kind in days), "")
    end = next((days[kind] for kind in _ENDS if kind in days), "")
    if start and end and end < start:
        findings.skip("an end before its start")
        end = ""
    return {name: value for name, value in (("starts", start), ("ends", end)) if value}
