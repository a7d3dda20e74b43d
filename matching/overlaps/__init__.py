"""Who is about to ask the same partner for the same thing."""

from matching.overlaps.claims import CONTROL, DEPTH, RUNNING, Claim, Groups, claim_of_approach, claims_of_engagement
from matching.overlaps.classes import (
    CLOSE,
    Closeness,
    Comparison,
    by_words,
    classify,
    compare,
    find_overlaps,
    overlaps_with,
)
from matching.overlaps.doubles import doubles, exact_double

__all__ = [
    "CLOSE",
    "CONTROL",
    "DEPTH",
    "RUNNING",
    "Claim",
    "Closeness",
    "Comparison",
    "Groups",
    "by_words",
    "claim_of_approach",
    "claims_of_engagement",
    "classify",
    "compare",
    "doubles",
    "exact_double",
    "find_overlaps",
    "overlaps_with",
]
