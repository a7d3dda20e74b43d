"""Which column of a table is which field: guessed from headers in several languages or HXL tags, kept by people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from hashlib import blake2b

from data.facts import read_table, split
from data.imports.folding import folded
from data.imports.layouts import LAYOUTS, Layout

# A header may be misspelt by a letter or two.
_CLOSE = 0.9


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The kind of table and for each field the place of its column, from 0."""

    layout: str
    columns: Mapping[str, int]


def headers_digest(headers: Sequence[str]) -> str:
    """Return a short text that stays the same for the same headers, whatever their case."""
    told = "\n".join(folded(header) for header in headers)
    return blake2b(told.encode(), digest_size=12).hexdigest()


def guess(headers: Sequence[str], tags: Sequence[str] = (), layout: str = "") -> ColumnMap | None:
    """Return the kind of table that the headers fit best, or the named kind, with its columns; None when none fits.

    :raises KeyError: If there is no kind of the name.
    """
    kinds = [LAYOUTS[layout]] if layout else list(LAYOUTS.values())
    found = [(_columns(kind, headers, tags), kind) for kind in kinds]
    if layout:
        return ColumnMap(layout, found[0][0])
    fitting = [(columns, kind) for columns, kind in found if set(kind.needed) <= set(columns)]
    if not fitting:
        return None
    columns, kind = max(fitting, key=lambda pair: _fit(*pair))
    return ColumnMap(kind.name, columns)


def is_tag_row(cells: Sequence[str]) -> bool:
    """Return whether a row below the headers holds HXL tags."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def _fit(columns: Mapping[str, int], kind: Layout) -> tuple[float, int]:
    telling = sum(field in columns for field in kind.telling)
    return (len(columns) + 2.0 * telling - (2.0 if kind.telling and not telling else 0.0), telling)


def _columns(kind: Layout, headers: Sequence[str], tags: Sequence[str]) -> dict[str, int]:
    """Give each field the first column that names it; tags are surer than headers, exact headers than close ones."""
    columns: dict[str, int] = {}
    plain = [folded(header) for header in headers]
    for names in _by_tag(kind, tags), _by_name(kind, plain), _by_name(kind, [_near(kind, header) for header in plain]):
        for field, place in names:
            if field not in columns and place not in columns.values():
                columns[field] = place
    for field in kind.needed:
        # A table of clusters and organisations alone tells in its clusters what is done.
        lent = next((other for other in kind.borrowed.get(field, ()) if other in columns), None)
        # Only what else is told makes it such a table: a list of companies has sectors too.
        if field not in columns and lent and set(kind.telling) & set(columns):
            columns[field] = columns.pop(lent)
    return columns


def _by_name(kind: Layout, plain: Sequence[str]) -> list[tuple[str, int]]:
    return [
        (field, place)
        for own in (True, False)
        for field in kind.fields
        if own or field not in kind.needed
        for place, header in enumerate(plain)
        if header and header in (_names()[field] if own else _borrowed(kind, field))
    ]


def _by_tag(kind: Layout, tags: Sequence[str]) -> list[tuple[str, int]]:
    found = []
    for place, tag in enumerate(tags):
        base, attributes = _parts(tag)
        fitting = [
            (len(wanted), field)
            for field in (*kind.fields, *(other for others in kind.borrowed.values() for other in others))
            for own_base, wanted in map(_parts, _tags().get(field, ()))
            if base and own_base == base and wanted <= attributes
        ]
        if fitting:
            field = max(fitting)[1]
            lent = (own for own, others in kind.borrowed.items() if field in others)
            owner = field if field in kind.fields else next(lent, field)
            found.append((owner, place))
    return found


def _parts(tag: str) -> tuple[str, frozenset[str]]:
    base, *attributes = tag.strip().lower().replace(" ", "").split("+")
    return base, frozenset(attributes)


def _near(kind: Layout, header: str) -> str:
    known = [name for field in kind.fields for name in _names()[field]]
    found = get_close_matches(header, known, n=1, cutoff=_CLOSE) if len(header) > 4 else []
    return found[0] if found else ""


def _borrowed(kind: Layout, field: str) -> frozenset[str]:
    return frozenset(name for other in kind.borrowed.get(field, ()) for name in _names()[other])


@cache
def _names() -> dict[str, frozenset[str]]:
    return {
        row["field"]: frozenset({*map(folded, split(row["names"])), folded(row["field"])})
        for row in read_table("import_columns")
    }


@cache
def _tags() -> dict[str, tuple[str, ...]]:
    return {row["field"]: split(row["tag"]) for row in read_table("import_columns")}
