"""The commands by which something leaves Concert."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commandline.console import emit, exit_codes
from data.settings import Settings

Out = Annotated[Path, typer.Option(dir_okay=False, help="The file, written whole or not at all.")]
As = Annotated[str, typer.Option("--as", help="Who looks: a role, or ROLE/ENTITY.")]


def export(
    *,
    out: Out,
    what: Annotated[
        str,
        typer.Option(
            help="partners, capabilities, needs, engagements, contributions, kpis, approaches, screenings or all."
        ),
    ] = "all",
    format_: Annotated[
        str, typer.Option("--format", help="csv, xlsx, json, parquet or iati; else what the name of the file tells.")
    ] = "",
    entity: Annotated[str, typer.Option(help="Only what this UN entity has a part in.")] = "",
    country: Annotated[str, typer.Option(help="Only what is in this country, by code or name.")] = "",
    amounts: Annotated[str, typer.Option(help="Of other entities: hidden, or bands.")] = "hidden",
    as_: As = "focal_point",
) -> None:
    """Write what a viewer may take along, with a sheet that says for whom, when, and how much was withheld."""
    from commandline.exporting import exported, format_from, request_of, viewer_of
    from data.database import prepare

    with exit_codes():
        viewer = viewer_of(as_)
        request, chosen = request_of(viewer, what, entity, country, amounts), format_from(format_, out)
        emit(exported(prepare(Settings.from_environment()), viewer, request, chosen, out))


def backup(*, out: Out) -> None:
    """Write the whole database into one file, in one state, with a checksum of each table and of the file."""
    from commandline.backups import backed_up

    with exit_codes():
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
    from commandline.backups import restored

    with exit_codes():
        emit(restored(Settings.from_environment(), file, replace, checksum))


def report(
    *,
    out: Annotated[Path, typer.Option(dir_okay=False, help="A file that ends in .docx, .xlsx or .csv.")],
    year: Annotated[int, typer.Option(min=1990, max=2100, help="Partnerships that ran in this year.")],
    country: Annotated[str, typer.Option(help="Of one country, by code or name; else of the whole system.")] = "",
    as_: As = "leadership",
) -> None:
    """Write the annual report of the system or of a country, beside what the two reports published."""
    from commandline.exporting import viewer_of
    from commandline.reporting import reported
    from data.database import prepare

    with exit_codes():
        emit(reported(prepare(Settings.from_environment()), viewer_of(as_), year, country, out))
