"""A backup comes back: into an empty database, or in place of what is there, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from psycopg import sql
from sqlalchemy import Connection, Engine, text

from data import migrations
from data.backup.archive import Archive, BackupError, Manifest, open_archive
from data.backup.tables import Table, copy_in, copy_out, driver, in_order_of_reference, settle, tables_of

Progress = Callable[[int, int], None]
# Who else works holds its locks for parts of a second; a backup that runs, for longer.
_PATIENCE = "60s"
_FORCED = text("""
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'concert' AND c.relkind = 'r' AND c.relforcerowsecurity ORDER BY 1
""")


def restore(
    owner: Engine,
    path: Path,
    app_role: str,
    viewer_key: bytes,
    *,
    replace: bool = False,
    progress: Progress | None = None,
) -> Manifest:
    """Bring a backup back, as owner, and bring tables of an earlier release up to this one: all of it, or nothing.

    :raises BackupError: If the file is not whole, is of a newer release, or the database holds records and `replace` is
        not said. Nothing was changed then.
    """
    with open_archive(path) as archive:
        manifest = archive.manifest
        if manifest.step > migrations.newest():
            raise BackupError(
                f"{path.name} is of step {manifest.step}, this release of Concert knows steps up to "
                f"{migrations.newest()}; install the release that made it, or a newer one"
            )
        with owner.begin() as connection:
            settle(connection)
            connection.execute(text("SELECT set_config('lock_timeout', :patience, true)"), {"patience": _PATIENCE})
            migrations.wait(connection)
            if not replace and (held := _held(connection)):
                raise BackupError(
                    f"the database holds records ({', '.join(held[:5])}); restore with --replace to put the backup in "
                    "their place, after a backup of what is there"
                )
            connection.execute(text("DROP SCHEMA IF EXISTS concert CASCADE"))
            migrations.bring(connection, manifest.step)
            _fill(connection, archive, progress)
            # A later step may move rows: references are checked again at the end of all.
            connection.execute(text("SET CONSTRAINTS ALL DEFERRED"))
            migrations.bring(connection, migrations.newest())
            migrations.finish(connection, app_role, viewer_key)
    return manifest


def _held(connection: Connection) -> list[str]:
    """Return the tables that hold rows."""
    found = []
    for table in tables_of(connection):
        statement = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier("concert", table.name))
        row = driver(connection).execute(statement).fetchone()
        if row and row[0]:
            found.append(table.name)
    return found


def _fill(connection: Connection, archive: Archive, progress: Progress | None) -> None:
    settle(connection)
    tables = _expected(connection, archive.manifest)
    forced = list(connection.scalars(_FORCED))
    # Nobody else sees these tables before the transaction ends: triggers and security rest while rows come back
    # exactly as they were, such as the log whose lines chain themselves.
    for table in tables:
        _alter(connection, table.name, "DISABLE TRIGGER USER")
    for name in forced:
        _alter(connection, name, "NO FORCE ROW LEVEL SECURITY")
    names = sql.SQL(", ").join(sql.Identifier("concert", table.name) for table in tables)
    driver(connection).execute(sql.SQL("TRUNCATE {}").format(names))
    saved = {each.name: each for each in archive.manifest.tables}
    for number, table in enumerate(in_order_of_reference(connection, tables)):
        if progress is not None:
            progress(number, len(tables))
        of = saved[table.name]
        rows = copy_in(connection, table, of.columns, archive.pieces(of))
        if rows != of.rows or _content(connection, table) != of.content:
            raise BackupError(f"{table.name}: {rows} rows came back that are not the {of.rows} of the backup")
    for name, last in archive.manifest.sequences.items():
        driver(connection).execute("SELECT setval(%s::regclass, %s)", (f"concert.{name}", last))
    # References are checked now: tables with checks to come cannot be changed.
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for name in forced:
        _alter(connection, name, "FORCE ROW LEVEL SECURITY")
    for table in tables:
        _alter(connection, table.name, "ENABLE TRIGGER USER")
    if progress is not None:
        progress(len(tables), len(tables))


def _expected(connection: Connection, manifest: Manifest) -> list[Table]:
    tables = tables_of(connection)
    here = {table.name: table.columns for table in tables}
    there = {table.name: table.columns for table in manifest.tables}
    if here != there:
        differ = sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))
        raise BackupError(f"the backup's tables are not those of step {manifest.step}: {', '.join(differ)} differ")
    return tables


def _content(connection: Connection, table: Table) -> str:
    digest = hashlib.sha256()
    for piece in copy_out(connection, table):
        digest.update(piece)
    return digest.hexdigest()


def _alter(connection: Connection, table: str, what: str) -> None:
    statement = sql.SQL("ALTER TABLE {} {}").format(sql.Identifier("concert", table), sql.SQL(what))
    driver(connection).execute(statement)
