"""`concert import`, as it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commandline.console import emit, exit_codes, say
from data.settings import Settings

Bringing = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What you have, as it is.")]


def import_(
    file: Bringing,
    *,
    format: Annotated[str, typer.Option(help="What it is, such as iati or 3w; told from the file if left out.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and compare only; nothing is changed.")] = False,
    entity: Annotated[str, typer.Option(help="For which UN entity; it owns what comes in.")] = "",
    visibility: Annotated[str, typer.Option(help="What others may be told: named, type, count or hidden.")] = "named",
) -> None:
    """Read, check and load a file of partners, partnerships, needs or IATI activities: all of it, or nothing."""
    from commandline.importing import import_file
    from data.database import prepare
    from data.first_run import fill

    with exit_codes():
        say("Opening the database")
        engine = prepare(Settings.from_environment())
        fill(engine, say)
        emit(import_file(engine, file, format, entity, visibility=visibility, dry_run=dry_run))
