"""Who is about to ask the same partner for the same thing."""

from matching.overlaps.claims import RUNNING, Claim, claim_of_approach, claims_of_engagement
from matching.overlaps.classes import CLOSE, Closeness, Comparison, classify, compare
from matching.overlaps.doubles import doubles, exact_double
from matching.overlaps.finding import find_overlaps, overlaps_with
from matching.overlaps.groups import CONTROL, DEPTH, Groups
from matching.overlaps.topics import by_words

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
