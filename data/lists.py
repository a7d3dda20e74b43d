"""Needs and partners as plain lists in CSV files: what `concert rank` reads, without any database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from data.countries import find_country
from data.problems import Problem, ProblemsError
from data.rows import Row, read_rows
from matching.records import Affiliate, Capability, Kind, Need, Origin, Partner, Resource, Size

_FLAGS: dict[str, bool | None] = {
    "yes": True,
    "true": True,
    "1": True,
    "no": False,
    "false": False,
    "0": False,
    "": None,
}
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

Value = TypeVar("Value")
Code = TypeVar("Code", bound=StrEnum)
Record = TypeVar("Record")


def read_needs(path: Path) -> list[Need]:
    """Return the needs of a CSV file with columns `id,text` and optionally `title,countries,sdgs,resources,language`.

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


class _Cells:
    """The cells of one row read into values; what is wrong is noted, not raised."""

    def __init__(self, row: Row, file: str, problems: list[Problem]) -> None:
        self.row = row
        self.origin = Origin(source=f"{file}, row {row.number}")
        self._problems = problems

    def wrong(self, column: str, value: str, allowed: str) -> None:
        self._problems.append(Problem(self.row.number, column, value, allowed))

    def many(self, column: str, read: Callable[[str], Value | None], allowed: str) -> tuple[Value, ...]:
        values: dict[Value, None] = {}
        for cell in filter(None, (part.strip() for part in self.row[column].split(";"))):
            value = read(cell)
            if value is None:
                self.wrong(column, cell, allowed)
            else:
                values[value] = None
        return tuple(values)

    def code(self, column: str, codes: type[Code]) -> Code | None:
        found = self.many(column, lambda cell: _code(codes, cell), _one_of(codes))
        return found[0] if found else None

    def countries(self, column: str = "countries") -> tuple[str, ...]:
        return self.many(column, _country, "an ISO 3166 code or an English country name")

    def sdgs(self) -> tuple[int, ...]:
        return self.many("sdgs", _goal, "a goal number from 1 to 17")

    def resources(self) -> tuple[Resource, ...]:
        return self.many("resources", lambda cell: _code(Resource, cell), _one_of(Resource))

    def flag(self, column: str) -> bool | None:
        cell = self.row[column].lower()
        if cell not in _FLAGS:
            self.wrong(column, self.row[column], f"one of {', '.join(filter(None, _FLAGS))} or nothing")
        return _FLAGS.get(cell)

    def language(self) -> str:
        code = self.row["language"].lower()[:2] or "en"
        if code not in LANGUAGES:
            self.wrong("language", self.row["language"], f"one of {', '.join(LANGUAGES)}")
        return code


def _read(path: Path, record: Callable[[_Cells], Record]) -> list[Record]:
    rows = read_rows(path, required=("id", "text"))
    problems = _id_problems(rows)
    records = [record(_Cells(row, path.name, problems)) for row in rows]
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


def _need(cells: _Cells) -> Need:
    return Need(
        id=cells.row["id"],
        entity="",
        title=cells.row["title"],
        text=cells.row["text"],
        origin=cells.origin,
        language=cells.language(),
        sdgs=cells.sdgs(),
        countries=cells.countries(),
        resources=cells.resources(),
    )


def _partner(cells: _Cells) -> tuple[Partner, Capability]:
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


def _code(codes: type[Code], cell: str) -> Code | None:
    key = cell.lower().replace(" ", "_").replace("-", "_")
    return next((code for code in codes if code.value == key), None)


def _one_of(codes: type[StrEnum]) -> str:
    return f"one of {', '.join(code.value for code in codes)}"


def _country(cell: str) -> str | None:
    country = find_country(cell)
    return country.iso3 if country else None


def _goal(cell: str) -> int | None:
    digits = cell.upper().removeprefix("SDG").strip()
    return int(digits) if digits.isdecimal() and 1 <= int(digits) <= 17 else None
