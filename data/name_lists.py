"""Lists of names as CSV: names to be resolved, and a register of organisations that they are compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.cells import RowCells
from data.facts import read_table, split
from data.imports.fields import words_for
from data.imports.folding import folded
from data.problems import Problem, ProblemsError
from data.rows import CsvRow, read_rows
from matching.records import Kind, Partner

# Columns that carry an identifier, each named as its register.
IDENTIFIERS = ("lei", "iati", "registration")
_COLUMNS = ("id", "name", "aliases", "kind", "country", "website", "lei")


@dataclass(frozen=True, slots=True)
class NameRow:
    """A row of the list: its id, a name, and what else is known of who bears it."""

    id: str
    name: str
    country: str
    domain: str
    identifiers: dict[str, str]
    reported: str


def read_names(path: Path) -> list[NameRow]:
    """Return the rows of a CSV file with a column `name`.

    Further columns are `id,country,website,type,lei,iati,registration`, each as far as it is known and called as import
    knows them. A row without an id is known by its number.

    :raises ProblemsError: With every problem of the file at once.
    """
    problems: list[Problem] = []
    found = []
    for row in _rows(path):
        cells = RowCells(row, path.name, problems)
        home = cells.countries("country")
        key = row["id"] or str(row.number)
        found.append(
            NameRow(
                key, row["name"], home[0] if home else "", row["website"], _numbers(row), row["type"] or row["kind"]
            )
        )
    if problems:
        raise ProblemsError(path.name, problems)
    return found


def read_register(path: Path) -> list[Partner]:
    """Return the organisations of a CSV file with a column `name`, and any of those that import knows of partners.

    A row without an id is known by its number.

    :raises ProblemsError: With every problem of the file at once; an id that stands twice is one.
    """
    problems: list[Problem] = []
    found: dict[str, Partner] = {}
    for row in _rows(path):
        cells = RowCells(row, path.name, problems)
        home = cells.countries("country")
        key = row["id"] or str(row.number)
        if key in found:
            cells.wrong("id", key, "an id that stands once")
        kind = words_for("kind").get(folded(row["kind"]), Kind.OTHER.value)
        found[key] = Partner(
            key,
            row["name"],
            Kind(kind),
            cells.origin,
            country=home[0] if home else "",
            aliases=split(row["aliases"]),
            identifiers=_numbers(row) or None,
            website=row["website"],
        )
    if problems:
        raise ProblemsError(path.name, problems)
    return list(found.values())


def _numbers(row: CsvRow) -> dict[str, str]:
    return {scheme: row[scheme] for scheme in IDENTIFIERS if row[scheme]}


def _rows(path: Path) -> Iterator[CsvRow]:
    """Give the rows that name somebody, their columns under the names of the fields."""
    named = _fields()
    for row in read_rows(path, required=()):
        values = dict(row.values)
        for column, value in row.values.items():
            values.setdefault(named.get(folded(column), column), value)
        if "name" not in values:
            told = ", ".join(row.values)
            raise ProblemsError(path.name, [Problem(1, "(columns)", told, "a column name")])
        if values["name"]:
            yield CsvRow(row.number, values)


@cache
def _fields() -> dict[str, str]:
    columns = {row["field"]: split(row["names"]) for row in read_table("import_columns")}
    return {folded(name): field for field in reversed(_COLUMNS) for name in columns[field]}
