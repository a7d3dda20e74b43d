"""What `concert backup` and `concert restore` answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from commandline.console import File, WrongCallError, emit, progress
from data import backup as archive
from data import database
from data.backup import BackupError, Manifest
from data.server import Role
from data.settings import Settings


def backed_up(settings: Settings, out: Path) -> dict[str, Any]:
    """Write the whole database into a file and return what it holds.

    :raises WrongCallError: If it cannot be written there.
    """
    if not out.parent.is_dir():
        raise WrongCallError(f"there is no folder {out.parent} to write {out.name} into")
    database.prepare(settings).dispose()
    owner = database.connect(settings, Role.OWNER)
    try:
        manifest, sealed = archive.back_up(owner, out, progress("Saving tables"))
    finally:
        owner.dispose()
    return {"file": str(out), "sha256": sealed, "bytes": out.stat().st_size, **_said(manifest)}


def restored(settings: Settings, file: Path, replace: bool, sha256: str) -> dict[str, Any]:
    """Bring a backup back and return what came.

    :raises WrongCallError: If the file is not the one that `sha256` names, is not whole, or must not be restored here.
    """
    if sha256 and archive.digest_of_file(file) != sha256.lower():
        raise WrongCallError(f"{file.name} is not the file with SHA-256 {sha256}; nothing was changed")
    app, owner = database.connect(settings), database.connect(settings, Role.OWNER)
    try:
        name, key = app.url.username or Role.APP, database.viewer_key(app)
        manifest = archive.restore(owner, file, name, key, replace=replace, progress=progress("Restoring tables"))
    except BackupError as error:
        raise WrongCallError(str(error)) from None
    finally:
        app.dispose()
        owner.dispose()
    database.prepare(settings).dispose()
    return {"file": str(file), **_said(manifest)}


def _said(manifest: Manifest) -> dict[str, Any]:
    rows = {table.name: table.rows for table in manifest.tables}
    return {"made": manifest.made, "step": manifest.step, "rows": manifest.rows, "tables": rows}


def backup(*, out: File) -> None:
    """Write the whole database into one file, in one state, with a checksum of each table and of the file."""
    emit(backed_up(Settings.from_environment(), out))


def restore(
    *,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file that `concert backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in place of the records that are there.")] = False,
    checksum: Annotated[
        str, typer.Option(help="The checksum that `concert backup` told; another file is refused.")
    ] = "",
) -> None:
    """Bring a backup back, all of it or nothing; every byte of it is checked before anything is touched."""
    emit(restored(Settings.from_environment(), file, replace, checksum))
