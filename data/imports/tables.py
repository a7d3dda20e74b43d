"""A table in the sheets of a file: what is known of all of it before its rows are read, and their drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from data.imports.asked import Asked
from data.imports.drafts import Draft
from data.imports.fields import Columns, Fields
from data.imports.finding import Found, find_table
from data.imports.found import Findings
from data.imports.grids import Grid
from data.imports.layouts import LAYOUTS, Layout
from data.imports.mapping import ColumnMap, guess
from data.imports.opened import Opened
from data.imports.sifting import Sifter
from data.imports.surveying import (
    Survey,
    adopted,
    code_columns,
    code_country,
    columns_of,
    contradicted,
    crossed,
    home_of,
    home_of_codes,
    is_mark,
    says_what,
)
from data.imports.trouble import Trouble, UnreadableError
from data.rows import CsvRow

_SAMPLE, _WIDE = 5, 80  # rows and letters that a person sees before anything is read
_THREE_W = "3w"


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of a table will be read: its kind, where fields stand, columns of place codes and of crosses."""

    kind: Layout
    places: Mapping[str, int]
    columns: Columns
    codes: tuple[int, ...] = ()
    crosses: tuple[int, ...] = ()


def open_table(grids: Sequence[Grid], name: str, asked: Asked, findings: Findings) -> Opened:
    """Return the table that fits a known kind best; without a kind it has headers and first rows alone.

    :raises UnreadableError: If nothing stands below the headers, or a sheet that was asked for is not there.
    """
    found = find_table(grids, asked)
    headers = found.heading.headers
    survey = Survey.of(found.rows(), len(headers))
    if not survey.rows:
        raise UnreadableError(Trouble.EMPTY)
    if found.others:
        others = ", ".join(found.others)
        findings.notes[f"sheet {found.grid.name} has most rows of those that fit; so do {others}"] = None
    told = Opened(
        "",
        iter(()),
        headers,
        sample=tuple(tuple(cell[:_WIDE] for cell in cells) for cells in _first(found)),
        sheet=found.grid.name,
        sheets=tuple(grid.name for grid in grids if grid.visible and grid.name),
        header_row=found.heading.first,
        others=found.others,
    )
    table = _Table(found, survey, name, asked, findings)
    mapped = table.mapped()
    if mapped is None:
        return told
    plan = table.plan(mapped)
    reading = _Reading(found, plan, name, findings)
    located = plan.columns.home or plan.codes or "countries" in plan.places
    return replace(
        told,
        format=plan.kind.name,
        drafts=reading.drafts(),
        columns=plan.places,
        rows=lambda: reading.count,
        country=plan.columns.home,
        asks=() if located or plan.kind.name != _THREE_W else ("country",),
    )


def _first(found: Found) -> Iterator[Sequence[str]]:
    wide = len(found.heading.headers)
    yield from (cells[:wide] for _, cells in islice(found.rows(), _SAMPLE))


@dataclass(frozen=True, slots=True)
class _Table:
    """A table whose rows were surveyed, and what a person said of it."""

    found: Found
    survey: Survey
    name: str
    asked: Asked
    findings: Findings

    def mapped(self) -> ColumnMap | None:
        """Return the columns as a person mapped them; else as guessed, but for those whose values say otherwise."""
        asked, heading, barred = self.asked, self.found.heading, set[tuple[str, int]]()
        if asked.columns is not None and asked.layout:
            return ColumnMap(asked.layout, asked.columns)
        if heading.mapped is None:
            return None
        for kind in [asked.layout] if asked.layout else LAYOUTS:
            # Once a column is not taken for what its header says, another may be.
            while (held := guess(heading.headers, heading.tags, kind, barred)) is not None:
                wrong = contradicted(self.survey, held.columns) - barred
                if not wrong:
                    break
                barred |= wrong
        mapped = guess(heading.headers, heading.tags, asked.layout, barred)
        if mapped is None:
            return None
        if not asked.layout and crossed(self.survey, mapped.columns, heading.headers):
            # Crosses under sectors or places say who does what where, whatever else the table resembles.
            mapped = guess(heading.headers, heading.tags, _THREE_W, barred) or mapped
        more = adopted(self.survey, mapped, LAYOUTS[mapped.layout].fields)
        return replace(mapped, columns={**mapped.columns, **more})

    def plan(self, mapped: ColumnMap) -> Plan:
        """Return how the rows will be read; columns that no field takes are counted."""
        headers, tags = self.found.heading.headers, self.found.heading.tags
        kind = LAYOUTS[mapped.layout]
        places = {each: place for each, place in mapped.columns.items() if each in kind.fields}
        does = {"activity", "title", "sectors"} & set(places)
        crosses = crossed(self.survey, places, headers) if kind.name == _THREE_W and not does else ()
        codes = code_columns(self.survey, headers, tags)
        for place, header in enumerate(headers):
            if self.survey.filled[place] and place not in {*places.values(), *crosses, *codes}:
                self.findings.skip(f"column {header or f'#{place + 1}'}: no field takes it", self.survey.filled[place])
        columns = columns_of(self.survey, places, headers, self.found.grid.epoch, self.findings.notes)
        home = self._home(codes, located="countries" in places)
        return Plan(kind, places, replace(columns, home=home), codes, crosses)

    def _home(self, codes: Sequence[int], *, located: bool) -> str:
        """Return the country of rows that name none: as asked, as all place codes have it, as titles and names say."""
        home = self.asked.country or home_of_codes(self.survey, codes)
        if home or located:
            return home
        home = home_of([*self.found.title, self.found.grid.name]) or home_of([self.name.rsplit(".", 1)[0]])
        if home:
            self.findings.notes[f"all rows are in {home}, as the title or the name of the file says"] = None
        return home


class _Reading:
    """Reads the rows of a table one after the other."""

    def __init__(self, found: Found, plan: Plan, name: str, findings: Findings) -> None:
        self.count = 0
        self._found, self._plan, self._name, self._findings = found, plan, name, findings

    def drafts(self) -> Iterator[Draft]:
        """Give the drafts of rows without a problem; the others stay out, told in the findings."""
        kind, places = self._plan.kind, self._plan.places
        headers = self._found.heading.headers
        marked = [headers[place] for place in self._plan.crosses]
        what = {"sectors"} if marked and says_what(marked) else set()
        missing = kind.lacking({*places, *what})
        for each in missing:
            instead = f", instead of crosses under {', '.join(marked)[:80]}" if marked else ""
            self._findings.wrong(1, each, "missing", f"a column that is mapped to this field{instead}")
        reader = kind.reader()
        sifter = Sifter(places, headers, kind.one_of or [(each,) for each in kind.needed])
        for number, cells in () if missing else self._found.rows():
            if why := sifter.why_not(cells):
                self._findings.skip(why)
                continue
            self.count += 1
            before = len(self._findings.problems)
            drafts = list(reader.row(self._fields(number, cells)))
            wrong = self._findings.problems[before:]
            self._findings.cut()
            if not wrong:
                yield from drafts
                continue
            why = "; ".join(f"{each.column}: {each.allowed}" for each in wrong)
            self._findings.rest.append((number, cells[: len(headers)], why))
        yield from reader.finish()

    def _fields(self, number: int, cells: Sequence[str]) -> Fields:
        def at(place: int) -> str:
            return cells[place].strip() if place < len(cells) else ""

        values = {each: at(place) for each, place in self._plan.places.items()}
        if self._plan.crosses:
            headers = self._found.heading.headers
            values["sectors"] = ";".join(headers[place] for place in self._plan.crosses if is_mark(at(place)))
        home = next((iso3 for place in self._plan.codes if (iso3 := code_country(at(place)))), "")
        return Fields(CsvRow(number, values), self._name, self._findings, self._plan.columns, home)
