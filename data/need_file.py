"""One need in a JSON file, with what is demanded of a coalition for it: what `concert coalition --file` reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from data.cells import LANGUAGES
from data.countries import find_country
from data.problems import Problem, ProblemsError
from data.rows import decode
from matching.records import Facet, FacetKind, Need, Origin, Resource, Rule

Value = TypeVar("Value")

FIELDS = (
    "id",
    "entity",
    "title",
    "text",
    "language",
    "countries",
    "sdgs",
    "resources",
    "facets",
    "rules",
    "demands",
    "forced",
    "forbidden",
    "max_members",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A need with what is asked of its coalition: `demands` holds wishes with their bounds, as written."""

    need: Need
    demands: Mapping[str, int]
    forced: frozenset[str]
    forbidden: frozenset[str]
    max_members: int | None


def read_need(path: Path) -> Asked:
    """Return the need of a JSON file: an object with `text` and optionally the other `FIELDS`.

    :raises ProblemsError: With every problem of the file at once.
    """
    try:
        found = json.loads(decode(path))
    except json.JSONDecodeError as error:
        raise ProblemsError(path.name, [Problem(None, "file", str(error), "JSON as RFC 8259 describes it")]) from None
    except RecursionError:
        raise ProblemsError(path.name, [Problem(None, "file", "nested too deeply", "a plain object")]) from None
    if not isinstance(found, dict):
        raise ProblemsError(path.name, [Problem(None, "file", type(found).__name__, "an object with a field text")])
    reader = _Fields(found)
    asked = _asked(reader, path.name)
    if reader.problems:
        raise ProblemsError(path.name, reader.problems)
    return asked


def _asked(fields: _Fields, name: str) -> Asked:
    key = fields.text("id") or "need"
    for field in sorted(set(fields.found) - set(FIELDS)):
        fields.wrong(field, field, f"one of {', '.join(FIELDS)}")
    if not fields.text("text").strip():
        fields.wrong("text", "", "what is needed, in a sentence or more")
    language = fields.text("language") or "en"
    if language not in LANGUAGES:
        fields.wrong("language", language, f"one of {', '.join(LANGUAGES)}")
    limit = fields.found.get("max_members")
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 1):
        fields.wrong("max_members", str(limit), "a whole number from 1")
    need = Need(
        id=key,
        entity=fields.text("entity"),
        title=fields.text("title"),
        text=fields.text("text"),
        origin=Origin(name),
        language=language,
        sdgs=fields.each("sdgs", _goal, "a goal number from 1 to 17"),
        countries=fields.each("countries", _country, "an ISO 3166 code or an English country name"),
        resources=fields.each("resources", _resource, f"one of {', '.join(Resource)}"),
        facets=fields.each("facets", lambda value: _facet(key, value), "an object with kind, text and maybe weight"),
        rules=fields.each("rules", _rule, "an object with name, comparator, bound and members"),
    )
    demands = fields.each("demands", _demand, "an object with wish and maybe bound")
    return Asked(
        need, dict(demands), fields.ids("forced"), fields.ids("forbidden"), limit if not fields.problems else None
    )


class _Fields:
    """The fields of the object read into values; what is wrong is noted, not raised."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.found = found
        self.problems: list[Problem] = []

    def wrong(self, field: str, value: str, allowed: str) -> None:
        problem = Problem(None, field, value, allowed)
        if problem not in self.problems:
            self.problems.append(problem)

    def text(self, field: str) -> str:
        value = self.found.get(field, "")
        if isinstance(value, str):
            return value
        self.wrong(field, str(value), "a text")
        return ""

    def each(self, field: str, read: Callable[[Any], Value | None], allowed: str) -> tuple[Value, ...]:
        values = self.found.get(field, [])
        if not isinstance(values, list):
            self.wrong(field, str(values), "a list")
            return ()
        found = [(value, read(value)) for value in values]
        for value, each in found:
            if each is None:
                self.wrong(field, json.dumps(value, ensure_ascii=False), allowed)
        return tuple(each for _, each in found if each is not None)

    def ids(self, field: str) -> frozenset[str]:
        return frozenset(self.each(field, lambda value: value if isinstance(value, str) and value else None, "an id"))


def _goal(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 17 else None


def _country(value: Any) -> str | None:
    found = find_country(value) if isinstance(value, str) else None
    return found.iso3 if found else None


def _resource(value: Any) -> Resource | None:
    return Resource(value) if isinstance(value, str) and value in set(Resource) else None


def _facet(need: str, value: Any) -> Facet | None:
    if not isinstance(value, dict) or value.get("kind") not in set(FacetKind):
        return None
    text, weight = value.get("text"), value.get("weight", 1.0)
    number = isinstance(weight, int | float) and not isinstance(weight, bool) and 0 <= weight < 1e9
    return (
        Facet(need, FacetKind(value["kind"]), text, float(weight))
        if isinstance(text, str) and text and number
        else None
    )


def _rule(value: Any) -> Rule | None:
    if not isinstance(value, dict):
        return None
    name, comparator, bound, members = (value.get(key) for key in ("name", "comparator", "bound", "members"))
    fits = isinstance(name, str) and comparator in ("at least", "at most", "exactly") and isinstance(bound, int)
    listed = isinstance(members, list) and all(isinstance(member, str) for member in members)
    return Rule(str(name), str(comparator), int(bound or 0), frozenset(members or ())) if fits and listed else None


def _demand(value: Any) -> tuple[str, int] | None:
    if not isinstance(value, dict) or not isinstance(value.get("wish"), str):
        return None
    bound = value.get("bound", 1)
    return (value["wish"], bound) if isinstance(bound, int) and not isinstance(bound, bool) and bound >= 0 else None
