"""`concert resolve`, as it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commandline.console import emit_lines, exit_codes, say
from data.settings import Settings

Names = Annotated[Path, typer.Option(exists=True, dir_okay=False, help="CSV with name and what is known of it.")]


def resolve(
    *,
    names: Names,
    out: Annotated[Path | None, typer.Option(dir_okay=False, help="Write here, whole or not at all.")] = None,
) -> None:
    """Say of each name whether it is a known organisation, new, for a person to review, or nobody; with reasons."""
    from commandline.resolving import open_register, resolved
    from data.database import prepare
    from data.first_run import fill
    from data.names_to_resolve import read_names

    with exit_codes():
        rows = read_names(names)
        engine = prepare(Settings.from_environment())
        fill(engine, say)
        emit_lines(resolved(rows, open_register(engine)), out)
