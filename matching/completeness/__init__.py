"""How complete, fresh and measurable the records of entities are (R17 ¶41, ¶44, ¶45)."""

from __future__ import annotations

from matching.completeness.cycle import CYCLE, Phase, Rate, rates, reported
from matching.completeness.disclosed import Disclosed, Pattern, by_entity, pattern_of
from matching.completeness.quality import DataQuality, Smart, missing
from matching.completeness.told import ToldEngagements, told_engagements
from matching.freshness import Light

__all__ = [
    "CYCLE",
    "DataQuality",
    "Disclosed",
    "Light",
    "Pattern",
    "Phase",
    "Rate",
    "Smart",
    "ToldEngagements",
    "by_entity",
    "missing",
    "pattern_of",
    "rates",
    "reported",
    "told_engagements",
]
