"""The command line of Concert, one function a command; the contract stands in the README."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commandline.calls import admit as admitting
from commandline.calls import bring as arriving
from commandline.calls import names as naming
from commandline.calls import out as leaving
from commandline.console import (
    WorkFailedError,
    WrongCallError,
    emit,
    emit_lines,
    end_when_told,
    exit_codes,
    quiet_libraries,
    say,
)
from dashboard import serve as dashboard
from data.secrets import load as load_secrets
from data.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

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
    """Read the secrets, and keep the libraries' own talk away from the user."""
    quiet_libraries()
    with exit_codes():
        load_secrets()


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535)] = dashboard.PORT,
    address: Annotated[str, typer.Option(help="Where to listen; this machine alone unless told.")] = dashboard.LOCAL,
    host: Annotated[list[str] | None, typer.Option(help="A further name under which it may be reached.")] = None,
    demo: Annotated[
        bool | None, typer.Option(help="Load the demo network and, without sign-in, allow viewing as any role.")
    ] = None,
) -> None:
    """Start the dashboard on its database, embedded unless CONCERT_DATABASE_URL names one."""
    with exit_codes():
        end_when_told()
        with_demo, warning = dashboard.opening(demo, address)
        _claim(address, port)
        engine = _filled()
        if with_demo:
            _with_demo_unless_real(engine)
        os.environ["CONCERT_DEMO"] = "1" if with_demo else "0"
        if warning:
            say(warning)
        say(f"Concert answers at http://{address}:{port} - stop it with Ctrl+C")
        dashboard.serve(port, address, tuple(host or ()))


@app.command()
def demo(
    seed: Annotated[int, typer.Option(min=0)] = 0,
    partners: Annotated[int, typer.Option(min=1, max=200_000, help="Needs and engagements grow with them.")] = 5000,
    beside_own_records: Annotated[
        bool, typer.Option("--beside-own-records", help="Load it also where records that are not invented are.")
    ] = False,
) -> None:
    """Load an invented network of any size in place of the one before; what people entered stays."""
    from data.first_run import OwnRecordsError, fill_demo
    from data.loading import loaded

    with exit_codes():
        engine = _filled()
        try:
            changed = fill_demo(engine, say, seed, partners, beside_own=beside_own_records)
        except OwnRecordsError as error:
            raise WrongCallError(str(error)) from error
        sets = {name.value: {"edition": each.edition, "records": each.records} for name, each in loaded(engine).items()}
        emit({"changed": changed, "sets": sets})


@app.command()
def doctor() -> None:
    """Check what Concert needs on this machine; exit 1 when something is amiss."""
    from commandline.checkup import examine

    with exit_codes():
        findings = examine(dashboard.way_in)
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
    from commandline.encoding import open_encoder
    from commandline.ranking import ranked
    from data.lists import read_needs, read_partners

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
    from commandline.encoding import open_encoder
    from commandline.routing import routed
    from data.lists import read_texts

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
def tag_sdg(
    file: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="CSV with id,text.")],
    out: Out = None,
) -> None:
    """Say which of the 17 Goals each text serves, in any of the six languages. One JSON line a text."""
    from commandline.encoding import open_encoder
    from commandline.tagging import open_tagger, tagged
    from data.lists import read_texts

    with exit_codes():
        texts = read_texts(file)
        emit_lines(tagged(texts, open_tagger(open_encoder())), out)


@app.command()
def overlap(
    file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A who-does-what-where table, CSV or JSON.")
    ] = None,
    by: Annotated[
        str, typer.Option(help="Columns whose combinations are the cells; country,sdg for the register.")
    ] = "",
    organisation: Annotated[str, typer.Option(help="The column that names who is there.")] = "organisation",
    fold_case: Annotated[bool, typer.Option("--fold-case", help="Take spellings that differ by case as one.")] = False,
) -> None:
    """Count the cells that organisations share, in a table after collapsing blanks, or in the engagements we hold."""
    with exit_codes():
        if file is not None:
            from commandline.overlaps import overlap_of_file

            emit(overlap_of_file(file, (by or "country,activity").split(","), organisation, fold_case))
            return
        from commandline.register_overlaps import overlap_of_register
        from data.database import prepare

        emit(overlap_of_register(prepare(Settings.from_environment()), (by or "country,sdg").split(",")))


@app.command()
def coalition(
    need: Annotated[str | None, typer.Option(help="A need of the register, by its id.")] = None,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="A need as JSON.")] = None,
    partners: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="CSV with id,text; goes with --file.")
    ] = None,
) -> None:
    """Propose sets of partners that together cover a need: of the register, or of a file with a list of partners."""
    from commandline.coalitions import coalitions_of_file, coalitions_of_need
    from commandline.encoding import open_encoder

    with exit_codes():
        if (need is None) == (file is None) or (file is None) != (partners is None):
            raise WrongCallError("give either --need ID, or --file need.json with --partners P.csv")
        if file is not None and partners is not None:
            emit(coalitions_of_file(file, partners, open_encoder()))
        elif need is not None:
            emit(coalitions_of_need(_filled(), need, open_encoder()))


@app.command()
def approach(
    *,
    entity: Annotated[str, typer.Option(help="Who intends to ask: the acronym of a UN entity.")] = "",
    partner: Annotated[str, typer.Option(help="Who is to be asked: the id of a partner.")] = "",
    resource: Annotated[str, typer.Option(help="What is asked for, such as finance or logistics.")] = "",
    country: Annotated[str, typer.Option(help="Where (ISO 3166); none for an approach at global level.")] = "",
    sdgs: Annotated[str, typer.Option(help="Goals, such as 3;9.")] = "",
    topic: Annotated[str, typer.Option(help="What it is about, in a few words.")] = "",
    need: Annotated[str, typer.Option(help="The id of the need behind it.")] = "",
    start: Annotated[str, typer.Option("--from", help="First day of the window.")] = "",
    until: Annotated[str, typer.Option(help="Last day of the window, at most 180 days in all.")] = "",
    effort_days: Annotated[str, typer.Option(help="Gate: expected effort in days of work.")] = "",
    benefit: Annotated[str, typer.Option(help="Gate: what comes of it.")] = "",
    necessity: Annotated[str, typer.Option(help="Gate: why the UN is needed.")] = "",
    go: Annotated[bool, typer.Option(help="Gate: the result; no-go is a valid end.")] = True,
    visibility: Annotated[str, typer.Option(help="What others may be told: named, type, count or hidden.")] = "named",
    reason: Annotated[str, typer.Option(help="Why others may not be told.")] = "",
    owner: Annotated[str, typer.Option(help="Who is responsible; who calls, unless told.")] = "",
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="A CSV of approaches instead.")] = None,
) -> None:
    """Register an approach, or those of a file, and tell its stage and class at once: one JSON line each."""
    from commandline.approaching import register_file, register_one
    from data.database import prepare

    with exit_codes():
        engine = prepare(Settings.from_environment())
        if file is not None:
            emit_lines(register_file(engine, file), None)
            return
        cells = {
            "entity": entity,
            "partner": partner,
            "resource": resource,
            "country": country,
            "sdgs": sdgs,
            "topic": topic,
            "need": need,
            "from": start,
            "until": until,
            "effort_days": effort_days,
            "benefit": benefit,
            "necessity": necessity,
            "go": "yes" if go else "no",
            "visibility": visibility,
            "reason": reason,
            "owner": owner,
        }
        emit(register_one(engine, cells))


@app.command()
def plan(
    cap: Annotated[int, typer.Option(min=0, help="How many approaches a partner should get in 12 months.")] = 2,
    keep: Annotated[list[str] | None, typer.Option(help="An approach that stays, decided already.")] = None,
    wait: Annotated[list[str] | None, typer.Option(help="An approach that waits, decided already.")] = None,
) -> None:
    """Plan who leads, joins, waits or asks another partner, so that entities stop competing: before, after, moves."""
    from acts.approaches import let_time_pass
    from commandline.planning import planned
    from data.database import prepare
    from matching.planning import Lock

    with exit_codes():
        if both := sorted(set(keep or ()) & set(wait or ())):
            raise WrongCallError(f"{', '.join(both)} cannot both stay and wait")
        locks = dict.fromkeys(keep or (), Lock.STAY) | dict.fromkeys(wait or (), Lock.WAIT)
        engine = prepare(Settings.from_environment())
        let_time_pass(engine)
        emit(planned(engine, cap, locks))


@app.command()
def screen(
    partner: Annotated[str | None, typer.Option(help="A partner of the register, by its id.")] = None,
    names: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A sanctions list to read, XML or CSV.")
    ] = None,
) -> None:
    """Say what each entity's due diligence makes of a partner, or whose name resembles one on a sanctions list."""
    from commandline.screening import names_to_look_at, screened

    with exit_codes():
        if (partner is None) == (names is None):
            raise WrongCallError("give either --partner ID or --names FILE")
        engine = _filled()
        emit(screened(engine, partner) if partner is not None else names_to_look_at(engine, names or Path()))


app.command("import")(arriving.import_)
app.command()(naming.resolve)
app.command()(leaving.export)
app.command()(leaving.report)
app.command()(leaving.backup)
app.command()(leaving.restore)
app.command()(admitting.grant)
app.command()(admitting.revoke)
app.command()(admitting.users)
app.command()(admitting.audit)


def _claim(address: str, port: int) -> None:
    try:
        dashboard.claim(address, port)
    except dashboard.PortInUseError as error:
        raise WorkFailedError(str(error)) from error


def _filled() -> Engine:
    from data.database import prepare
    from data.first_run import fill

    say("Opening the database")
    engine = prepare(Settings.from_environment())
    fill(engine, say)
    return engine


def _with_demo_unless_real(engine: Engine) -> None:
    """Load the demo network, or renew it; beside real records nothing is touched, which is no reason not to start."""
    from data.first_run import OwnRecordsError, fill_demo

    try:
        fill_demo(engine, say)
    except OwnRecordsError as error:
        say(str(error))


if __name__ == "__main__":
    app()
