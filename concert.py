"""The command line of Concert, one function a command; the contract stands in the README."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from commandline.checkup import examine
from commandline.coalitions import coalitions_of_file, coalitions_of_need
from commandline.console import WorkFailedError, WrongCallError, emit, emit_lines, exit_codes, quiet_libraries, say
from commandline.encoding import open_encoder
from commandline.overlaps import overlap_of_file
from commandline.ranking import ranked
from commandline.routing import routed
from dashboard import serve as dashboard
from data.database import prepare
from data.first_run import fill, fill_demo
from data.lists import read_needs, read_partners, read_texts
from data.loading import loaded
from data.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Concert: the dashboard with which the UN system and its partners act in concert.",
)

Out = Annotated[Path | None, typer.Option(dir_okay=False, help="Write JSON lines here, whole or not at all.")]


@app.callback()
def main() -> None:
    """Keep the libraries' own talk away from the user."""
    quiet_libraries()


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535)] = dashboard.PORT,
    address: Annotated[str, typer.Option(help="Where to listen; this machine alone unless told.")] = dashboard.LOCAL,
    host: Annotated[list[str] | None, typer.Option(help="A further name under which it may be reached.")] = None,
    demo: Annotated[bool, typer.Option(help="Load the demo network and allow viewing as any role.")] = True,
) -> None:
    """Start the dashboard on its database, embedded unless CONCERT_DATABASE_URL names one."""
    with exit_codes():
        _claim(address, port)
        _filled(demo)
        os.environ["CONCERT_DEMO"] = "1" if demo else "0"
        say(f"Concert answers at http://{address}:{port} - stop it with Ctrl+C")
        dashboard.serve(port, address, tuple(host or ()))


@app.command()
def demo(
    seed: Annotated[int, typer.Option(min=0)] = 0,
    partners: Annotated[int, typer.Option(min=1, max=200_000, help="Needs and engagements grow with them.")] = 5000,
) -> None:
    """Load an invented network of any size in place of the one before; what people entered stays."""
    with exit_codes():
        engine = _filled(with_demo=False)
        changed = fill_demo(engine, say, seed, partners)
        sets = {name.value: {"edition": each.edition, "records": each.records} for name, each in loaded(engine).items()}
        emit({"changed": changed, "sets": sets})


@app.command()
def doctor() -> None:
    """Check what Concert needs on this machine; exit 1 when something is amiss."""
    with exit_codes():
        findings = examine()
        emit({"checks": [asdict(finding) for finding in findings]})
        for finding in findings:
            say(f"{'ok   ' if finding.ok else 'AMISS'} {finding.name}: {finding.detail}")
        if not all(finding.ok for finding in findings):
            raise typer.Exit(1)


@app.command()
def rank(
    needs: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="CSV with id,text and what is known.")],
    partners: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="CSV with id,text and what is known.")],
    top: Annotated[int, typer.Option(min=1, help="How many partners a need.")] = 10,
    out: Out = None,
) -> None:
    """Rank partners for needs, both read from CSV; no database needed. One JSON line a need."""
    with exit_codes():
        asked, offered = read_needs(needs), read_partners(partners)
        say(f"Ranking {len(offered):,} partners for {len(asked):,} needs")
        emit_lines(ranked(asked, offered, open_encoder(), top), out)


@app.command()
def route(
    text: Annotated[str | None, typer.Option(help="An offer in any of the six UN languages.")] = None,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="CSV with id,text.")] = None,
    top: Annotated[int, typer.Option(min=1, help="How many entities an offer.")] = 5,
    out: Out = None,
) -> None:
    """Name the UN entities that an inbound offer is for: one answer for --text, one JSON line each for --file."""
    with exit_codes():
        if (text is None) == (file is None):
            raise WrongCallError("give either --text or --file")
        if text is not None and not text.strip():
            raise WrongCallError("--text is empty; say what is offered, where and for whom")
        offers = read_texts(file) if file else [("", text or "")]
        lines = routed(offers, open_encoder(), top)
        emit_lines(lines if file else (_without_id(line) for line in lines), out)


def _without_id(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "id"}


@app.command()
def overlap(
    file: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="A who-does-what-where table, CSV or JSON.")],
    by: Annotated[str, typer.Option(help="Columns whose combinations are the cells.")] = "country,activity",
    organisation: Annotated[str, typer.Option(help="The column that names who is there.")] = "organisation",
    fold_case: Annotated[bool, typer.Option("--fold-case", help="Take spellings that differ by case as one.")] = False,
) -> None:
    """Count the cells that organisations share, after trimming and collapsing blanks."""
    with exit_codes():
        emit(overlap_of_file(file, by.split(","), organisation, fold_case))


@app.command()
def coalition(
    need: Annotated[str | None, typer.Option(help="A need of the register, by its id.")] = None,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="A need as JSON.")] = None,
    partners: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="CSV with id,text; goes with --file.")
    ] = None,
) -> None:
    """Propose sets of partners that together cover a need: of the register, or of a file with a list of partners."""
    with exit_codes():
        if (need is None) == (file is None) or (file is None) != (partners is None):
            raise WrongCallError("give either --need ID, or --file need.json with --partners P.csv")
        if file is not None and partners is not None:
            emit(coalitions_of_file(file, partners, open_encoder()))
        elif need is not None:
            emit(coalitions_of_need(_filled(with_demo=True), need, open_encoder()))


def _claim(address: str, port: int) -> None:
    try:
        dashboard.claim(address, port)
    except dashboard.PortInUseError as error:
        raise WorkFailedError(str(error)) from error


def _filled(with_demo: bool) -> Engine:
    say("Opening the database")
    engine = prepare(Settings.from_environment())
    fill(engine, say, with_demo)
    return engine


if __name__ == "__main__":
    app()
