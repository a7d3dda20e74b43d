"""Drafts of approaches from a CSV file: what entities already keep in their own lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Connection, text

from data.cells import RowCells
from data.problems import Problem, ProblemsError
from data.rows import CsvRow, read_rows
from matching.records import (
    MAX_WINDOW_DAYS,
    Approach,
    Disclosure,
    Gate,
    Level,
    Origin,
    Period,
    Resource,
    Visibility,
)

REQUIRED = ("id", "entity", "partner", "resource", "from", "until", "effort_days", "benefit", "necessity")


@dataclass(frozen=True, slots=True)
class KnownIds:
    """The ids that a file may refer to, and those of approaches that it may not use again."""

    entities: frozenset[str]
    partners: frozenset[str]
    approaches: frozenset[str] = frozenset()


def known(connection: Connection) -> KnownIds:
    """Return the ids that the store knows."""
    tables = ("SELECT id FROM entities", "SELECT id FROM partners", "SELECT id FROM approaches")
    return KnownIds(*(frozenset(connection.scalars(text(statement))) for statement in tables))


def read_drafts(path: Path, ids: KnownIds) -> list[Approach]:
    """Return the approaches of a CSV file as drafts, in the order of its rows.

    Needed are the columns `id,entity,partner,resource,from,until,effort_days,benefit,necessity`; `level, country,
    sdgs, topic, need, owner, visibility, reason, embargo, go` may be there. Each id is new, and stands once.

    :raises ProblemsError: With every problem of the file at once.
    """
    rows = read_rows(path, REQUIRED)
    problems: list[Problem] = []
    allowed = {"entity": ids.entities, "partner": ids.partners}
    drafts = [_draft(RowCells(row, path.name, problems), allowed) for row in rows]
    problems += _ids([(row.number, row["id"]) for row in rows], ids.approaches)
    if problems:
        raise ProblemsError(path.name, sorted(problems, key=lambda problem: (problem.row or 0, problem.column)))
    return [draft for draft in drafts if draft is not None]


def read_draft(values: dict[str, str], ids: KnownIds, where: str) -> Approach:
    """Return one approach whose columns were given by hand as a draft; `where` names the place in what is said.

    :raises ProblemsError: With every problem at once.
    """
    problems: list[Problem] = []
    row = CsvRow(0, {name: value.strip() for name, value in values.items()})
    draft = _draft(RowCells(row, where, problems), {"entity": ids.entities, "partner": ids.partners})
    problems += _ids([(0, row["id"])], ids.approaches)
    if problems or draft is None:
        found = [Problem(None, problem.column, problem.value, problem.allowed) for problem in problems]
        raise ProblemsError(where, sorted(found, key=lambda problem: problem.column))
    return replace(draft, origin=Origin(where))


def _draft(cells: RowCells, allowed: dict[str, frozenset[str]]) -> Approach | None:
    for column, ids in allowed.items():
        if cells.row[column] not in ids:
            cells.wrong(column, cells.row[column], f"the id of a known {column}")
    for column in ("benefit", "necessity"):
        if not cells.row[column]:
            cells.wrong(column, "", "a sentence; the gate asks for it before an approach")
    resource = cells.code("resource", Resource)
    if not cells.row["resource"]:
        cells.wrong("resource", "", f"one of {', '.join(Resource)}")
    level = cells.code("level", Level)
    places = cells.countries("country")
    if level is Level.COUNTRY and not places:
        cells.wrong("country", cells.row["country"], "the country of an approach at country level")
    window = _window(cells)
    effort, go, shown = cells.amount("effort_days"), cells.flag("go"), cells.code("visibility", Visibility)
    if effort is None and not cells.row["effort_days"]:
        cells.wrong("effort_days", "", "the expected effort in days of work")
    sdgs, embargo = cells.sdgs(), cells.day("embargo")
    # An embargo holds to the end of its last day, also where that ends last, twelve hours behind universal time.
    until = datetime.combine(embargo + timedelta(days=1), time(12), UTC) if embargo else None
    if resource is None or window is None or effort is None:
        return None
    entity = cells.row["entity"]
    return Approach(
        id=cells.row["id"],
        entity=entity,
        partner=cells.row["partner"],
        level=level or (Level.COUNTRY if places else Level.GLOBAL),
        resource=resource,
        window=window,
        origin=cells.origin,
        disclosure=Disclosure(entity, shown or Visibility.NAMED, cells.row["reason"], until),
        country="" if level is Level.GLOBAL else (places[0] if places else ""),
        sdgs=sdgs,
        need=cells.row["need"],
        topic=cells.row["topic"],
        owner=cells.row["owner"],
        gate=Gate(effort, cells.row["benefit"], cells.row["necessity"], go is not False),
    )


def _window(cells: RowCells) -> Period | None:
    start, end = cells.day("from"), cells.day("until")
    for column in ("from", "until"):
        if not cells.row[column]:
            cells.wrong(column, "", "a day as 2026-11-30")
    if start is None or end is None:
        return None
    if end < start:
        cells.wrong("until", cells.row["until"], f"a day from {start} on")
        return None
    if (end - start).days >= MAX_WINDOW_DAYS:
        cells.wrong("until", cells.row["until"], f"at most {MAX_WINDOW_DAYS} days from {start}, both included")
        return None
    return Period(start, end)


def _ids(numbered: Sequence[tuple[int, str]], taken: frozenset[str]) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for number, name in numbered:
        if not name:
            problems.append(Problem(number, "id", "", "an id of its own"))
        elif name in taken:
            problems.append(Problem(number, "id", name, "an id that is not in the register yet"))
        elif name in first:
            problems.append(Problem(number, "id", name, f"each id once; it stands in row {first[name]} too"))
        first.setdefault(name, number)
    return problems
