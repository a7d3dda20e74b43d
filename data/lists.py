"""Needs and partners as plain lists in CSV files: what `concert rank` reads, without any database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from data import need_fields
from data.cells import Cells
from data.need_fields import FIELDS
from data.problems import Problem, ProblemsError
from data.rows import Row, read_rows
from matching.records import Affiliate, Capability, Kind, Need, Partner, Size

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


def _read(path: Path, record: Callable[[Cells], Record]) -> list[Record]:
    rows = read_rows(path, required=("id", "text"))
    problems = _id_problems(rows)
    records = [record(Cells(row, path.name, problems)) for row in rows]
    if problems:
        raise ProblemsError(path.name, sorted(problems, key=lambda problem: problem.row or 0))
    return records


def _id_problems(rows: Sequence[Row]) -> list[Problem]:
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


def _need(cells: Cells) -> Need:
    return need_fields.need({field: cells.row[field] for field in FIELDS}, cells.row["id"], cells.origin, cells.wrong)


def _partner(cells: Cells) -> tuple[Partner, Capability]:
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
