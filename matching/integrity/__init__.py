"""Due diligence: what the rules of an entity say of a partner, from shared facts that age."""

from matching.integrity.coalitions import ALLOWED, RollUp, roll_up
from matching.integrity.consistency import Split, splits
from matching.integrity.dossiers import FLAG, Dossiers, Reading, flags_for
from matching.integrity.links import Links, Tie
from matching.integrity.removals import Removal, removals
from matching.integrity.rules import Difference, Policy, differences, policies_of, stances, with_common
from matching.integrity.screenings import (
    BAND_DAYS,
    Figures,
    Known,
    OwnCaseError,
    check_signer,
    duplicates,
    figures,
    known_before,
)
from matching.integrity.verdicts import Verdicts, judge, worst
from matching.integrity.what_if import Effect, Hit, ruling_changes, what_if

__all__ = [
    "ALLOWED",
    "BAND_DAYS",
    "FLAG",
    "Difference",
    "Dossiers",
    "Effect",
    "Figures",
    "Hit",
    "Known",
    "Links",
    "OwnCaseError",
    "Policy",
    "Reading",
    "Removal",
    "RollUp",
    "Split",
    "Tie",
    "Verdicts",
    "check_signer",
    "differences",
    "duplicates",
    "figures",
    "flags_for",
    "judge",
    "known_before",
    "policies_of",
    "removals",
    "roll_up",
    "ruling_changes",
    "splits",
    "stances",
    "what_if",
    "with_common",
    "worst",
]
