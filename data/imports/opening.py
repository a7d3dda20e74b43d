"""What a file is, told from its content, and its drafts; only ever called in the reader's own process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from data.imports import fts, iati
from data.imports.drafts import Draft
from data.imports.fields import Fields
from data.imports.found import Findings
from data.imports.layouts import LAYOUTS
from data.imports.limits import MAX_FILE
from data.imports.mapping import ColumnMap, guess, is_tag_row
from data.imports.tables import Numbered, Table, read_json, table_of_csv, table_of_objects, table_of_xlsx
from data.imports.trouble import Trouble, UnreadableError
from data.rows import CsvRow

IATI, FTS = "iati", "fts"
_ZIP, _OLE = b"PK", b"\xd0\xcf"
_BOMS = b"\xef\xbb\xbf\xff\xfe"


@dataclass
class Opened:
    """A file that was opened: its format, and for tables their headers, tags, first rows and which column is what."""

    format: str
    drafts: Iterator[Draft]
    headers: tuple[str, ...] = ()
    columns: Mapping[str, int] | None = None
    sample: tuple[tuple[str, ...], ...] = ()
    rows: Callable[[], int] = lambda: 0


def open_file(path: Path, name: str, layout: str, columns: Mapping[str, int] | None, findings: Findings) -> Opened:
    """Return what a file holds; `layout` "" has its kind guessed, `columns` None has its columns guessed.

    :raises UnreadableError: If it is no file that Concert reads.
    """
    size = path.stat().st_size
    if size > MAX_FILE:
        raise UnreadableError(Trouble.LARGE, f"{size:,} bytes, at most {MAX_FILE:,}")
    with path.open("rb") as file:
        start = file.read(512)
    bare = start.strip(_BOMS + b" \t\r\n\x00")
    if not bare:
        raise UnreadableError(Trouble.EMPTY)
    if start[:2] in (_ZIP, _OLE):
        return _table(table_of_xlsx(path), name, layout, columns, findings)
    if bare[:1] == b"<" or layout == IATI:
        return Opened(IATI, iati.read(path, findings))
    if bare[:1] in (b"{", b"["):
        found = read_json(path)
        flows = fts.flows_in(found)
        if flows is not None and layout in ("", FTS):
            return Opened(FTS, fts.read(flows, findings))
        return _table(table_of_objects(_list_in(found)), name, layout, columns, findings)
    if layout == FTS:
        raise UnreadableError(Trouble.FORMAT, "not the JSON of the Financial Tracking Service")
    return _table(table_of_csv(path), name, layout, columns, findings)


def _table(table: Table, name: str, layout: str, columns: Mapping[str, int] | None, findings: Findings) -> Opened:
    rows = iter(table.rows)
    first = next(rows, None)
    if first is None:
        raise UnreadableError(Trouble.EMPTY)
    tags: Sequence[str] = ()
    if is_tag_row(first[1]):
        tags, first = first[1], next(rows, None)
        if first is None:
            raise UnreadableError(Trouble.EMPTY)
    top = [first, *(row for _, row in zip(range(4), rows, strict=False))]
    mapped = guess(table.headers, tags, layout) if columns is None or not layout else ColumnMap(layout, columns)
    sample = tuple(tuple(cell[:80] for cell in cells[: len(table.headers)]) for _, cells in top)
    if mapped is None:
        return Opened("", iter(()), table.headers, None, sample)
    reading = _Rows(table.headers, chain(top, rows), name, mapped, findings)
    return Opened(mapped.layout, reading.drafts(), table.headers, mapped.columns, sample, lambda: reading.count)


class _Rows:
    """Reads the rows of a table one after the other."""

    def __init__(
        self, headers: Sequence[str], rows: Iterator[Numbered], name: str, mapped: ColumnMap, findings: Findings
    ) -> None:
        self.count = 0
        self._rows, self._name, self._findings = rows, name, findings
        self._kind = LAYOUTS[mapped.layout]
        self._columns = {field: place for field, place in mapped.columns.items() if field in self._kind.fields}
        self._headers = {field: headers[place] for field, place in self._columns.items() if place < len(headers)}

    def drafts(self) -> Iterator[Draft]:
        """Give the drafts of rows without a problem; those of the others are told in the findings."""
        missing = [field for field in self._kind.needed if field not in self._columns]
        for field in missing:
            self._findings.wrong(1, field, "missing", "a column that is mapped to this field")
        reader = self._kind.reader()
        for number, cells in () if missing else self._rows:
            self.count += 1
            values = {
                field: cells[place].strip() if place < len(cells) else "" for field, place in self._columns.items()
            }
            before = len(self._findings.problems) + self._findings.more
            drafts = list(
                reader.row(Fields(CsvRow(number, values), self._name, self._findings.problems, self._headers))
            )
            self._findings.cut()
            if len(self._findings.problems) + self._findings.more == before:
                yield from drafts
        yield from reader.finish()


def _list_in(found: object) -> Sequence[object]:
    """Return the list of rows in a JSON answer: itself, or the one list of an object such as {"rows": [...]}."""
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else found
    if not isinstance(found, list):
        raise UnreadableError(Trouble.FORMAT, "JSON that is no list of objects")
    return found
