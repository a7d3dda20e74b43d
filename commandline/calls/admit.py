"""The commands about who may sign in, and about the log of what they did."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commandline.console import emit, emit_lines, exit_codes, say
from data.settings import Settings


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
    from commandline.people import granted
    from data.database import prepare

    with exit_codes():
        given = {"role": role, "entity": entity, "countries": country or [], "partner": partner, "until": until}
        emit(granted(prepare(Settings.from_environment()), user, name, given, subject))


def revoke(
    user: Annotated[str, typer.Option(help="The e-mail address of the user.")],
    role: Annotated[str, typer.Option(help="The role; without one nothing is left and they are shut out.")] = "",
) -> None:
    """Take a role away, or shut somebody out; what they had open closes within a minute."""
    from commandline.people import revoked
    from data.database import prepare

    with exit_codes():
        emit(revoked(prepare(Settings.from_environment()), user, role))


def users() -> None:
    """List who may sign in, with which roles and until when: one JSON line each."""
    from commandline.people import listed
    from data.database import prepare

    with exit_codes():
        emit_lines(listed(prepare(Settings.from_environment())), None)


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
    from commandline.auditing import checked, exported, file_checked
    from data.database import prepare

    with exit_codes():
        if file is not None:
            found = file_checked(file)
        else:
            engine = prepare(Settings.from_environment())
            found = checked(engine, head)
            if out is not None:
                emit_lines(exported(engine), out)
        emit(found)
        if not found["whole"]:
            say("the audit log is broken; keep the database as it is and tell your auditor")
            raise typer.Exit(1)
