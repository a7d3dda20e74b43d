"""What a text asks for or offers, told from what it tells around it: background, beneficiaries, budget, courtesy."""

from matching.asks.cues import Label
from matching.asks.emphasis import asked, offered
from matching.asks.labels import labels

__all__ = ["Label", "asked", "labels", "offered"]
