"""Who may sign in, as the operator of the machine sets it, and what the audit log holds of what people did."""

from __future__ import annotations

import getpass
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts import audit_log, people, reference
from acts.act import Caller
from acts.audit_log import LogHead, LogState, Wanted
from acts.opening import open_database
from acts.reference import UnknownCountryError
from commandline.console import WrongCallError, emit, emit_lines, say
from matching.records import AuditEntry, Grant, User, UserRole, Viewer

ROLES = [role.value for role in UserRole if role is not UserRole.SYSTEM]


def operator() -> Viewer:
    """Return who acts when somebody works on the machine itself: Concert, with the name of their account in the log."""
    return Viewer(f"operator {getpass.getuser()}", UserRole.SYSTEM)


def caller(engine: Engine) -> Caller:
    """Return on whose behalf a command acts: the operator's."""
    return Caller(engine, operator(), signed_in=False)


def line(user: User) -> dict[str, Any]:
    """Return a user as the command line tells them."""
    now = datetime.now(UTC)
    return {
        "user": user.id,
        "name": user.name,
        "email": user.email,
        "signed_in_before": bool(user.subject),
        "active": user.active,
        "roles": [
            {
                "role": grant.role.value,
                "entity": grant.entity or None,
                "countries": sorted(grant.countries),
                "partner": grant.partner or None,
                "until": grant.until.isoformat() if grant.until else None,
                "holds": grant.live(now),
            }
            for grant in user.grants
        ],
    }


def _grant(role: str, entity: str, countries: Sequence[str], partner: str, until: str) -> Grant:
    if role not in ROLES:
        raise WrongCallError(f"there is no role {role!r}; choose one of {', '.join(ROLES)}")
    try:
        places = frozenset(reference.country(code.strip().upper()).iso3 for code in countries)
    except UnknownCountryError as error:
        raise WrongCallError(str(error)) from error
    return Grant("", UserRole(role), entity, places, partner, _end(until))


def _end(until: str) -> datetime | None:
    """Return the end of a last day (UTC), None for no end."""
    if not until:
        return None
    try:
        last = date.fromisoformat(until)
    except ValueError:
        raise WrongCallError(f"--until takes a day like 2027-06-30, got {until!r}") from None
    return datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)


def grant(
    *,
    user: Annotated[str, typer.Option(help="The e-mail address that the provider of identities confirms.")],
    role: Annotated[str, typer.Option(help="One role, such as administrator, focal_point or auditor.")],
    name: Annotated[str, typer.Option(help="How the person is shown; for a new user.")] = "",
    entity: Annotated[str, typer.Option(help="The UN entity, for a focal point or its lead.")] = "",
    country: Annotated[list[str] | None, typer.Option(help="A country (ISO 3166), for a coordinator.")] = None,
    partner: Annotated[str, typer.Option(help="The id of the partner, for an external user.")] = "",
    until: Annotated[str, typer.Option(help="The last day on which it holds (UTC).")] = "",
    subject: Annotated[str, typer.Option(help="issuer#subject, where the provider confirms no address.")] = "",
) -> None:
    """Give somebody a role, entering them if they are new; the first administrator is made this way."""
    try:
        given = _grant(role, entity, country or [], partner, until)
        emit(line(people.admit(caller(open_database()), user, name, given, subject)))
    except ValueError as error:
        raise WrongCallError(str(error)) from error


def revoke(
    user: Annotated[str, typer.Option(help="The e-mail address of the user.")],
    role: Annotated[str, typer.Option(help="The role; without one nothing is left and they are shut out.")] = "",
) -> None:
    """Take a role away, or shut somebody out; what they had open closes within a minute."""
    try:
        emit(line(people.dismiss(caller(open_database()), user, role)))
    except ValueError as error:
        raise WrongCallError(str(error)) from error


def users() -> None:
    """List who may sign in, with which roles and until when: one JSON line each."""
    emit_lines(map(line, people.users(caller(open_database()))), None)


def _result(found: LogState) -> dict[str, Any]:
    return {
        "lines": found.head.number,
        "head": str(found.head),
        "whole": found.broken is None,
        "broken": {"line": found.broken.number, "why": found.broken.why} if found.broken else None,
    }


def _head(kept: str) -> LogHead | None:
    try:
        return LogHead.read(kept) if kept else None
    except ValueError as error:
        raise WrongCallError(str(error)) from error


def _read(path: Path) -> list[AuditEntry]:
    try:
        return [audit_log.from_json(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    except (KeyError, TypeError, ValueError) as error:
        raise WrongCallError(f"{path} is not an export of `concert audit --out`: {error}") from error


def audit(
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write the whole log here, one JSON line each.")
    ] = None,
    head: Annotated[str, typer.Option(help="The last line that was kept elsewhere, number:digest.")] = "",
    file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Check an exported log instead.")
    ] = None,
) -> None:
    """Say whether the audit log is whole; exit 1 when a line was changed, removed or put in."""
    if file is not None:
        found = audit_log.state_of(_read(file))
    else:
        by = caller(open_database())
        found = audit_log.state(by, _head(head))
        if out is not None:
            entries = audit_log.take_along(by, Wanted(), "by the command line")
            emit_lines(map(audit_log.to_json, entries), out)
    emit(_result(found))
    if found.broken is not None:
        say("the audit log is broken; keep the database as it is and tell your auditor")
        raise typer.Exit(1)
