"""A list of names as CSV, to be compared with the organisations that are known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.cells import Cells
from data.problems import Problem, ProblemsError
from data.rows import read_rows

# Columns that carry an identifier, each named as its register.
IDENTIFIERS = ("lei", "iati", "registration")


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

    Further columns are `id,country,website,type,lei,iati,registration`, each as far as it is known. A row without an id
    is known by its number.

    :raises ProblemsError: With every problem of the file at once.
    """
    problems: list[Problem] = []
    found = []
    for row in read_rows(path, required=("name",)):
        cells = Cells(row, path.name, problems)
        home = cells.countries("country")
        numbers = {scheme: row[scheme] for scheme in IDENTIFIERS if row[scheme]}
        key = row["id"] or str(row.number)
        found.append(NameRow(key, row["name"], home[0] if home else "", row["website"], numbers, row["type"]))
    if problems:
        raise ProblemsError(path.name, problems)
    return found
