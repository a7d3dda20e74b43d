"""Tables in JSON: a list of objects or of lists, alone, one a line, or somewhere within an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from data.imports.content import Content
from data.imports.grids.delimited import opened
from data.imports.grids.encoding import Encoding
from data.imports.grids.grid import Grid, Numbered, text
from data.imports.limits import MAX_COLUMNS, MAX_JSON
from data.imports.trouble import Trouble, UnreadableError

_NO_TABLE = "JSON that holds no list of objects and none of rows"
_HEADERS = ("columns", "headers", "header", "fields")
_DEEP = 4  # how far below the top a list of rows may lie


def read_json(content: Content, encoding: Encoding) -> object:
    """Return what a JSON file holds; of a file with one value a line, the list of them.

    :raises UnreadableError: If it is no JSON, too large, or nested too deeply.
    """
    if content.size > MAX_JSON:
        raise UnreadableError(Trouble.LARGE, f"JSON of more than {MAX_JSON:,} bytes")
    try:
        with opened(content, encoding) as file:
            whole = file.read()
        try:
            return json.loads(whole)
        except json.JSONDecodeError as error:
            found, _ = json.JSONDecoder().raw_decode(whole.lstrip())
            if not isinstance(found, dict | list) or error.msg != "Extra data":
                raise
            return [json.loads(line) for line in whole.splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise UnreadableError(Trouble.BROKEN, f"line {error.lineno}") from None
    except RecursionError:
        raise UnreadableError(Trouble.BROKEN, "nested too deeply") from None
    except UnicodeDecodeError as error:
        raise UnreadableError(Trouble.ENCODING, f"byte {error.start:,}") from None


def grids_of_json(found: object) -> list[Grid]:
    """Return the tables in what a JSON file holds, each named by its key.

    :raises UnreadableError: If there is none.
    """
    grids = [grid for name, rows in _lists(found, "", 0) if (grid := _grid(name, rows)) is not None]
    if not grids:
        raise UnreadableError(Trouble.FORMAT, _NO_TABLE)
    return grids


def _lists(found: object, name: str, depth: int) -> Iterator[tuple[str, Sequence[object]]]:
    if isinstance(found, list):
        yield name, found
    elif isinstance(found, dict) and depth < _DEEP:
        headers = next((each for key in _HEADERS if (each := _named(found.get(key)))), [])
        for key, value in found.items():
            for below, rows in _lists(value, str(key), depth + 1):
                bare = headers and rows and all(isinstance(row, list) and len(row) == len(headers) for row in rows)
                yield below, [headers, *rows] if bare else rows


def _named(found: object) -> list[str]:
    """Return the names of columns that stand beside the rows, as texts or as objects with an id or a name."""
    if not isinstance(found, list):
        return []
    names = [each.get("id") or each.get("name") if isinstance(each, dict) else each for each in found]
    return [name for name in names if isinstance(name, str)] if all(isinstance(name, str) for name in names) else []


def _grid(name: str, rows: Sequence[object]) -> Grid | None:
    objects = [row for row in rows if isinstance(row, dict)]
    if objects and len(objects) == len(rows):
        keys = tuple(dict.fromkeys(str(key) for row in objects for key in row))
        if len(keys) > MAX_COLUMNS:
            raise UnreadableError(Trouble.EXTENT, f"{len(keys):,} columns")

        def lines() -> Iterator[Numbered]:
            # An object is a row: the first is row 1, and above it stand the keys.
            yield 0, keys
            for number, row in enumerate(objects, start=1):
                yield number, [text(row.get(key)) for key in keys]

        return Grid(name, lines)
    lists = [row for row in rows if isinstance(row, list)]
    if lists and len(lists) == len(rows) and any(lists):
        return Grid(name, lambda: iter([(n, [text(cell) for cell in row]) for n, row in enumerate(lists, start=1)]))
    return None
