"""What `concert backup` and `concert restore` answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commandline.console import WrongCallError, progress
from data import database
from data.backup import BackupError, Manifest, back_up, digest_of_file, restore
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
        manifest, sealed = back_up(owner, out, progress("Saving tables"))
    finally:
        owner.dispose()
    return {"file": str(out), "sha256": sealed, "bytes": out.stat().st_size, **_said(manifest)}


def restored(settings: Settings, file: Path, replace: bool, sha256: str) -> dict[str, Any]:
    """Bring a backup back and return what came.

    :raises WrongCallError: If the file is not the one that `sha256` names, is not whole, or must not be restored here.
    """
    if sha256 and digest_of_file(file) != sha256.lower():
        raise WrongCallError(f"{file.name} is not the file with SHA-256 {sha256}; nothing was changed")
    app, owner = database.connect(settings), database.connect(settings, Role.OWNER)
    try:
        name, key = app.url.username or Role.APP, database.viewer_key(app)
        manifest = restore(owner, file, name, key, replace=replace, progress=progress("Restoring tables"))
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
