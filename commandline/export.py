"""`concert export`, a file with what one viewer may take along; `concert report`, the partnerships of a year."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts import exports
from acts.act import Caller
from acts.errors import NotAllowedError
from acts.exports import Format
from acts.opening import open_database
from acts.reference import find_country, read_entities
from commandline.console import File, WrongCallError, check_folder, emit
from matching.exporting import AmountRule, RefusedError, Request, TableName, allowed
from matching.records import OF_ENTITIES, UserRole, Viewer

ALL = "all"


def exported(engine: Engine, viewer: Viewer, request: Request, format: Format, out: Path) -> dict[str, Any]:
    """Write the file and return what it holds and what it does not.

    :raises WrongCallError: If the viewer may not take a table, or the format does not hold it.
    """
    check_folder(out)
    try:
        done = exports.export(Caller(engine, viewer, signed_in=False), request, format, out)
    except exports.WrongTableError as error:
        raise WrongCallError(f"{error}: say --what engagements") from None
    except (RefusedError, exports.NothingToWriteError) as error:
        raise WrongCallError(str(error)) from None
    sheet, left = done.sheet, done.without_start
    answer = {
        "file": str(out),
        "format": format.value,
        "viewer": sheet.viewer,
        "rows": dict(sheet.rows),
        "withheld": {name: dict(reasons) for name, reasons in sheet.withheld.items() if reasons},
        "synthetic": sheet.synthetic,
    }
    return answer if left is None else {**answer, "without_start_left_out": left}


def request_of(viewer: Viewer, what: str, entity: str, place: str, amounts: str) -> Request:
    """Return what the options ask for; all are the tables that the viewer may take.

    :raises WrongCallError: If an option has no such value; the message lists those that there are.
    """
    tables = allowed(viewer) if what == ALL else tuple(TableName(what) for _ in (0,) if what in list(TableName))
    if not tables:
        raise WrongCallError(f"--what {what}: there is {', '.join([*allowed(viewer), ALL])} for the role {viewer.role}")
    known = {each.id for each in read_entities()}
    if entity and entity not in known:
        raise WrongCallError(f"--entity {entity}: there is {', '.join(sorted(known))}")
    if amounts not in list(AmountRule):
        raise WrongCallError(f"--amounts {amounts}: there is {', '.join(AmountRule)}")
    return Request(tables, entity, country_of(place), AmountRule(amounts))


def country_of(place: str) -> str:
    """Return the ISO 3166 code of a country that an option names; "" for none.

    :raises WrongCallError: If there is no such country.
    """
    found = find_country(place) if place else None
    if place and found is None:
        raise WrongCallError(f"--country {place}: no such country; give its ISO 3166 code or its name")
    return found.iso3 if found else ""


def format_from(name: str, out: Path) -> Format:
    """Return the format of an option, or that of the file's name.

    :raises WrongCallError: If there is none.
    """
    if name:
        if name not in list(Format):
            raise WrongCallError(f"--format {name}: there is {', '.join(Format)}")
        return Format(name)
    try:
        return exports.format_of(out)
    except exports.UnknownFormatError as error:
        raise WrongCallError(str(error)) from None


def viewer_of(text: str) -> Viewer:
    """Return who looks: `ROLE`, or `ROLE/ENTITY` for who speaks for an entity.

    :raises WrongCallError: If there is no such role, or an entity that it cannot have.
    """
    name, _, entity = text.partition("/")
    roles = [role for role in UserRole if role is not UserRole.SYSTEM]
    if name not in roles:
        raise WrongCallError(f"--as {text}: there is {', '.join(roles)}, and for an entity {OF_ONE}/UNICEF")
    if entity and (UserRole(name) not in OF_ENTITIES or entity not in {each.id for each in read_entities()}):
        raise WrongCallError(f"--as {text}: {name} cannot look for {entity!r}")
    return Viewer(f"command line ({text})", UserRole(name), entity)


OF_ONE = UserRole.ENTITY_LEAD


As = Annotated[str, typer.Option("--as", help="Who looks: a role, or ROLE/ENTITY.")]


def export(
    *,
    out: File,
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
    viewer = viewer_of(as_)
    request, chosen = request_of(viewer, what, entity, country, amounts), format_from(format_, out)
    emit(exported(open_database(), viewer, request, chosen, out))


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
