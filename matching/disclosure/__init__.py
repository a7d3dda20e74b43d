"""What a viewer may be told: of one record, of many at once, and of amounts (R17 ¶28, ¶41, ¶43)."""

from matching.disclosure.release import BANDS, LEAST, Cell, Published, Sharing, band, publish, sharing
from matching.disclosure.telling import (
    HORIZONS,
    OTHER,
    REASONS,
    Alert,
    Viewpoint,
    alert,
    alerts,
    batch_of,
    grain,
    horizon,
    reason_of,
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
