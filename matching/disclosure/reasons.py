"""Why a record is not told whole. Others learn one of these, never an owner's own words: those could name somebody."""

from __future__ import annotations

REASONS = (
    "embargo",
    "the partner asked for anonymity",
    "negotiations are under way",
    "other bids pending",
    "amounts are confidential",
)
OTHER = "another reason"


def reason_of(words: str) -> str:
    """Return the reason that others are told for the words that an owner gave."""
    return words if words in REASONS else OTHER
