"""A backup is made: one state of the whole database, written whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from data import migrations
from data.backup.archive import DIGEST, MANIFEST, BackupError, Manifest, SavedTable, add_bytes, digest_of, member_of
from data.backup.tables import Table, check_all_rows_are_seen, copy_out, settle, tables_of
from data.exporting.files import whole

Progress = Callable[[int, int], None]
_SEQUENCES = text("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'concert' ORDER BY 1")


def back_up(owner: Engine, path: Path, progress: Progress | None = None) -> tuple[Manifest, str]:
    """Write every table into a file, as the owner of the tables; return what it holds and the SHA-256 of the file.

    :raises BackupError: If the tables are not those of this release, or row security keeps rows from the owner.
    """
    still = owner.execution_options(isolation_level="REPEATABLE READ")
    with whole(path) as draft, still.begin() as connection:
        settle(connection)
        step = migrations.step_of(connection)
        if step is None or step != migrations.newest():
            raise BackupError(f"the database is at step {step}; run `concert doctor` or start Concert once, then again")
        check_all_rows_are_seen(connection)
        manifest = write_archive(connection, draft, step, progress)
        draft.chmod(0o600)  # it holds everything, whatever who may see in Concert
        with draft.open("rb") as file:
            sealed = digest_of(file)
    return manifest, sealed


def write_archive(connection: Connection, draft: Path, step: str, progress: Progress | None = None) -> Manifest:
    """Write the tables as they are in a transaction of their owner that has been settled."""
    tables, saved = tables_of(connection), []
    with tarfile.open(draft, "w") as tar:
        for number, table in enumerate(tables):
            if progress is not None:
                progress(number, len(tables))
            part = draft.with_name("part")
            saved.append(_save(connection, table, part))
            tar.add(part, member_of(table.name), filter=_plain)
            part.unlink()
        manifest = Manifest(
            step=step,
            made=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            server=str(connection.scalar(text("SHOW server_version"))),
            tables=tuple(saved),
            sequences={name: last for name, last in connection.execute(_SEQUENCES) if last is not None},
        )
        raw = manifest.to_json()
        add_bytes(tar, MANIFEST, raw)
        add_bytes(tar, DIGEST, hashlib.sha256(raw).hexdigest().encode())
    if progress is not None:
        progress(len(tables), len(tables))
    return manifest


def _save(connection: Connection, table: Table, part: Path) -> SavedTable:
    content, rows = hashlib.sha256(), 0
    with part.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
        for piece in copy_out(connection, table):
            content.update(piece)
            rows += piece.count(b"\n")  # within a value a line feed is written as \n
            file.write(piece)
    with part.open("rb") as packed:
        return SavedTable(table.name, table.columns, rows, digest_of(packed), content.hexdigest())


def _plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """Return a member without what tells of this machine: users, permissions, times."""
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode, info.mtime = 0o600, 0
    return info
