"""Rankings, routes to UN entities and Goals of texts, as the JSON lines of the command-line contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from acts.lists import read_needs, read_partners, read_texts
from acts.reference import regions, vocabulary
from acts.routing import Directory, open_directory
from acts.tagging import SdgTagger, open_tagger
from commandline import encoding
from commandline.console import Out, WrongCallError, emit_lines, progress, say
from matching import routing
from matching.pool import Pool
from matching.ports import Encoder
from matching.ranking import Ranking, rank_many
from matching.records import Capability, Match, Need, Partner, Profile
from matching.routing import Route
from matching.text import enough
from matching.text.sufficiency import NEED_TERMS

# Needs are scored so many at a time: memory stays flat and progress has something to count.
BATCH = 50
# Texts are tagged so many at a time: progress has something to count, and lines come out while the rest is read.
TAGGED_AT_ONCE = 256


def ranked(
    needs: Sequence[Need], partners: Sequence[tuple[Partner, Capability]], encoder: Encoder, top: int
) -> Iterator[dict[str, Any]]:
    """Yield one line a need, in the order of `needs`."""
    profiles = [Profile(partner, (capability,)) for partner, capability in partners]
    pool = Pool.of(profiles, encoder, regions(), vocabulary())
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
    if ranking.on_paper:
        line["on_paper"] = ranking.on_paper
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


def routed(offers: Sequence[tuple[str, str]], encoder: Encoder, top: int) -> Iterator[dict[str, Any]]:
    """Yield one line an offer (id, text): the best entities, and what to ask for when the text says too little."""
    directory = open_directory(encoder)
    draw = progress("Routing")
    for done, (key, text) in enumerate(offers, start=1):
        yield {"id": key, **routes_of(text, directory, encoder, top)}
        if draw:
            draw(done, len(offers))


def routes_of(text: str, directory: Directory, encoder: Encoder, top: int) -> dict[str, Any]:
    """Return the entities for one offer."""
    found: dict[str, Any] = {"entities": [_entity(each) for each in routing.route(text, directory, encoder, top)]}
    verdict = enough(text, NEED_TERMS)
    return found if verdict else found | {"ask": [fact.value for fact in verdict.ask]}


def _entity(found: Route) -> dict[str, Any]:
    return {
        "entity": found.entity,
        "score": found.score,
        "parts": found.parts,
        "evidence": [{"left": pair.left, "right": pair.right, "closeness": pair.closeness} for pair in found.evidence],
    }


def route(
    text: Annotated[str | None, typer.Option(help="An offer in any of the six UN languages.")] = None,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="CSV with id,text.")] = None,
    top: Annotated[int, typer.Option(min=1, help="How many entities an offer.")] = 5,
    out: Out = None,
) -> None:
    """Name the UN entities that an inbound offer is for: one answer for --text, one JSON line each for --file."""
    if (text is None) == (file is None):
        raise WrongCallError("give either --text or --file")
    if text is not None and not text.strip():
        raise WrongCallError("--text is empty; say what is offered, where and for whom")
    offers = read_texts(file) if file else [("", text or "")]
    lines = routed(offers, encoding.open_encoder(), top)
    emit_lines(lines if file else (_without_id(line) for line in lines), out)


def _without_id(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "id"}


def tagged(texts: Sequence[tuple[str, str]], tagger: SdgTagger) -> Iterator[dict[str, Any]]:
    """Yield one line a text (id, text): a calibrated score for each Goal, and the Goals that it serves."""
    draw = progress("Tagging")
    for start in range(0, len(texts), TAGGED_AT_ONCE):
        batch = texts[start : start + TAGGED_AT_ONCE]
        for (key, _), tags in zip(batch, tagger.tag([text for _, text in batch]), strict=True):
            scores = {str(goal): round(score, 4) for goal, score in tags.scores.items()}
            yield {"id": key, "scores": scores, "sdgs": sorted(tags.sdgs)}
        if draw:
            draw(start + len(batch), len(texts))


def tag_sdg(
    file: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="CSV with id,text.")],
    out: Out = None,
) -> None:
    """Say which of the 17 Goals each text serves, in any of the six languages. One JSON line a text."""
    texts = read_texts(file)
    say("Preparing the tagger (half a minute the first time)")
    emit_lines(tagged(texts, open_tagger(encoding.open_encoder())), out)
