"""What a viewer may be told: of one record, of many at once, and of amounts (R17 ¶28, ¶41, ¶43)."""

from matching.disclosure.bands import BANDS, band
from matching.disclosure.reasons import OTHER, REASONS, reason_of
from matching.disclosure.reciprocity import Sharing, sharing
from matching.disclosure.release import LEAST, Cell, Published, publish
from matching.disclosure.telling import (
    HORIZONS,
    Alert,
    Listing,
    Seen,
    Viewpoint,
    alert,
    alerts,
    batch_of,
    grain,
    horizon,
    listing,
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
    "Listing",
    "Published",
    "Seen",
    "Sharing",
    "Viewpoint",
    "alert",
    "alerts",
    "band",
    "batch_of",
    "grain",
    "horizon",
    "listing",
    "publish",
    "reason_of",
    "sharing",
    "withheld",
]
