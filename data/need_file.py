"""One need in a JSON file, with what is demanded of a coalition for it: what `concert coalition --file` reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import need_fields
from data.need_fields import Fields, Wrong
from data.problems import Problem, ProblemsError
from data.rows import decode
from matching.records import Need, Origin

# What may stand in the file: the fields of a need, and what is asked of its coalition.
FIELDS = (*need_fields.FIELDS, "demands", "forced", "forbidden", "max_members")


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
    problems: list[Problem] = []

    def wrong(field: str, value: str, allowed: str) -> None:
        problems.append(Problem(None, field, value, allowed))

    asked = _asked(found, path.name, wrong)
    if problems:
        raise ProblemsError(path.name, problems)
    return asked


def _asked(found: Mapping[str, Any], name: str, wrong: Wrong) -> Asked:
    for field in sorted(set(found) - set(FIELDS)):
        wrong(field, field, f"one of {', '.join(FIELDS)}")
    fields = Fields(found, wrong)
    need = need_fields.need(found, fields.text("id") or "need", Origin(name), wrong)
    if not need.text.strip():
        wrong("text", "", "what is needed, in a sentence or more")
    limit = found.get("max_members")
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 1):
        wrong("max_members", str(limit), "a whole number from 1")
        limit = None
    demands = fields.each("demands", _demand, "an object with wish and maybe bound")
    return Asked(need, dict(demands), _ids(fields, "forced"), _ids(fields, "forbidden"), limit)


def _ids(fields: Fields, field: str) -> frozenset[str]:
    return frozenset(fields.each(field, lambda value: value if isinstance(value, str) and value else None, "an id"))


def _demand(value: Any) -> tuple[str, int] | None:
    if not isinstance(value, dict) or not isinstance(value.get("wish"), str):
        return None
    bound = value.get("bound", 1)
    return (value["wish"], bound) if isinstance(bound, int) and not isinstance(bound, bool) and bound >= 0 else None
