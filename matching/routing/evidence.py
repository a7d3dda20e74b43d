"""The words of an offer and of an entity's reference texts that speak for each other."""

from __future__ import annotations

import numpy as np

from matching.evidence import Said
from matching.records import Evidence
from matching.routing.directory import Directory, Source
from matching.routing.signals import Offered
from matching.text import Language, Sentence, Word, words

# One pair a source: what the entity says of itself, words of its field, an offer of this kind.
_SOURCES = (Source.MANDATE, Source.TOPIC, Source.OFFER)
# Characters of the offer that tell its language.
CONTEXT = 1_000


def evidence(offered: Offered, entity: int, directory: Directory) -> tuple[Evidence, ...]:
    """Return the nearest pair of each source, nearest first; both sides are exact substrings.

    Phrases and typical offers are shown in the language of the text; mandates are in English.
    """
    pairs = (_nearest(offered, entity, directory, source) for source in _SOURCES)
    return tuple(sorted((pair for pair in pairs if pair is not None), key=lambda pair: -pair.closeness))


def _nearest(offered: Offered, entity: int, directory: Directory, source: Source) -> Evidence | None:
    spoken = Language.ENGLISH if source is Source.MANDATE else offered.language
    rows = directory.rows(source, spoken)
    rows = rows[directory.owners[rows] == entity]
    if not len(rows) or not offered.sentences:
        return None
    near = offered.parts @ directory.vectors[rows].T
    left, right = np.unravel_index(int(np.argmax(near)), near.shape)
    context = "" if source is Source.MANDATE else offered.text[:CONTEXT]
    asked = _said(offered.sentences[left].text, offered.text[:CONTEXT])
    known = _said(directory.pieces[rows[right]].text, context)
    common = asked.terms & known.terms
    return Evidence(
        asked.sentence.text,
        known.sentence.text,
        round(float(np.clip(near[left, right], 0, 1)), 4),
        asked.marks(common),
        known.marks(common),
    )


def _said(text: str, context: str) -> Said:
    """The text with its terms, read behind `context`: a few words alone don't tell their language, and how to stem."""
    start = len(context) + 1
    found = (word for word in words(f"{context}\n{text}") if word.start >= start)
    terms = tuple(Word(word.term, word.start - start, word.end - start) for word in found)
    return Said(Sentence(text, 0, len(text)), terms)
