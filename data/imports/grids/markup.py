"""Tables in markup that office programs take for workbooks: web pages named .xls, and spreadsheets of 2003 in XML."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse

from data.imports.content import Content
from data.imports.grids.encoding import Encoding
from data.imports.grids.grid import Grid, Numbered, seen
from data.imports.limits import MAX_CELL, MAX_COLUMNS, MAX_JSON, MAX_ROWS
from data.imports.trouble import Trouble, UnreadableError

_SHEETS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_CELLS = {"td", "th"}
# Elements that end what was open before them: pages leave out the ends of cells and rows.
_BREAKS = {"br", "p", "div", "li"}


def is_page(start: bytes) -> bool:
    """Return whether a file that starts so is a web page."""
    low = start.lower()
    return any(mark in low for mark in (b"<html", b"<!doctype html", b"<table", b"<body"))


def is_spreadsheet(start: bytes) -> bool:
    """Return whether a file that starts so is a spreadsheet of 2003 in XML."""
    return b"urn:schemas-microsoft-com:office:spreadsheet" in start


def grids_of_page(content: Content, encoding: Encoding) -> list[Grid]:
    """Return the tables of a web page; a cell across several rows or columns stands in each of them.

    :raises UnreadableError: If it is too large, or holds no table.
    """
    if content.size > MAX_JSON:
        raise UnreadableError(Trouble.LARGE, f"a page of more than {MAX_JSON:,} bytes")
    page = _Page()
    with content.open() as file:
        page.feed(file.read().decode(encoding.name, errors="replace"))
    page.close()
    found = [table for table in page.tables if table]
    if not found:
        raise UnreadableError(Trouble.FORMAT, "a web page without a table")
    return [_grid(f"table {number}", table) for number, table in enumerate(found, start=1)]


def grids_of_spreadsheet(content: Content) -> list[Grid]:
    """Return the sheets of a spreadsheet of 2003 in XML.

    :raises UnreadableError: If it is damaged or too large.
    """
    if content.size > MAX_JSON:
        raise UnreadableError(Trouble.LARGE, f"a spreadsheet in XML of more than {MAX_JSON:,} bytes")
    try:
        with content.open() as file:
            root = parse(file, forbid_dtd=True).getroot()
    except DefusedXmlException:
        raise UnreadableError(Trouble.ENTITIES) from None
    except ParseError as error:
        raise UnreadableError(Trouble.BROKEN, str(error)) from None
    grids = []
    for sheet in root.iter(f"{_SHEETS}Worksheet"):
        lines: list[list[str]] = []
        for row in sheet.iter(f"{_SHEETS}Row"):
            start = int(row.get(f"{_SHEETS}Index") or len(lines) + 1)
            _check(start, 0)
            lines += [[] for _ in range(len(lines) + 1, start)]
            cells: list[str] = []
            for cell in row.iter(f"{_SHEETS}Cell"):
                place = int(cell.get(f"{_SHEETS}Index") or len(cells) + 1)
                _check(start, place)
                data = cell.find(f"{_SHEETS}Data")
                cells += [""] * (place - 1 - len(cells)) + [seen("".join(data.itertext())) if data is not None else ""]
            lines.append(cells)
        visible = next((each.text for each in sheet.iter() if each.tag.endswith("}Visible")), None)
        grids.append(_grid(sheet.get(f"{_SHEETS}Name") or "", lines, visible=not (visible or "").startswith("Sheet")))
    return grids


def _grid(name: str, lines: list[list[str]], *, visible: bool = True) -> Grid:
    def numbered() -> Iterator[Numbered]:
        yield from enumerate(lines, start=1)

    return Grid(name, numbered, visible)


def _check(rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise UnreadableError(Trouble.EXTENT, f"{rows:,} rows, {columns:,} columns")


class _Page(HTMLParser):
    """Collects the cells of the tables of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._wide = self._high = 1
        self._below: dict[int, tuple[int, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_cell()
            self._open.append([])
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append([])
            _check(len(self._open[-1]), 0)
            self._carry()
        elif tag in _CELLS and self._open:
            self._end_cell()
            spans = dict(attrs)
            self._wide, self._high = _span(spans.get("colspan")), _span(spans.get("rowspan"))
            self._cell = []
        elif tag in _BREAKS and self._cell:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _CELLS or tag == "tr":
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()
            self._below = {}

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None or not self._open:
            return
        table, told = self._open[-1], seen(" ".join("".join(self._cell).split()))[:MAX_CELL]
        self._cell = None
        if not table:
            table.append([])
        for _ in range(self._wide):
            if self._high > 1:
                self._below[len(table[-1])] = (self._high - 1, told)
            table[-1].append(told)
            _check(len(table), len(table[-1]))
            self._carry()

    def _carry(self) -> None:
        """Put in what a cell of a line above shows here too."""
        row = self._open[-1][-1]
        while len(row) in self._below:
            place = len(row)
            left, told = self._below.pop(place)
            if left > 1:
                self._below[place] = (left - 1, told)
            row.append(told)


def _span(said: str | None) -> int:
    return min(max(int(said), 1), MAX_COLUMNS) if said and said.isdecimal() and len(said) < 5 else 1
