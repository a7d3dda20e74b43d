"""`concert serve`: the dashboard on its database."""

from __future__ import annotations

import os
from typing import Annotated

import typer
from sqlalchemy import Engine

from acts.opening import OwnRecordsError, load_demo, open_filled
from commandline.console import WorkFailedError, end_when_told, say
from commandline.people import caller
from dashboard import serve as dashboard


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535)] = dashboard.PORT,
    address: Annotated[str, typer.Option(help="Where to listen; this machine alone unless told.")] = dashboard.LOCAL,
    host: Annotated[list[str] | None, typer.Option(help="A further name under which it may be reached.")] = None,
    demo: Annotated[
        bool | None, typer.Option(help="Load the demo network and, without sign-in, allow viewing as any role.")
    ] = None,
) -> None:
    """Start the dashboard on its database, embedded unless CONCERT_DATABASE_URL names one."""
    end_when_told()
    with_demo, warning = dashboard.opening(demo, address)
    _claim(address, port)
    engine = open_filled(say)
    if with_demo:
        _with_demo_unless_real(engine)
    os.environ["CONCERT_DEMO"] = "1" if with_demo else "0"
    if warning:
        say(warning)
    say(f"Concert answers at http://{address}:{port} - stop it with Ctrl+C")
    dashboard.serve(port, address, tuple(host or ()))


def _claim(address: str, port: int) -> None:
    try:
        dashboard.claim(address, port)
    except dashboard.PortInUseError as error:
        raise WorkFailedError(str(error)) from error


def _with_demo_unless_real(engine: Engine) -> None:
    """Load the demo network, or renew it; beside real records nothing is touched, which is no reason not to start."""
    try:
        load_demo(caller(engine), say)
    except OwnRecordsError as error:
        say(str(error))
