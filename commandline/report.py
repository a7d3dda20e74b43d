"""`concert report`: the annual report as a document, and what is in it as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts import exports
from acts.act import Caller
from acts.errors import NotAllowedError
from acts.opening import open_database
from commandline.console import WrongCallError, check_folder, emit
from commandline.export import As, country_of, viewer_of
from matching.records import Viewer


def reported(engine: Engine, viewer: Viewer, year: int, place: str, out: Path) -> dict[str, Any]:
    """Write the report and return what it holds.

    :raises WrongCallError: If the viewer may not read it, there is no such country, or the file cannot be written.
    """
    country = country_of(place)
    check_folder(out)
    try:
        done = exports.report(Caller(engine, viewer, signed_in=False), year, country, out)
    except NotAllowedError:
        raise WrongCallError(f"the role {viewer.role} may not read the report") from None
    except exports.UnknownFormatError as error:
        raise WrongCallError(str(error)) from None
    sheet = done.report.sheet
    return {
        "file": str(out),
        "format": done.format.value,
        "title": done.report.title,
        "viewer": sheet.viewer,
        "partnerships": sheet.rows["engagements"],
        "withheld": dict(sheet.withheld["engagements"]),
        "synthetic": sheet.synthetic,
    }


def report(
    *,
    out: Annotated[Path, typer.Option(dir_okay=False, help="A file that ends in .docx, .xlsx or .csv.")],
    year: Annotated[int, typer.Option(min=1990, max=2100, help="Partnerships that ran in this year.")],
    country: Annotated[str, typer.Option(help="Of one country, by code or name; else of the whole system.")] = "",
    as_: As = "leadership",
) -> None:
    """Write the annual report of the system or of a country, beside what the two reports published."""
    emit(reported(open_database(), viewer_of(as_), year, country, out))
