"""The command line of Concert, one function a command; the contract stands in the README."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from console import emit_lines, exit_codes, progress, quiet_libraries, say
from data.countries import read_countries
from data.lists import read_needs, read_partners
from matching.pool import Pool
from matching.ports import Encoder, Vectors
from matching.ranking import Ranking, rank_many
from matching.records import Match, Need, Profile
from models.cache import CachedEncoder
from models.encoder import load_encoder
from models.folder import cache_folder

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Concert: the dashboard with which the UN system and its partners act in concert.",
)

# Needs are scored so many at a time: memory stays flat and progress has something to count.
BATCH = 50
# Fewer texts than these are encoded in the time it takes to look up.
FEW = 200


@app.callback()
def main() -> None:
    """Keep the libraries' own talk away from the user."""
    quiet_libraries()


@app.command()
def rank(
    needs: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="CSV with id,text and what is known.")],
    partners: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="CSV with id,text and what is known.")],
    top: Annotated[int, typer.Option(min=1, help="How many partners a need.")] = 10,
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write JSON lines here, whole or not at all.")
    ] = None,
) -> None:
    """Rank partners for needs, both read from CSV; no database needed. One JSON line a need."""
    with exit_codes():
        asked, offered = read_needs(needs), read_partners(partners)
        profiles = [Profile(partner, (capability,)) for partner, capability in offered]
        say(f"Ranking {len(profiles):,} partners for {len(asked):,} needs")
        pool = Pool.of(profiles, _encoder(), _regions())
        emit_lines(_ranked(asked, pool, top), out)


def _ranked(needs: Sequence[Need], pool: Pool, top: int) -> Iterator[dict[str, Any]]:
    draw = progress("Ranking")
    for start in range(0, len(needs), BATCH):
        batch = needs[start : start + BATCH]
        yield from (_ranking_line(ranking) for ranking in rank_many(batch, pool, top=top))
        if draw:
            draw(start + len(batch), len(needs))


def _ranking_line(ranking: Ranking) -> dict[str, Any]:
    return {"need": ranking.of, "matches": [{"partner": match.partner, **_scored(match)} for match in ranking.matches]}


def _scored(match: Match) -> dict[str, Any]:
    """Return score, parts and evidence; rounded parts still add up to the rounded score."""
    parts = {name: round(value, 6) for name, value in match.parts.items()}
    evidence = [
        {"left": pair.left, "right": pair.right, "closeness": round(pair.closeness, 4)} for pair in match.evidence
    ]
    return {
        "score": round(sum(parts.values()), 6),
        "parts": parts,
        "shelf": match.shelf.value,
        "assumed": list(match.assumed),
        "evidence": evidence,
    }


def _regions() -> dict[str, str]:
    return {country.iso3: country.region for country in read_countries()}


def _encoder() -> Encoder:
    """Return the encoder with its memory on disk, showing progress where a person watches."""
    return _Watched(CachedEncoder(load_encoder(), cache_folder() / "vectors"))


class _Watched:
    """An encoder that draws its progress when there is enough to encode to wonder about."""

    def __init__(self, encoder: CachedEncoder) -> None:
        self._encoder = encoder
        self.name = encoder.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode(texts, progress("Reading texts") if len(texts) > FEW else None)


if __name__ == "__main__":
    app()
