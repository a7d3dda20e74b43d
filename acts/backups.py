"""The whole database as one file, and back; both noted, for it is everything that anybody has in Concert."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from acts.act import Caller, look, note
from acts.exports import noted_or_gone
from data import backup as archive
from data import database
from data.backup import BackupError, Manifest
from data.server import DatabaseRole
from data.settings import Settings
from matching.records import AuditAct

__all__ = ["BackupError", "Manifest", "back_up", "restore"]

Progress = Callable[[int, int], None]


def back_up(by: Caller, out: Path, progress: Progress | None = None) -> tuple[Manifest, str]:
    """Write the whole database into a file, in one state; return what it holds and the SHA-256 of the file.

    :raises BackupError: If the tables are not those of this release.
    """
    with _owner() as owner:
        manifest, sealed = archive.back_up(owner, out, progress)
    with noted_or_gone(out), look(by) as opened:
        note(opened, by, f"backup of {manifest.rows} rows, {sealed}", out.name, kind=AuditAct.EXPORT)
    return manifest, sealed


def restore(
    by: Caller, file: Path, *, replace: bool = False, sha256: str = "", progress: Progress | None = None
) -> Manifest:
    """Bring a backup back, all of it or nothing; return what came. The log that came with it says who brought it.

    :raises BackupError: If the file is not the one of `sha256`, is not whole, or must not be restored here.
    """
    if sha256 and archive.digest_of_file(file) != sha256.lower():
        raise BackupError(f"{file.name} is not the file with SHA-256 {sha256}; nothing was changed")
    with _owner() as owner:
        name, key = by.engine.url.username or DatabaseRole.APP, database.viewer_key(by.engine)
        manifest = archive.restore(owner, file, name, key, replace=replace, progress=progress)
    database.prepare(Settings.from_environment()).dispose()
    with look(by) as opened:
        note(opened, by, f"restored the backup of {manifest.made}, {manifest.rows} rows", file.name)
    return manifest


@contextmanager
def _owner() -> Iterator[Engine]:
    engine = database.connect(Settings.from_environment(), DatabaseRole.OWNER)
    try:
        yield engine
    finally:
        engine.dispose()
