"""Emphasis: how much each sentence of a text counts, by what it does there."""

from __future__ import annotations

from collections.abc import Sequence

from matching.asks.cues import Label, heard
from matching.asks.labels import labels, plain
from matching.text import Language, language, tokens

# A text of fewer search terms is an ask, or an offer, as a whole.
SHORT = 40
# What surrounds an ask still tells its field; of a sentence of courtesy or rules, nothing is kept.
AROUND = 0.125
# A sentence behind an ask goes on about it; a heading of so many characters speaks of nothing but what follows.
BEHIND = 0.375
HEADING = 60


def asked(pieces: Sequence[str]) -> tuple[float, ...]:
    """Return for each sentence of a need how much it counts: 1 for what is asked, less for what surrounds it."""
    if sum(len(tokens(piece)) for piece in pieces) < SHORT:
        return (1.0,) * len(pieces)
    told = labels(pieces)
    if Label.ASK not in told:
        return tuple(0.0 if label is Label.BOILERPLATE else 1.0 for label in told)
    found: list[float] = []
    for place, label in enumerate(told):
        own = 1.0 if label is Label.ASK else 0.0 if label is Label.BOILERPLATE else AROUND
        if place and told[place - 1] is Label.ASK and label is not Label.BOILERPLATE:
            own = max(own, 1.0 if len(pieces[place - 1]) <= HEADING else BEHIND)
        found.append(own)
    return tuple(found)


def offered(pieces: Sequence[str]) -> tuple[float, ...]:
    """Return for each sentence of a profile how much it counts: nothing where it only says who, where and since when.

    A profile all of whose sentences say only that counts as it stands.
    """
    written = language("\n".join(pieces))
    found = tuple(float(not _hollow(plain(piece), written)) for piece in pieces)
    return found if any(found) else (1.0,) * len(pieces)


def _hollow(piece: str, written: Language) -> bool:
    rules = heard(Label.BOILERPLATE, piece, written)
    return rules > 0 and heard(Label.OFFER, piece, written) < rules
