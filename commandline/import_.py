"""Files on their way in: `concert inspect` reads them, `import` loads them, `resolve` names whose records they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from acts import imports
from acts.act import Caller
from acts.errors import ProblemsError
from acts.identity import NameRow, Names, read_names
from acts.imports import Asked, Findings, Loaded, Read, Sighted, UnreadableError
from acts.inspection import Inspected
from acts.inspection import inspect as inspect_files
from acts.opening import open_filled
from acts.reference import read_entities
from commandline.console import Out, WrongCallError, emit, emit_lines, progress, say, written_whole
from commandline.importing import Country, Encoding, Format, Sheet, asked_of
from commandline.people import caller
from matching.records import Candidate, Resolved, Tally, Visibility

_TOLD = 50


def import_file(
    by: Caller, path: Path, asked: Asked, entity: str, *, visibility: str, dry_run: bool, rest: Path | None = None
) -> dict[str, Any]:
    """Load what reads of a file for an entity and return what came of it; a dry run does the same and takes it back.

    Rows that stay out are written to `rest`, to be mended and brought again.

    :raises WrongCallError: If the format or the entity is unknown, or the file cannot be read.
    :raises ProblemsError: With every problem of the file at once, if no row of it reads.
    """
    if visibility and visibility not in set(Visibility):
        raise WrongCallError(f"--visibility {visibility!r} is none of {', '.join(Visibility)}")
    if entity not in {each.id for each in read_entities()}:
        raise WrongCallError(f"--entity {entity!r} is no UN entity that Concert knows, such as UNICEF or UN Women")
    try:
        sighted = imports.first_look(by, entity, path, path.name, asked)
        found = _read(path, sighted)
    except UnreadableError as error:
        raise WrongCallError(f"{path.name}: {error}") from error
    if rest is not None and found.rest:
        with written_whole(rest) as out:
            out.write(imports.rest_of(found))
    told = Visibility(visibility) if visibility else None
    batch = imports.check_in(by, entity, found, path, name=path.name, mapped=sighted.columns, told=told)
    done = imports.load(by, batch, progress("Comparing" if dry_run else "Loading"), keep=not dry_run)
    if done.again:
        say(f"{path.name} was loaded on {done.batch.loaded:%Y-%m-%d %H:%M} UTC already; nothing was changed")
    return {**_told(done, found), "found": _found(imports.findings(by, entity, done))}


def _read(path: Path, sighted: Sighted) -> Read:
    counted = progress("Reading")
    told: Callable[[int], None] | None = (lambda rows: counted(rows, rows + 1)) if counted else None
    found = imports.read(path, path.name, sighted, told)
    if not found.look.format:
        headers = ", ".join(found.look.headers[:12])
        raise WrongCallError(f"{path.name}: no known kind of table has the columns {headers}; name one with --format")
    if found.look.asks:
        raise WrongCallError(f"{path.name}: nothing says in which country this is; name it with --country, such as KEN")
    if found.more:
        say(f"{len(found.problems) + found.more:,} problems in all; the first {len(found.problems):,} are kept")
    if found.problems and not found.drafts:
        raise ProblemsError(path.name, found.problems)
    for note in found.notes:
        say(f"{path.name}: {note}")
    say(f"Read {found.rows - len(found.rest):,} of {found.rows:,} rows of {path.name} as {found.look.format}")
    return found


def _told(done: Loaded, found: Read) -> dict[str, Any]:
    return {
        "batch": done.batch.id,
        "format": done.batch.format,
        "rows": done.batch.rows,
        "rows_that_stay_out": len(found.rest),
        "problems": [
            {"row": each.row, "column": each.column, "value": each.value, "message": each.allowed}
            for each in found.problems[:_TOLD]
        ],
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


def _found(found: Findings) -> dict[str, Any]:
    return {
        "overlaps": found.count,
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
            for each in found.told[:_TOLD]
        ],
        "in_touch": {name: list(entities) for name, entities in list(found.in_touch.items())[:_TOLD]},
    }


def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What you have, as it is.")],
    *,
    format: Format = "",
    sheet: Sheet = "",
    header_row: Annotated[int | None, typer.Option(min=1, help="The row with the headers; found if left out.")] = None,
    country: Country = "",
    encoding: Encoding = "",
    rest: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write rows that stay out here, with the reasons.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and compare only; nothing is changed.")] = False,
    entity: Annotated[str, typer.Option(help="For which UN entity; it owns what comes in.")] = "",
    visibility: Annotated[
        str, typer.Option(help="What others may be told: named, type, count or hidden; else as the entity has set it.")
    ] = "",
) -> None:
    """Read, check and load a file of partners, partnerships, needs or IATI activities: every row that reads."""
    asked = asked_of(format, sheet, country, encoding, header_row)
    by = caller(open_filled(say))
    emit(import_file(by, file, asked, entity, visibility=visibility, dry_run=dry_run, rest=rest))


def resolved(register: Names, rows: Sequence[NameRow]) -> Iterator[dict[str, Any]]:
    """Yield one line a name: same (as which), new, review or nobody, with the reasons and what each clue weighs."""
    say(f"Comparing {len(rows):,} names with {len(register):,} partners")
    draw = progress("Resolving")
    for done, (row, found) in enumerate(zip(rows, register.resolve(rows), strict=True), start=1):
        yield _line(row.id, found)
        if draw:
            draw(done, len(rows))


def _line(key: str, found: Resolved) -> dict[str, Any]:
    best = found.candidates[0] if found.candidates else None
    return {
        "id": key,
        "name": found.name,
        "answer": found.answer.value,
        "partner": found.partner or None,
        "entity": found.entity or None,
        "kind": found.kind.kind.value,
        "kind_sure": found.kind.sure,
        "kind_reasons": [f"{each.because}: {each.found} ({each.kind.value})" for each in found.kind.reasons],
        "probability": round(best.probability, 4) if best else None,
        "candidates": [each.id for each in found.candidates],
        "clues": _clues(best) if best else [],
        "reasons": list(found.reasons),
        "near": [_near(each) for each in found.candidates],
    }


def _near(each: Candidate) -> dict[str, Any]:
    return {
        "id": each.id,
        "entity": each.entity,
        "name": each.name,
        "bits": round(each.bits, 2),
        "probability": round(each.probability, 4),
        "clues": _clues(each),
    }


def _clues(each: Candidate) -> list[dict[str, Any]]:
    return [{"clue": clue.name, "bits": round(clue.bits, 2), "detail": clue.detail} for clue in each.clues]


def resolve(
    *,
    names: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="CSV with name and what is known of it.")],
    register: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="CSV with id,name of those known; then no database is needed."),
    ] = None,
    out: Out = None,
) -> None:
    """Say of each name whether it is a known organisation, new, for a person to review, or nobody; with reasons."""
    rows = read_names(names)
    known = Names.of_file(register) if register else Names.read(caller(open_filled(say)))
    emit_lines(resolved(known, rows), out)


def inspected(paths: Sequence[Path], asked: Asked, *, records: bool) -> Iterator[dict[str, Any]]:
    """Yield one line a file, in the order of `paths`; with `records` each record that would load."""
    yield from (_inspected_line(each, records=records) for each in inspect_files(paths, asked))


def _inspected_line(found: Inspected, *, records: bool) -> dict[str, Any]:
    read = found.read
    look = read.look if read else None
    line = {
        "file": found.file,
        "format": look.format if look else "",
        "sheet": (look.sheet or None) if look else None,
        "sheets": list(look.sheets) if look else [],
        "columns": {field: look.headers[place] for field, place in look.columns.items()} if look else {},
        "records": len(found.records),
        "countries": found.countries,
        "organisations": found.organisations,
        "left_out": read.left_out if read else {},
        "problems": [
            {"row": each.row, "column": each.column, "value": each.value, "message": each.allowed}
            for each in (read.problems if read else ())
        ],
        "error": found.error,
        "notes": list(read.notes) if read else [],
        "asks": list(look.asks) if look else [],
    }
    return {**line, "rows": [asdict(each) for each in found.records]} if records else line


def inspect(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="What you have, as it is.")],
    *,
    records: Annotated[bool, typer.Option("--records", help="Tell each record that would load, too.")] = False,
    format: Format = "",
    sheet: Sheet = "",
    country: Country = "",
    encoding: Encoding = "",
    out: Out = None,
) -> None:
    """Say what Concert reads in files: kind, columns, countries, what stays out and why. One JSON line a file."""
    asked = asked_of(format, sheet, country, encoding)
    emit_lines(inspected(files, asked, records=records), out)
