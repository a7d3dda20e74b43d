"""Rankings as the JSON lines of the command-line contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from acts.lists import read_needs, read_partners
from acts.reference import regions
from commandline import encoding
from commandline.console import Out, emit_lines, progress, say
from matching.pool import Pool
from matching.ports import Encoder
from matching.ranking import Ranking, rank_many
from matching.records import Capability, Match, Need, Partner, Profile

# Needs are scored so many at a time: memory stays flat and progress has something to count.
BATCH = 50


def ranked(
    needs: Sequence[Need], partners: Sequence[tuple[Partner, Capability]], encoder: Encoder, top: int
) -> Iterator[dict[str, Any]]:
    """Yield one line a need, in the order of `needs`."""
    profiles = [Profile(partner, (capability,)) for partner, capability in partners]
    pool = Pool.of(profiles, encoder, regions())
    pool.read(needs)  # all at once, so that progress counts them once
    draw = progress("Ranking")
    for start in range(0, len(needs), BATCH):
        batch = needs[start : start + BATCH]
        yield from map(_line, rank_many(batch, pool, top=top))
        if draw:
            draw(start + len(batch), len(needs))


def _line(ranking: Ranking) -> dict[str, Any]:
    line: dict[str, Any] = {
        "need": ranking.of,
        "matches": [{"partner": match.partner, **scored(match)} for match in ranking.matches],
    }
    if not ranking.matches and ranking.thin:
        line["thin"] = {each.id: [fact.value for fact in each.ask] for each in ranking.thin if each.id == ranking.of}
    return line


def scored(match: Match) -> dict[str, Any]:
    """Return score, parts and evidence of a match; the parts add up to the score."""
    return {
        "score": match.score,
        "parts": match.parts,
        "shelf": match.shelf.value,
        "assumed": list(match.assumed),
        "evidence": [{"left": pair.left, "right": pair.right, "closeness": pair.closeness} for pair in match.evidence],
    }


def rank(
    needs: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="CSV with id,text and what is known.")],
    partners: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="CSV with id,text and what is known.")],
    top: Annotated[int, typer.Option(min=1, help="How many partners a need.")] = 10,
    out: Out = None,
) -> None:
    """Rank partners for needs, both read from CSV; no database needed. One JSON line a need."""
    asked, offered = read_needs(needs), read_partners(partners)
    say(f"Ranking {len(offered):,} partners for {len(asked):,} needs")
    emit_lines(ranked(asked, offered, encoding.open_encoder(), top), out)
