"""Routes of offers to UN entities as the JSON of the command-line contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from commandline.console import progress
from data.entities import read_entities, read_offers, read_topics
from data.partnering import read_partnering
from matching.ports import Encoder
from matching.routing import Directory, Route, route
from matching.text import enough
from matching.text.sufficiency import NEED_TERMS


def routed(offers: Sequence[tuple[str, str]], encoder: Encoder, top: int) -> Iterator[dict[str, Any]]:
    """Yield one line an offer (id, text): the best entities, and what to ask for when the text says too little."""
    directory = Directory.of(read_entities(), read_topics(), read_offers(), encoder, read_partnering())
    draw = progress("Routing")
    for done, (key, text) in enumerate(offers, start=1):
        yield {"id": key, **routes_of(text, directory, encoder, top)}
        if draw:
            draw(done, len(offers))


def routes_of(text: str, directory: Directory, encoder: Encoder, top: int) -> dict[str, Any]:
    """Return the entities for one offer."""
    found: dict[str, Any] = {"entities": [_entity(each) for each in route(text, directory, encoder, top)]}
    verdict = enough(text, NEED_TERMS)
    return found if verdict else found | {"ask": [fact.value for fact in verdict.ask]}


def _entity(found: Route) -> dict[str, Any]:
    return {
        "entity": found.entity,
        "score": found.score,
        "parts": found.parts,
        "evidence": [{"left": pair.left, "right": pair.right, "closeness": pair.closeness} for pair in found.evidence],
    }
