"""Goals of texts as the JSON lines of the command-line contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from acts.lists import read_texts
from acts.tagging import SdgTagger, open_tagger
from commandline import encoding
from commandline.console import Out, emit_lines, progress, say

# Texts are tagged so many at a time: progress has something to count, and lines come out while the rest is read.
BATCH = 256


def tagged(texts: Sequence[tuple[str, str]], tagger: SdgTagger) -> Iterator[dict[str, Any]]:
    """Yield one line a text (id, text): a calibrated score for each Goal, and the Goals that it serves."""
    draw = progress("Tagging")
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
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
