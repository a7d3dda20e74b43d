"""Running Concert on a machine: the dashboard, the demo network, a check of all parts, backup and restore."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts import backups
from acts.backups import Manifest
from acts.checkup import examine
from acts.opening import OwnRecordsError, connect, load_demo, loaded_sets, open_database, open_filled
from commandline.console import File, WorkFailedError, WrongCallError, check_folder, emit, end_when_told, progress, say
from commandline.people import caller, operator
from dashboard import serve as dashboard
from dashboard.serve import way_in


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


def demo(
    seed: Annotated[int, typer.Option(min=0)] = 0,
    partners: Annotated[int, typer.Option(min=1, max=200_000, help="Needs and engagements grow with them.")] = 5000,
    beside_own_records: Annotated[
        bool, typer.Option("--beside-own-records", help="Load it also where records that are not invented are.")
    ] = False,
) -> None:
    """Load an invented network of any size in place of the one before; what people entered stays."""
    engine = open_filled(say)
    try:
        changed = load_demo(caller(engine), say, seed, partners, beside_own=beside_own_records)
    except OwnRecordsError as error:
        raise WrongCallError(str(error)) from error
    emit({"changed": changed, "sets": loaded_sets(engine)})


def doctor() -> None:
    """Check what Concert needs on this machine; exit 1 when something is amiss."""
    findings = examine(operator(), way_in)
    emit({"checks": [asdict(finding) for finding in findings]})
    for finding in findings:
        say(f"{'ok   ' if finding.ok else 'AMISS'} {finding.name}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def backup(*, out: File) -> None:
    """Write the whole database into one file, in one state, with a checksum of each table and of the file."""
    check_folder(out)
    manifest, sealed = backups.back_up(caller(open_database()), out, progress("Saving tables"))
    emit({"file": str(out), "sha256": sealed, "bytes": out.stat().st_size, **_said(manifest)})


def restore(
    *,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file that `concert backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in place of the records that are there.")] = False,
    checksum: Annotated[
        str, typer.Option(help="The checksum that `concert backup` told; another file is refused.")
    ] = "",
) -> None:
    """Bring a backup back, all of it or nothing; every byte of it is checked before anything is touched."""
    drawn = progress("Restoring tables")
    try:
        manifest = backups.restore(caller(connect()), file, replace=replace, sha256=checksum, progress=drawn)
    except backups.BackupError as error:
        raise WrongCallError(str(error)) from None
    emit({"file": str(file), **_said(manifest)})


def _said(manifest: Manifest) -> dict[str, Any]:
    rows = {table.name: table.rows for table in manifest.tables}
    return {"made": manifest.made, "step": manifest.step, "rows": manifest.rows, "tables": rows}
