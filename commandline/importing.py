"""What people say of a file on the command line where Concert would find it out: kind, sheet, country, encoding."""

from __future__ import annotations

from typing import Annotated

import typer

from acts.inspection import FORMATS, Asked
from acts.reference import find_country
from commandline.console import WrongCallError

Format = Annotated[str, typer.Option(help="What it is, such as iati or 3w; told from the file if left out.")]
Sheet = Annotated[str, typer.Option(help="The sheet of a workbook; else the visible one that fits best.")]
Country = Annotated[str, typer.Option(help="The country of rows that name none, such as KEN.")]
Encoding = Annotated[str, typer.Option(help="How a text file is encoded, such as cp1252; found if left out.")]

# Containers are told from the content; these words ask for nothing more than that a table is in it.
_CONTAINERS = {"csv": "", "xlsx": "", "": ""}


def asked_of(format: str, sheet: str, country: str, encoding: str, header_row: int | None = None) -> Asked:
    """Return what was said of a file.

    :raises WrongCallError: If there is no such format or country.
    """
    if format not in (*_CONTAINERS, *FORMATS):
        raise WrongCallError(f"--format {format!r} is unknown; there are {', '.join([*FORMATS, 'csv', 'xlsx'])}")
    found = find_country(country) if country else None
    if country and found is None:
        raise WrongCallError(f"--country {country!r} is no country: give a code or a name, such as KEN or Kenya")
    layout = _CONTAINERS.get(format, format)
    return Asked(layout, None, sheet, header_row, found.iso3 if found else "", encoding)
