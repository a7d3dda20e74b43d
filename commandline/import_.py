"""`concert import`: a file read, checked, loaded whole, and what was found in it at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Connection, Engine

from acts.identity import resolver
from acts.opening import open_filled
from commandline.console import WrongCallError, emit, progress, say
from data import engagements, partners
from data.approaches.reading import live_of_partners
from data.database import transaction
from data.entities import read_entities
from data.imports.loading import Loaded, bringer, check_in, load
from data.imports.reading import FORMATS, Read, read
from data.imports.trouble import UnreadableError
from data.problems import ProblemsError
from matching.disclosure import Viewpoint
from matching.provenance import choose
from matching.records import SYSTEM, Disclosure, RecordKind, Tally, Visibility
from matching.uploads import Around, contacts, found_in

# Containers are told from the content; these words ask for nothing more than that a table is in it.
_CONTAINERS = {"csv": "", "xlsx": "", "": ""}
_TOLD = 50


def import_file(
    engine: Engine, path: Path, format: str, entity: str, *, visibility: str, dry_run: bool
) -> dict[str, Any]:
    """Load a file for an entity and return what came of it; a dry run does the same and takes it back.

    :raises WrongCallError: If the format or the entity is unknown, or the file cannot be read.
    :raises ProblemsError: With every problem of the file at once.
    """
    layout = _layout(format)
    if visibility not in set(Visibility):
        raise WrongCallError(f"--visibility {visibility!r} is none of {', '.join(Visibility)}")
    told = Visibility(visibility)
    known = {each.id for each in read_entities()}
    if entity not in known:
        raise WrongCallError(f"--entity {entity!r} is no UN entity that Concert knows, such as UNICEF or UN Women")
    found = _read(path, layout)
    batch = check_in(
        engine,
        found,
        path,
        name=path.name,
        importer="command line",
        disclosure=Disclosure(entity, told, "" if told is Visibility.NAMED else "imported so"),
    )
    draw = progress("Loading" if not dry_run else "Comparing")
    done = load(
        engine,
        bringer("command line", entity),
        batch.id,
        lambda sources: choose(sources).picked,
        resolver,
        progress=draw,
        keep=not dry_run,
    )
    if done.again:
        say(f"{path.name} was loaded on {done.batch.loaded:%Y-%m-%d %H:%M} UTC already; nothing was changed")
    return {**_told(done, found), "found": _found(engine, entity, done)}


def _layout(format: str) -> str:
    if format not in (*_CONTAINERS, *FORMATS):
        raise WrongCallError(f"--format {format!r} is unknown; there are {', '.join([*FORMATS, 'csv', 'xlsx'])}")
    return _CONTAINERS.get(format, format)


def _read(path: Path, layout: str) -> Read:
    counted = progress("Reading")
    told: Callable[[int], None] | None = (lambda rows: counted(rows, rows + 1)) if counted else None
    try:
        found = read(path, path.name, layout=layout, progress=told)
    except UnreadableError as error:
        raise WrongCallError(f"{path.name}: {error}") from error
    if not found.look.format:
        headers = ", ".join(found.look.headers[:12])
        raise WrongCallError(f"{path.name}: no known kind of table has the columns {headers}; name one with --format")
    if found.problems:
        if found.more:
            say(f"{len(found.problems) + found.more:,} problems in all; the first {len(found.problems):,} are kept")
        raise ProblemsError(path.name, found.problems)
    say(f"Read {found.rows:,} rows of {path.name} as {found.look.format}")
    return found


def _told(done: Loaded, found: Read) -> dict[str, Any]:
    return {
        "batch": done.batch.id,
        "format": done.batch.format,
        "rows": done.batch.rows,
        "loaded": done.kept and not done.again,
        "already_loaded": done.again,
        "records": {kind.value: _counts(tally) for kind, tally in done.tallies.items()},
        "to_review": [
            {"row": mention.row, "name": mention.name, "candidates": list(meant.candidates), "why": list(meant.reasons)}
            for mention, meant in done.review[:_TOLD]
        ],
        "names_to_review": len(done.review),
        "named_twice": {partner: list(rows) for partner, rows in sorted(done.twice.items())[:_TOLD]},
        "left_out": {**found.left_out, **done.left_out},
    }


def _counts(tally: Tally) -> dict[str, int]:
    return {"new": tally.new, "changed": tally.changed, "same": tally.same}


def _found(engine: Engine, entity: str, done: Loaded) -> dict[str, Any]:
    """Return what collides with the upload, and who else is in touch with its partners, as the entity may be told."""
    view = Viewpoint(datetime.now(UTC), entity)
    with transaction(engine, SYSTEM) as connection:
        around = around_of(connection, done)
    uploaded = done.touched.get(RecordKind.ENGAGEMENT, frozenset())
    told, count = found_in(view, uploaded, around)
    touched = done.touched.get(RecordKind.PARTNER, frozenset())
    return {
        "overlaps": count,
        "gravest": [
            {
                "partner": each.partner,
                "record": each.alert.about,
                "class": each.alert.kind.value,
                "with": each.alert.record or None,
                "entity": each.alert.entity or None,
                "rule": each.alert.rule,
                "within_days": each.alert.horizon,
            }
            for each in told[:_TOLD]
        ],
        "in_touch": {name: list(entities) for name, entities in list(contacts(view, touched, around).items())[:_TOLD]},
    }


def around_of(connection: Connection, done: Loaded) -> Around:
    """Return what the register holds of the partners that an upload speaks of."""
    touched = sorted(done.touched.get(RecordKind.PARTNER, ()))
    return Around(
        engagements.of_partners(connection, touched),
        live_of_partners(connection, touched),
        partners.some(connection, touched),
    )


def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What you have, as it is.")],
    *,
    format: Annotated[str, typer.Option(help="What it is, such as iati or 3w; told from the file if left out.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and compare only; nothing is changed.")] = False,
    entity: Annotated[str, typer.Option(help="For which UN entity; it owns what comes in.")] = "",
    visibility: Annotated[str, typer.Option(help="What others may be told: named, type, count or hidden.")] = "named",
) -> None:
    """Read, check and load a file of partners, partnerships, needs or IATI activities: all of it, or nothing."""
    engine = open_filled(say)
    emit(import_file(engine, file, format, entity, visibility=visibility, dry_run=dry_run))
