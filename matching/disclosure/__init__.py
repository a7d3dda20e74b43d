"""What a viewer may be told: of one record, of many at once, and of amounts (R17 ¶28, ¶41, ¶43)."""

from matching.disclosure.bands import BANDS, band
from matching.disclosure.reasons import OTHER, REASONS, reason_of
from matching.disclosure.reciprocity import Sharing, sharing
from matching.disclosure.release import LEAST, Cell, Published, publish
from matching.disclosure.telling import (
    HORIZONS,
    Alert,
    Viewpoint,
    alert,
    alerts,
    batch_of,
    grain,
    horizon,
    told_by_name,
    withheld,
)

__all__ = [
    "BANDS",
    "HORIZONS",
    "LEAST",
    "OTHER",
    "REASONS",
    "Alert",
    "Cell",
    "Published",
    "Sharing",
    "Viewpoint",
    "alert",
    "alerts",
    "band",
    "batch_of",
    "grain",
    "horizon",
    "publish",
    "reason_of",
    "sharing",
    "told_by_name",
    "withheld",
]
