"""Labels of sentences: what each does in its text, by the cues that it holds."""

from __future__ import annotations

from collections.abc import Sequence

from matching.asks.cues import Label, heard
from matching.text import Language, language, normalise

# Where cues are equal in number, the first of these wins.
_CONTEXT = (Label.BUDGET, Label.BENEFICIARIES, Label.BACKGROUND, Label.PLACE)


def labels(pieces: Sequence[str]) -> tuple[Label, ...]:
    """Return the label of each sentence of one text; a sentence without any cue is background."""
    written = language("\n".join(pieces))
    return tuple(_label(plain(piece), written) for piece in pieces)


def plain(piece: str) -> str:
    """Return the sentence as cues are spelt."""
    return normalise(piece).replace("\u2019", "'")


def _label(piece: str, written: Language) -> Label:
    rules = heard(Label.BOILERPLATE, piece, written)
    for label in (Label.ASK, Label.OFFER):
        if (cues := heard(label, piece, written)) and cues >= rules:
            return label
    if rules:
        return Label.BOILERPLATE
    context = {label: heard(label, piece, written) for label in _CONTEXT}
    best = max(_CONTEXT, key=lambda label: context[label])
    return best if context[best] else Label.BACKGROUND
