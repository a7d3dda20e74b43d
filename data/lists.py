"""Needs and partners as strangers keep them in CSV or JSON files, read without any database."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from data import need_fields
from data.cells import RowCells
from data.need_fields import FIELDS, NeedFields, Wrong
from data.problems import Problem, ProblemsError
from data.rows import CsvRow, decode, read_rows
from matching.records import Affiliate, Capability, Kind, Need, Origin, Partner, Size

Record = TypeVar("Record")


def read_needs(path: Path) -> list[Need]:
    """Return the needs of a CSV file with columns `id,text` and optionally every other field of a need.

    `data.need_fields` lists them, and says how a cell holds several countries, facets or rules.

    :raises ProblemsError: With every problem of the file at once.
    """
    return _read(path, _need)


def read_partners(path: Path) -> list[tuple[Partner, Capability]]:
    """Return the partners of a CSV file, each with its text as one capability.

    Columns are `id,text` and optionally `name,country,countries,sdgs,resources,language,kind,size,sectors,women_led,
    affiliates`.

    :raises ProblemsError: With every problem of the file at once.
    """
    return _read(path, _partner)


def read_texts(path: Path) -> list[tuple[str, str]]:
    """Return the pairs (id, text) of a CSV file.

    :raises ProblemsError: With every problem of the file at once.
    """
    return _read(path, lambda cells: (cells.row["id"], cells.row["text"]))


def _read(path: Path, record: Callable[[RowCells], Record]) -> list[Record]:
    rows = read_rows(path, required=("id", "text"))
    problems = _id_problems(rows)
    records = [record(RowCells(row, path.name, problems)) for row in rows]
    if problems:
        raise ProblemsError(path.name, sorted(problems, key=lambda problem: problem.row or 0))
    return records


def _id_problems(rows: Sequence[CsvRow]) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for row in rows:
        if not row["id"]:
            problems.append(Problem(row.number, "id", "", "an id of its own"))
        elif row["id"] in first:
            problems.append(
                Problem(row.number, "id", row["id"], f"each id once; it stands in row {first[row['id']]} too")
            )
        first.setdefault(row["id"], row.number)
    return problems


def _need(cells: RowCells) -> Need:
    return need_fields.need({field: cells.row[field] for field in FIELDS}, cells.row["id"], cells.origin, cells.wrong)


def _partner(cells: RowCells) -> tuple[Partner, Capability]:
    key = cells.row["id"]
    home = cells.countries("country")
    countries, sdgs = cells.countries(), cells.sdgs()
    partner = Partner(
        id=key,
        name=cells.row["name"] or key,
        kind=cells.code("kind", Kind) or Kind.OTHER,
        origin=cells.origin,
        size=cells.code("size", Size),
        country=home[0] if home else "",
        countries=countries,
        sectors=cells.many("sectors", str, "any word"),
        sdgs=sdgs,
        women_led=cells.flag("women_led"),
        affiliates=tuple(Affiliate(other) for other in cells.many("affiliates", str, "an id") if other != key),
    )
    capability = Capability(
        id=f"{key}/1",
        partner=key,
        text=cells.row["text"],
        origin=cells.origin,
        language=cells.language(),
        resources=cells.resources(),
        countries=countries,
        sdgs=sdgs,
    )
    return partner, capability


# What may stand in the file: the fields of a need, and what is asked of its coalition.
FILE_FIELDS = (*need_fields.FIELDS, "demands", "forced", "forbidden", "max_members")


@dataclass(frozen=True, slots=True)
class CoalitionRequest:
    """A need with what is asked of its coalition: `demands` holds wishes with their bounds, as written."""

    need: Need
    demands: Mapping[str, int]
    forced: frozenset[str]
    forbidden: frozenset[str]
    max_members: int | None


def read_need(path: Path) -> CoalitionRequest:
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


def _asked(found: Mapping[str, Any], name: str, wrong: Wrong) -> CoalitionRequest:
    for field in sorted(set(found) - set(FILE_FIELDS)):
        wrong(field, field, f"one of {', '.join(FILE_FIELDS)}")
    fields = NeedFields(found, wrong)
    need = need_fields.need(found, fields.text("id") or "need", Origin(name), wrong)
    if not need.text.strip():
        wrong("text", "", "what is needed, in a sentence or more")
    limit = found.get("max_members")
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 1):
        wrong("max_members", str(limit), "a whole number from 1")
        limit = None
    demands = fields.each("demands", _demand, "an object with wish and maybe bound")
    return CoalitionRequest(need, dict(demands), _ids(fields, "forced"), _ids(fields, "forbidden"), limit)


def _ids(fields: NeedFields, field: str) -> frozenset[str]:
    return frozenset(fields.each(field, lambda value: value if isinstance(value, str) and value else None, "an id"))


def _demand(value: Any) -> tuple[str, int] | None:
    if not isinstance(value, dict) or not isinstance(value.get("wish"), str):
        return None
    bound = value.get("bound", 1)
    return (value["wish"], bound) if isinstance(bound, int) and not isinstance(bound, bool) and bound >= 0 else None
