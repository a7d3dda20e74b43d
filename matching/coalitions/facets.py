"""What a need requires, cut into facets: those that people have written, else what its text and codes ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from matching.coalitions.stakeholders import mentioned
from matching.records import Facet, FacetKind, Need
from matching.text import sentences
from matching.text.sufficiency import telling

# More than these a person does not weigh one against the other.
MOST_CAPABILITIES = 8
# A piece of fewer telling terms belongs to the piece before it: "and storage" is no facet of its own.
LEAST_TERMS = 2
# What is to be done counts most, then by whom (R11 ¶26), where and with what; the shares are of the whole weight. On
# the tuning half of the documented cases 0.25 for the kinds of partner found the right kind more often than 0.15.
SHARES = {
    FacetKind.CAPABILITY: 0.5,
    FacetKind.COUNTRY: 0.15,
    FacetKind.RESOURCE: 0.1,
    FacetKind.STAKEHOLDER: 0.25,
}

# A sentence asks where one of these stands; what follows it is what is asked for.
_ASKS = re.compile(
    r"\b(?:we (?:seek|want|need|ask|invite|call for|look for|would like)|seeks?|seeking|sought(?: are| is)?|looks? for|"
    r"looking for|need(?:ed)?(?: is| are)?|required(?: is| are)?|requires?|wanted(?: is| are)?|asks? for|"
    r"nous (?:cherchons|recherchons|voulons)|cherch\w+|recherch\w+|besoin de|il (?:nous )?faut|demand\w+|"
    r"busca\w*|buscamos|necesit\w+|se requier\w+|solicit\w+|ищ\w+|нуж\w+|требу\w+|необходим\w*)\b:?"
    r"|(?:寻求|需要|希望|征求|寻找|邀请)|(?:نبحث عن|نحتاج|نطلب|مطلوب|تبحث عن|تحتاج|تطلب|نسعى)",
    re.IGNORECASE,
)
_COMMAS = re.compile(r"[;；,，、،:：]\s*")
_JOINS = re.compile(r"\s(?:and|as well as|et|ainsi que|y|и|а также)\s")
_TRIM = " \t\n.,;:!?。！？，；、،؟\"'()[]«»“”-–—"
# Who is asked for stands before the first of these; behind it stands what they do, or for whom.
_RELATIVE = re.compile(
    r"\b(?:who|which|that|whose|through|with|ready|to|qui|que|dont|pour|para|con|котор\w+|чтобы|для)\b", re.IGNORECASE
)
# A purpose belongs to what serves it.
_PURPOSE = re.compile(r"^\W*(?:\w+\s)?(?:so that|in order to|afin (?:que|de)|para que|чтобы|以便|لكي)\b", re.IGNORECASE)
_LEADING = re.compile(r"^(?:and|or|as well as|et|ou|y|e|o|и|或|和|以及|并|و)(?:\s+|(?<=[或和及并]))", re.IGNORECASE)


def facets_of(need: Need) -> tuple[Facet, ...]:
    """Return the facets of a need, weights adding up to 1: the written ones, else those read from text and codes.

    A text facet is an exact substring of the need. A need that says nothing at all gets none.
    """
    return weighed(need.facets or tuple(_read(need)))


def weighed(facets: Iterable[Facet]) -> tuple[Facet, ...]:
    """Return the facets with their weights scaled to add up to 1; all alike when none weighs anything."""
    kept = tuple(facets)
    total = sum(facet.weight for facet in kept)
    return tuple(replace(facet, weight=facet.weight / total if total > 0 else 1 / len(kept)) for facet in kept)


def _read(need: Need) -> Iterator[Facet]:
    asked = asking(need.text) or need.texts
    found = {
        FacetKind.CAPABILITY: capabilities(asked),
        FacetKind.COUNTRY: list(need.countries),
        FacetKind.RESOURCE: [resource.value for resource in need.resources],
        FacetKind.STAKEHOLDER: list(mentioned("\n".join(_heads(asked)))),
    }
    for kind, texts in found.items():
        for text in texts:
            yield Facet(need.id, kind, text, SHARES[kind] / len(texts))


def asking(text: str) -> tuple[str, ...]:
    """Return the part of each sentence that follows an asking word; empty when no sentence asks."""
    found = []
    for sentence in sentences(text):
        ask = _ASKS.search(sentence.text)
        if ask and len(sentence.text) - ask.end() > 3:
            found.append(sentence.text[ask.end() :])
    return tuple(found)


def capabilities(texts: Sequence[str]) -> list[str]:
    """Return the clauses of the texts as separate capabilities, in order, each once, at most `MOST_CAPABILITIES`."""
    clauses = dict.fromkeys(clause for text in texts for clause in _clauses(text))
    return list(clauses)[:MOST_CAPABILITIES]


def _heads(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        for start, end in _cut(text):
            relative = _RELATIVE.search(text, start, end)
            yield text[start : relative.start() if relative else end]


def _clauses(text: str) -> list[str]:
    pieces: list[tuple[int, int]] = []
    for start, end in _cut(text):
        piece = text[start:end]
        if pieces and (telling(piece) < LEAST_TERMS or _PURPOSE.search(piece)):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    clauses = (_LEADING.sub("", text[start:end].strip(_TRIM)).strip(_TRIM) for start, end in pieces)
    return [clause for clause in clauses if telling(clause) >= LEAST_TERMS] or [text.strip(_TRIM)]


def _cut(text: str) -> Iterator[tuple[int, int]]:
    places = sorted({(mark.start(), mark.end()) for pattern in (_COMMAS, _JOINS) for mark in pattern.finditer(text)})
    start = 0
    for left, right in places:
        if left >= start:
            yield start, left
            start = right
    yield start, len(text)
