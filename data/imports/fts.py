"""Flows of the Financial Tracking Service as JSON: who gave which UN entity how much, for which plan and places."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from data.imports.drafts import Draft
from data.imports.fields import read_country, words_for
from data.imports.folding import folded
from data.imports.found import Findings
from data.imports.iati.elements import day
from data.imports.iati.texts import blanks_collapsed
from data.imports.layouts.flows import STATES
from data.imports.layouts.shape import stated
from matching.records import RecordKind


def flows_in(found: object) -> list[Any] | None:
    """Return the flows of an answer of the service, or a bare list of them; None for other JSON."""
    if isinstance(found, Mapping):
        data = found.get("data", found)
        found = data.get("flows") if isinstance(data, Mapping) else None
    if isinstance(found, list) and found and all(isinstance(each, Mapping) and _is_flow(each) for each in found[:50]):
        return found
    return None


def read(flows: Sequence[Any], findings: Findings) -> Iterator[Draft]:
    """Give one draft a flow; the row is its place in the list, from 1."""
    seen: dict[str, int] = {}
    for number, flow in enumerate(flows, start=1):
        if not isinstance(flow, Mapping) or not _is_flow(flow):
            findings.wrong(number, "flow", str(flow), "an object with sourceObjects and destinationObjects")
            continue
        key = blanks_collapsed(str(flow.get("id") or ""))[:100]
        if not key:
            findings.wrong(number, "id", "", "the number of the flow")
        elif key in seen:
            findings.wrong(number, "id", key, f"each flow once; flow {seen[key]} has it too")
        else:
            seen[key] = number
            yield _draft(flow, key, number, findings)


def _draft(flow: Mapping[str, Any], key: str, number: int, findings: Findings) -> Draft:
    sources, targets = _objects(flow, "sourceObjects"), _objects(flow, "destinationObjects")
    givers = [_organisation(each, "1", findings) for each in sources if each.get("type") == "Organization"]
    takers = [_organisation(each, "2", findings) for each in targets if each.get("type") == "Organization"]
    named = [each for each in (*givers, *takers) if each is not None]
    plan = next((_name(each) for each in targets if each.get("type") == "Plan"), "")
    clusters = [_name(each) for each in targets if each.get("type") == "GlobalCluster"]
    places = {read_country(_name(each)) for each in targets if each.get("type") == "Location"} - {""}
    starts = day(str(flow.get("date") or "")[:10])
    amount, original = _amount(flow.get("amountUSD")), _amount(flow.get("originalAmount"))
    in_kind = str(flow.get("contributionType") or "").casefold().startswith("in")
    text = blanks_collapsed(str(flow.get("description") or ""))
    contribution = {
        "giver": next((giver for giver in givers if giver is not None), None),
        "amount": amount,
        "currency": "USD" if amount is not None else "",
        "year": int(starts[:4]) if starts else None,
        "in_kind": in_kind,
    }
    fields = {
        "title": text[:300] or plan or f"Flow {key}",
        "summary": " – ".join(filter(None, [text if len(text) > 300 else "", plan, "; ".join(clusters)])),
        "organisations": named,
        # Shared by 59 countries is at no country: a flow for one plan of many places is held globally.
        "countries": sorted(places) if len(places) <= 10 else [],
        "level": "country" if 0 < len(places) <= 10 else "global",
        "resources": ["in_kind" if in_kind else "finance"],
        "state": STATES.get(str(flow.get("status") or "").casefold(), ""),
        "starts": starts,
        "contributions": [stated(contribution)] if contribution["giver"] is not None else [],
        "original_amount": original,
        "original_currency": str(flow.get("originalCurrency") or "")[:3],
        "flow_status": blanks_collapsed(str(flow.get("status") or ""))[:40],
        "method": blanks_collapsed(str(flow.get("method") or ""))[:100],
    }
    return Draft(RecordKind.ENGAGEMENT, key, number, stated(fields))


def _organisation(each: Mapping[str, Any], role: str, findings: Findings) -> dict[str, str] | None:
    name = _name(each)
    if not any(letter.isalnum() for letter in name):
        findings.skip("an organisation without a name")
        return None
    kinds = each.get("organizationTypes")
    told = str(kinds[0]) if isinstance(kinds, list) and kinds else ""
    found = {"key": folded(name) or name, "name": name, "role": role}
    kind = words_for("kind").get(folded(told), "")
    return found | {"kind": kind} if kind else found


def _objects(flow: Mapping[str, Any], side: str) -> list[Mapping[str, Any]]:
    found = flow.get(side)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _name(each: Mapping[str, Any]) -> str:
    return blanks_collapsed(str(each.get("name") or ""))[:400]


def _amount(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        amount = float(value)
    except (ValueError, OverflowError):
        return None
    return amount if math.isfinite(amount) and 0 <= amount < 1e15 else None


def _is_flow(each: Mapping[str, Any]) -> bool:
    return "sourceObjects" in each and "destinationObjects" in each
