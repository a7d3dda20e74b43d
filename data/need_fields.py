"""A need out of named fields, every one of them checked: what lists, files of one need and imports have in common."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields as fields_of
from datetime import date
from typing import Any, TypeVar

from data.cells import LANGUAGES
from data.countries import find_country
from matching.records import ALWAYS, URGENCIES, Facet, FacetKind, Need, Origin, Period, Resource, Rule

Value = TypeVar("Value")
Wrong = Callable[[str, str, str], None]

STATES = ("open", "closed")
COMPARATORS = ("at least", "at most", "exactly")
FIELDS = (*(each.name for each in fields_of(Need) if each.name not in {"origin", "period"}), "starts", "ends")
_FACET = re.compile(r"(?P<kind>\w+)\s*:\s*(?P<text>.+?)(?:\s*\[(?P<weight>\d+(?:\.\d+)?)\])?")
_RULE = re.compile(rf"(?P<comparator>{'|'.join(COMPARATORS)})\s+(?P<bound>\d+)\s+(?P<name>[^:]+?)\s*:(?P<members>.*)")
_FACET_SAID = f"an object with kind, text and maybe weight; in a table {FacetKind.CAPABILITY}: text [weight]"
_RULE_SAID = "an object with name, comparator, bound and members; in a table at least 1 name: id, id"


def need(found: Mapping[str, Any], id: str, origin: Origin, wrong: Wrong) -> Need:
    """Return the need of fields as JSON holds them; `wrong` is told field, value and what is allowed of each fault.

    Lists may be written as in a table: parts between semicolons, a facet as `capability: text [weight]`, a rule as
    `at least 1 name: id, id`.
    """
    fields = NeedFields(found, wrong)
    return Need(
        id=id,
        entity=fields.text("entity"),
        title=fields.text("title"),
        text=fields.text("text"),
        origin=origin,
        language=fields.choice("language", LANGUAGES, "en"),
        sdgs=fields.each("sdgs", _goal, "a goal number from 1 to 17"),
        countries=fields.each("countries", _country, "an ISO 3166 code or an English country name"),
        resources=fields.each("resources", _resource, f"one of {', '.join(Resource)}"),
        sectors=fields.each("sectors", lambda value: value if isinstance(value, str) else None, "any word"),
        type=fields.text("type"),
        urgency=fields.choice("urgency", URGENCIES, "normal"),
        period=fields.period(),
        facets=fields.each("facets", lambda value: _facet(id, value), _FACET_SAID),
        rules=fields.each("rules", _rule, _RULE_SAID),
        state=fields.choice("state", STATES, "open"),
    )


class NeedFields:
    """Fields as JSON holds them, read into values; of what is wrong `wrong` is told, and nothing is raised."""

    def __init__(self, found: Mapping[str, Any], wrong: Wrong) -> None:
        self._found = found
        self._wrong = wrong

    def text(self, field: str) -> str:
        """Return a text, "" for none."""
        value = self._found.get(field) or ""
        if isinstance(value, str):
            return value
        self._wrong(field, str(value), "a text")
        return ""

    def choice(self, field: str, known: Sequence[str], usual: str) -> str:
        """Return one of the known codes, the usual one where none is told."""
        value = self.text(field).strip().lower() or usual
        if value not in known:
            self._wrong(field, self.text(field), f"one of {', '.join(known)}")
            return usual
        return value

    def each(self, field: str, read: Callable[[Any], Value | None], allowed: str) -> tuple[Value, ...]:
        """Return the values of a list, each once, without those that `read` gives None for."""
        values = self._found.get(field) or []
        if isinstance(values, str):
            values = [part for part in (each.strip() for each in values.split(";")) if part]
        if not isinstance(values, list):
            self._wrong(field, str(values), "a list")
            return ()
        kept: list[Value] = []
        for value in values:
            one = read(value)
            if one is None:
                self._wrong(field, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), allowed)
            elif one not in kept:
                kept.append(one)
        return tuple(kept)

    def period(self) -> Period:
        """Return the period from `starts` to `ends`."""
        start, end = self._day("starts"), self._day("ends")
        if start and end and end < start:
            self._wrong("ends", end.isoformat(), f"a day from {start.isoformat()} on")
            end = None
        return Period(start, end) if start or end else ALWAYS

    def _day(self, field: str) -> date | None:
        value = self.text(field).strip()
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self._wrong(field, value, "a day as 2026-11-30")
            return None


def _goal(value: Any) -> int | None:
    if isinstance(value, str):
        digits = value.upper().removeprefix("SDG").strip()
        value = int(digits) if digits.isdecimal() else None
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 17 else None


def _country(value: Any) -> str | None:
    found = find_country(value) if isinstance(value, str) else None
    return found.iso3 if found else None


def _resource(value: Any) -> Resource | None:
    key = value.lower().replace(" ", "_").replace("-", "_") if isinstance(value, str) else ""
    return Resource(key) if key in set(Resource) else None


def _facet(need: str, value: Any) -> Facet | None:
    if isinstance(value, str):
        said = _FACET.fullmatch(value)
        value = said and {"kind": said["kind"].lower(), "text": said["text"], "weight": float(said["weight"] or 1)}
    if not isinstance(value, dict) or value.get("kind") not in set(FacetKind):
        return None
    text, weight = value.get("text"), value.get("weight", 1.0)
    number = isinstance(weight, int | float) and not isinstance(weight, bool) and 0 <= weight < 1e9
    if not (isinstance(text, str) and text and number):
        return None
    return Facet(need, FacetKind(value["kind"]), text, float(weight))


def _rule(value: Any) -> Rule | None:
    if isinstance(value, str):
        said = _RULE.fullmatch(value)
        listed = said["members"].split(",") if said else []
        known = [each.strip() for each in listed if each.strip()]
        value = said and {**said.groupdict(), "bound": int(said["bound"]), "members": known}
    if not isinstance(value, dict):
        return None
    name, comparator, bound, members = (value.get(key) for key in ("name", "comparator", "bound", "members"))
    counts = isinstance(bound, int) and not isinstance(bound, bool) and bound >= 0
    named = isinstance(members, list) and all(isinstance(member, str) for member in members)
    if not (isinstance(name, str) and comparator in COMPARATORS and counts and named):
        return None
    return Rule(name, str(comparator), int(bound or 0), frozenset(members or ()))
