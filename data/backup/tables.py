"""Tables as their owner reads and writes them whole, in PostgreSQL's own text: every value comes back exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import cast

import psycopg
from psycopg import sql
from sqlalchemy import Connection, text

from data.backup.archive import BackupError

# The step stands in the manifest; the key that signs viewers follows from the application's password.
NOT_SAVED = frozenset({"alembic_version", "viewer_keys"})
_SCHEMA = "concert"
# Whatever the server's own settings are, text means the same.
_SETTINGS = {
    "statement_timeout": "0",
    "datestyle": "ISO, YMD",
    "intervalstyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "timezone": "UTC",
    "client_encoding": "UTF8",
    "concert.telling": "on",
}
_COLUMNS = text("""
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns,
        coalesce((SELECT array_agg(k.attname::text || CASE WHEN k.attcollation <> 0 THEN ' c' ELSE '' END
                                   ORDER BY array_position(i.indkey::smallint[], k.attnum))
            FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = ANY (i.indkey)
            WHERE i.indrelid = c.oid AND i.indisprimary), '{}') AS key
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE n.nspname = 'concert' AND c.relkind = 'r'
    GROUP BY c.oid, c.relname ORDER BY c.relname COLLATE "C"
""")
# References that are checked at once decide the order in which tables are filled; the others wait for the end.
_BEFORE = text("""
    SELECT t.relname AS name, r.relname AS before
    FROM pg_constraint f JOIN pg_class t ON t.oid = f.conrelid JOIN pg_class r ON r.oid = f.confrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE f.contype = 'f' AND NOT f.condeferrable AND n.nspname = 'concert' AND t.oid <> r.oid
""")
# A policy that its owner's telling does not open, or that narrows others, would drop rows without a word.
_NARROWED = text("""
    SELECT DISTINCT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'concert' AND c.relkind = 'r' AND row_security_active(c.oid) AND (
        EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'concert' AND p.tablename = c.relname
                AND p.permissive <> 'PERMISSIVE')
        OR NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'concert' AND p.tablename = c.relname
                AND p.cmd IN ('SELECT', 'ALL') AND strpos(p.qual, 'telling()') > 0))
""")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ours: its columns, and its key with the columns that are text."""

    name: str
    columns: tuple[str, ...]
    key: tuple[tuple[str, bool], ...]


def settle(connection: Connection) -> None:
    """Make text mean the same on every server, and let the owner see all rows, until the end of the transaction."""
    for name, value in _SETTINGS.items():
        connection.execute(text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})


def tables_of(connection: Connection) -> list[Table]:
    """Return the tables that a backup holds, in order of name."""
    return [
        Table(row.name, tuple(row.columns), tuple((part.removesuffix(" c"), part.endswith(" c")) for part in row.key))
        for row in connection.execute(_COLUMNS)
        if row.name not in NOT_SAVED
    ]


def in_order_of_reference(connection: Connection, tables: list[Table]) -> list[Table]:
    """Return the tables so that each comes after those that it refers to."""
    graph: dict[str, set[str]] = {table.name: set() for table in tables}
    for name, before in connection.execute(_BEFORE):
        if name in graph and before in graph:
            graph[name].add(before)
    place = {name: number for number, name in enumerate(TopologicalSorter(graph).static_order())}
    return sorted(tables, key=lambda table: place[table.name])


def check_all_rows_are_seen(connection: Connection) -> None:
    """Return when no row security keeps rows from the owner.

    :raises BackupError: If it does, naming the tables.
    """
    if narrowed := sorted(connection.scalars(_NARROWED)):
        raise BackupError(f"row security keeps rows of {', '.join(narrowed)} from the owner; nothing was written")


def copy_out(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield the rows of a table in order of its key."""
    order = [
        sql.SQL('{} COLLATE "C"').format(sql.Identifier(name)) if collated else sql.Identifier(name)
        for name, collated in table.key
    ]
    statement = sql.SQL("COPY (SELECT {} FROM {}{}) TO STDOUT").format(
        sql.SQL(", ").join(map(sql.Identifier, table.columns)),
        sql.Identifier(_SCHEMA, table.name),
        sql.SQL(" ORDER BY {}").format(sql.SQL(", ").join(order)) if order else sql.SQL(""),
    )
    with driver(connection).cursor() as cursor, cursor.copy(statement) as copy:
        for piece in copy:
            yield bytes(piece)


def copy_in(connection: Connection, table: Table, columns: tuple[str, ...], pieces: Iterator[bytes]) -> int:
    """Write rows into a table and return how many."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(_SCHEMA, table.name), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with driver(connection).cursor() as cursor:
        with cursor.copy(statement) as copy:
            for piece in pieces:
                copy.write(piece)
        return cursor.rowcount


def driver(connection: Connection) -> psycopg.Connection:
    """Return the driver's connection under the transaction: the copy protocol is its own."""
    return cast("psycopg.Connection", connection.connection.driver_connection)
