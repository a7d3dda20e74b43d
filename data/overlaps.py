"""Which entities share cells of the engagements, counted in the database: a million of them in about a second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

# What an engagement can be cut by; an empty value is a value. Constants: no word of a caller gets into a statement.
_VALUES = {
    "country": "CASE WHEN e.countries = '{}' THEN ARRAY[''] ELSE e.countries END",
    "sdg": "CASE WHEN e.sdgs = '{}' THEN ARRAY[''] ELSE CAST(e.sdgs AS text[]) END",
    "resource": "CASE WHEN e.resources = '{}' THEN ARRAY[''] ELSE e.resources END",
    "type": "ARRAY[e.type]",
    "level": "ARRAY[e.level]",
}
COLUMNS = tuple(_VALUES)
# Names of entities are counted, so only records that may be named are; the others are told as a number.
_NAMED = "(e.visibility = 'named' OR e.visibility_until <= now())"
_WITHHELD = text(f"SELECT count(*) FROM engagements e WHERE NOT coalesce({_NAMED}, false)")  # noqa: S608 - constants
_SETTINGS = (
    text("SET LOCAL work_mem = '128MB'"),
    # Compiling takes longer than it saves, and the planner shies away from the second core.
    text("SET LOCAL jit = off"),
    text("SET LOCAL parallel_setup_cost = 0"),
    text("SET LOCAL parallel_tuple_cost = 0.001"),
)


@dataclass(frozen=True, slots=True)
class SharedCells:
    """A cell is a distinct combination of values; `entities` counts the cells of each, `pairs` those of two entities.

    `withheld` engagements may not be named and are in no figure.
    """

    cells: int
    shared: int
    entities: dict[str, int]
    pairs: tuple[tuple[str, str, int], ...]
    withheld: int


class UnknownColumnError(ValueError):
    """A column that engagements cannot be cut by."""


def shared_cells(connection: Connection, by: Sequence[str]) -> SharedCells:
    """Return how entities share the cells that the columns `by` span, pairs with most shared cells first, then by name.

    :raises UnknownColumnError: If a column is unknown, given twice, or none is given; the message lists them.
    """
    if not by or len(set(by)) < len(by) or set(by) - set(COLUMNS):
        raise UnknownColumnError(f"cells are spanned by one or more of {', '.join(COLUMNS)}, each once; got {by!r}")
    for statement in _SETTINGS:
        connection.execute(statement)
    rows = connection.execute(text(_statement(by))).all()
    counts = next(row for row in rows if row.what == "cells")
    entities = {row.a: row.n for row in rows if row.what == "entity"}
    pairs = [(row.a, row.b, row.n) for row in rows if row.what == "pair"]
    return SharedCells(
        cells=counts.n,
        shared=int(counts.a),
        entities={name: entities[name] for name in sorted(entities)},
        pairs=tuple(sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))),
        withheld=connection.scalar(_WITHHELD) or 0,
    )


def _statement(by: Sequence[str]) -> str:
    """Return the statement for some of the columns above.

    Engagements are grouped by their whole lists before these are taken apart. Each entity then becomes a string of
    bits, one for each shared cell: two entities share as many cells as bits are set in both.
    """
    names = [f"c{place}" for place in range(len(by))]
    lists = ", ".join(f"{_VALUES[column]} AS l{place}" for place, column in enumerate(by))
    taken = ", ".join(f"unnest(l{place}) AS u{place}({name})" for place, name in enumerate(names))
    cell = ", ".join(names)
    same = " AND ".join(f"i.{name} = s.{name}" for name in names)
    # The lists are named by their place: an expression would be computed again for each comparison.
    places = ", ".join(str(place + 2) for place in range(len(by)))
    return f"""
        WITH kept AS MATERIALIZED (
            SELECT m.entity, {lists}
            FROM engagements e JOIN engagement_entities m ON m.engagement = e.id
            WHERE {_NAMED} GROUP BY 1, {places}
        ),
        inside AS MATERIALIZED (SELECT entity, {cell} FROM kept, {taken} GROUP BY entity, {cell}),
        sizes AS MATERIALIZED (SELECT {cell}, count(*) AS n FROM inside GROUP BY {cell}),
        shared AS MATERIALIZED (SELECT {cell}, row_number() OVER () AS place FROM sizes WHERE n > 1),
        entities AS MATERIALIZED (SELECT entity, count(*) AS n FROM inside GROUP BY entity),
        bits AS MATERIALIZED (
            SELECT t.entity,
                CAST(string_agg(CASE WHEN i.entity IS NULL THEN '0' ELSE '1' END, '' ORDER BY s.place) AS varbit)
                AS bits
            FROM entities t CROSS JOIN shared s LEFT JOIN inside i ON i.entity = t.entity AND {same}
            GROUP BY t.entity
        )
        SELECT 'cells' AS what, CAST((SELECT count(*) FROM shared) AS text) AS a, '' AS b, count(*) AS n FROM sizes
        UNION ALL SELECT 'entity', entity, '', n FROM entities
        UNION ALL
        SELECT 'pair', a.entity, b.entity, bit_count(a.bits & b.bits)
        FROM bits a JOIN bits b ON a.entity COLLATE "C" < b.entity COLLATE "C"
        WHERE bit_count(a.bits & b.bits) > 0
    """  # noqa: S608 - put together from the constants above
