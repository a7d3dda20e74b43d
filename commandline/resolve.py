"""Names against known organisations, as the JSON lines of the command-line contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts.opening import open_filled
from commandline.console import Out, emit_lines, progress, say
from data import identity, partners
from data.countries import spellings
from data.database import transaction
from data.entities import read_entities
from data.entity_names import read_entity_names
from data.names_to_resolve import NameRow, read_names
from matching.identity import Asked, Register, World
from matching.records import SYSTEM, Candidate, Resolved

# Names are answered so many at a time: progress has something to count, and lines come out while the rest is compared.
BATCH = 5000


def open_world() -> World:
    """Return the UN entities by all their names, and countries."""
    return World.of(read_entities(), read_entity_names(), spellings())


def open_register(engine: Engine) -> Register:
    """Return the register of the partners in the database, with what people have judged."""
    with transaction(engine, SYSTEM) as connection:
        return Register.of(partners.all_(connection), open_world(), identity.judgements(connection))


def resolved(rows: Sequence[NameRow], register: Register) -> Iterator[dict[str, Any]]:
    """Yield one line a name: same (as which), new, review or nobody, with the reasons and what each clue weighs."""
    say(f"Comparing {len(rows):,} names with {len(set(register.owners)):,} partners")
    draw = progress("Resolving")
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        asked = [Asked(row.name, row.country, row.domain, row.identifiers, row.reported) for row in batch]
        for row, found in zip(batch, register.resolve_many(asked), strict=True):
            yield _line(row.id, found)
        if draw:
            draw(start + len(batch), len(rows))


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
    emit_lines(resolved(rows, open_register(engine)), out)
