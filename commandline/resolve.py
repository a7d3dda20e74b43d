"""Names against known organisations, as the JSON lines of the command-line contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from acts.act import Caller
from acts.identity import NameRow, Names, read_names
from acts.opening import open_filled
from commandline.console import Out, emit_lines, progress, say
from commandline.people import caller
from matching.records import Candidate, Resolved


def resolved(by: Caller, rows: Sequence[NameRow]) -> Iterator[dict[str, Any]]:
    """Yield one line a name: same (as which), new, review or nobody, with the reasons and what each clue weighs."""
    register = Names.read(by)
    say(f"Comparing {len(rows):,} names with {len(register):,} partners")
    draw = progress("Resolving")
    for done, (row, found) in enumerate(zip(rows, register.resolve(rows), strict=True), start=1):
        yield _line(row.id, found)
        if draw:
            draw(done, len(rows))


def _line(key: str, found: Resolved) -> dict[str, Any]:
    return {
        "id": key,
        "name": found.name,
        "answer": found.answer.value,
        "partner": found.partner or None,
        "entity": found.entity or None,
        "kind": found.kind.kind.value,
        "kind_sure": found.kind.sure,
        "kind_reasons": [f"{each.because}: {each.found} ({each.kind.value})" for each in found.kind.reasons],
        "reasons": list(found.reasons),
        "candidates": [_candidate(each) for each in found.candidates],
    }


def _candidate(each: Candidate) -> dict[str, Any]:
    return {
        "entity" if each.entity else "partner": each.id,
        "name": each.name,
        "bits": round(each.bits, 2),
        "probability": round(each.probability, 4),
        "clues": [{"clue": clue.name, "bits": round(clue.bits, 2), "detail": clue.detail} for clue in each.clues],
    }


def resolve(
    *,
    names: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="CSV with name and what is known of it.")],
    out: Out = None,
) -> None:
    """Say of each name whether it is a known organisation, new, for a person to review, or nobody; with reasons."""
    rows = read_names(names)
    engine = open_filled(say)
    emit_lines(resolved(caller(engine), rows), out)
