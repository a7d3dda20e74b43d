"""What `concert report` answers: a document, and what is in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts.opening import open_database
from commandline.console import WrongCallError, emit
from commandline.export import As, viewer_of
from data import audit
from data.countries import find_country, read_countries
from data.database import transaction
from data.entities import read_entities
from data.exporting import UnknownFormatError, records_for
from data.figures import read_figures
from data.reports import format_of, write
from matching.completeness import told_engagements
from matching.disclosure import Viewpoint
from matching.policy import Right, may
from matching.records import AuditAct, Viewer
from matching.reporting import Asked, annual_report


def reported(engine: Engine, viewer: Viewer, year: int, place: str, out: Path) -> dict[str, Any]:
    """Write the report and return what it holds.

    :raises WrongCallError: If the viewer may not read it, there is no such country, or the file cannot be written.
    """
    if not may(viewer, Right.READ_DATA):
        raise WrongCallError(f"the role {viewer.role} may not read the report")
    found = find_country(place) if place else None
    if place and found is None:
        raise WrongCallError(f"--country {place}: no such country; give its ISO 3166 code or its name")
    if not out.parent.is_dir():
        raise WrongCallError(f"there is no folder {out.parent} to write {out.name} into")
    try:
        chosen = format_of(out)
    except UnknownFormatError as error:
        raise WrongCallError(str(error)) from None
    view = Viewpoint(datetime.now(UTC), viewer.entity)
    asked = Asked(year, found.iso3 if found else "", {each.iso3: each.name for each in read_countries()})
    with records_for(engine, viewer) as records:
        told = told_engagements(view, records.engagements(), records.contributions_of, records.there("engagements"))
        partners = {each.id: each for each in records.partners()}
    entities = [each.id for each in read_entities()]
    published = {each.id: each for each in read_figures()}
    report = annual_report(asked, told, partners, entities, published, viewer=viewer, view=view)
    write(out, chosen, report)
    with transaction(engine, viewer) as connection:
        audit.note(connection, viewer, AuditAct.EXPORT, detail=f"{chosen}: {report.sheet.what}")
    return {
        "file": str(out),
        "format": chosen.value,
        "title": report.title,
        "viewer": report.sheet.viewer,
        "partnerships": report.sheet.rows["engagements"],
        "withheld": dict(told.withheld),
        "synthetic": report.sheet.synthetic,
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
