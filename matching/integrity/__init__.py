"""Due diligence: what the rules of an entity say of a partner, from shared facts that age."""

from matching.integrity.dossiers import FLAG, LIFTED, LINK_DAYS, Dossiers, FactState, Reading, flags_for, is_open
from matching.integrity.links import Links, Tie
from matching.integrity.removals import Removal, Split, removals, splits
from matching.integrity.rulebook import Rulebook, own_id
from matching.integrity.rules import Difference, Policy, differences, speaks_against, stances, with_common
from matching.integrity.screenings import (
    BAND_DAYS,
    Figures,
    Known,
    duplicates,
    figures,
    known_before,
)
from matching.integrity.signing import (
    LONGEST_DAYS,
    USUAL_DAYS,
    OwnCaseError,
    check_signer,
    objection,
    signed,
    to_look_at,
)
from matching.integrity.stating import check_fact, check_link, check_step
from matching.integrity.verdicts import ALLOWED, RollUp, Verdicts, judge, roll_up, worst
from matching.integrity.what_if import RUNNING, Effect, Hit, ruling_changes, what_if

__all__ = [
    "ALLOWED",
    "BAND_DAYS",
    "FLAG",
    "LIFTED",
    "LINK_DAYS",
    "LONGEST_DAYS",
    "RUNNING",
    "USUAL_DAYS",
    "Difference",
    "Dossiers",
    "Effect",
    "FactState",
    "Figures",
    "Hit",
    "Known",
    "Links",
    "OwnCaseError",
    "Policy",
    "Reading",
    "Removal",
    "RollUp",
    "Rulebook",
    "Split",
    "Tie",
    "Verdicts",
    "check_fact",
    "check_link",
    "check_signer",
    "check_step",
    "differences",
    "duplicates",
    "figures",
    "flags_for",
    "is_open",
    "judge",
    "known_before",
    "objection",
    "own_id",
    "removals",
    "roll_up",
    "ruling_changes",
    "signed",
    "speaks_against",
    "splits",
    "stances",
    "to_look_at",
    "what_if",
    "with_common",
    "worst",
]
