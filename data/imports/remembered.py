"""How an entity mapped the columns of a table before: the next one with the same headers is mapped alike."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from data.imports.layouts import LAYOUTS
from data.imports.mapping import headers_digest

_SAVE = text("""
    INSERT INTO column_mappings (entity, headers, columns, who)
    VALUES (:entity, :headers, CAST(:columns AS jsonb), :who)
    ON CONFLICT (entity, headers) DO UPDATE SET (columns, who, at) = ROW (EXCLUDED.columns, EXCLUDED.who, now())
""")
_READ = text("SELECT columns FROM column_mappings WHERE entity = :entity AND headers = :headers")


@dataclass(frozen=True, slots=True)
class Remembered:
    """A kind of table with the place of each field's column."""

    format: str
    columns: Mapping[str, int]


def remember(connection: Connection, entity: str, headers: Sequence[str], mapped: Remembered, who: str) -> None:
    """Keep a mapping for tables with these headers."""
    told = json.dumps({"format": mapped.format, "columns": dict(mapped.columns)})
    values = {"entity": entity, "headers": headers_digest(headers), "columns": told, "who": who}
    connection.execute(_SAVE, values)


def recall(connection: Connection, entity: str, headers: Sequence[str]) -> Remembered | None:
    """Return the mapping that the entity used for tables with these headers."""
    found = connection.scalar(_READ, {"entity": entity, "headers": headers_digest(headers)})
    if found is None or found["format"] not in LAYOUTS:
        return None
    columns = {name: place for name, place in found["columns"].items() if place < len(headers)}
    return Remembered(found["format"], columns)
