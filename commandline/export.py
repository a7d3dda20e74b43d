"""What `concert export` answers: a file with what one viewer may take along, and what is not in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts.opening import open_database
from commandline.console import File, WrongCallError, emit
from data import audit
from data.countries import find_country
from data.database import transaction
from data.entities import read_entities
from data.exporting import Format, UnknownFormatError, format_of, iati, records_for, write
from matching.disclosure import Viewpoint
from matching.exporting import AmountRule, RefusedError, Release, Request, TableName, allowed
from matching.records import OF_ENTITIES, AuditAct, Partner, UserRole, Viewer

ALL = "all"


def exported(engine: Engine, viewer: Viewer, request: Request, format: Format, out: Path) -> dict[str, Any]:
    """Write the file and return what it holds and what it does not.

    :raises WrongCallError: If the viewer may not take a table, or the format does not hold it.
    """
    if not out.parent.is_dir():
        raise WrongCallError(f"there is no folder {out.parent} to write {out.name} into")
    if format is Format.IATI and request.tables != (TableName.ENGAGEMENTS,):
        raise WrongCallError("IATI holds engagements only; say --what engagements")
    with records_for(engine, viewer) as records:
        made = datetime.now(UTC)
        try:
            release = Release(viewer, Viewpoint(made, viewer.entity), request, records)
        except RefusedError as error:
            raise WrongCallError(str(error)) from None
        if needs_names(request):
            release.partners.update({each.id: bare(each) for each in records.partners()})
        left = None
        if format is Format.IATI:
            entities = {each.id: each for each in read_entities()}
            context = iati.Context(entities, dict(release.partners))
            try:
                left = iati.write(out, release.engagements(), context, made, release.sheet)
            except iati.NothingToWriteError as error:
                raise WrongCallError(str(error)) from None
        else:
            write(out, format, release.tables(), release.sheet, one=len(request.tables) == 1)
        sheet = release.sheet()
    with transaction(engine, viewer) as connection:
        said = ", ".join(f"{n} {name}" for name, n in sheet.rows.items())
        audit.note(connection, viewer, AuditAct.EXPORT, detail=f"{format}: {said} {dict(sheet.filters) or ''}".strip())
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
    found = find_country(place) if place else None
    if place and found is None:
        raise WrongCallError(f"--country {place}: no such country; give its ISO 3166 code or its name")
    return Request(tables, entity, found.iso3 if found else "", AmountRule(amounts))


def format_from(name: str, out: Path) -> Format:
    """Return the format of an option, or that of the file's name.

    :raises WrongCallError: If there is none.
    """
    if name:
        if name not in list(Format):
            raise WrongCallError(f"--format {name}: there is {', '.join(Format)}")
        return Format(name)
    try:
        return format_of(out)
    except UnknownFormatError as error:
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


def needs_names(request: Request) -> bool:
    """Return whether a table of the request names partners."""
    open_tables = {TableName.PARTNERS, TableName.CAPABILITIES, TableName.NEEDS}
    return bool(set(request.tables) - open_tables)


def bare(partner: Partner) -> Partner:
    """Return what a table needs of a partner that it names; thousands of them lie in memory."""
    return Partner(
        partner.id,
        partner.name,
        partner.kind,
        partner.origin,
        country=partner.country,
        countries=partner.countries,
        identifiers=partner.identifiers,
    )


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
