"""`concert backup` and `concert restore`: the whole database as one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from acts import backups
from acts.backups import Manifest
from acts.opening import connect, open_database
from commandline.console import File, WrongCallError, check_folder, emit, progress
from commandline.people import caller


def backup(*, out: File) -> None:
    """Write the whole database into one file, in one state, with a checksum of each table and of the file."""
    check_folder(out)
    manifest, sealed = backups.back_up(caller(open_database()), out, progress("Saving tables"))
    emit({"file": str(out), "sha256": sealed, "bytes": out.stat().st_size, **_said(manifest)})


def restore(
    *,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file that `concert backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in place of the records that are there.")] = False,
    checksum: Annotated[
        str, typer.Option(help="The checksum that `concert backup` told; another file is refused.")
    ] = "",
) -> None:
    """Bring a backup back, all of it or nothing; every byte of it is checked before anything is touched."""
    drawn = progress("Restoring tables")
    try:
        manifest = backups.restore(caller(connect()), file, replace=replace, sha256=checksum, progress=drawn)
    except backups.BackupError as error:
        raise WrongCallError(str(error)) from None
    emit({"file": str(file), **_said(manifest)})


def _said(manifest: Manifest) -> dict[str, Any]:
    rows = {table.name: table.rows for table in manifest.tables}
    return {"made": manifest.made, "step": manifest.step, "rows": manifest.rows, "tables": rows}
