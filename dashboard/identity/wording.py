"""Clues and answers in words."""

from __future__ import annotations

from dashboard.words import N_, _
from matching.records import Clue, NameAnswer

CLUES = {
    "prior": N_("Any two records, before they are compared"),
    "words": N_("Words that both names have"),
    "other words": N_("Words that only one name has"),
    "whole name": N_("The whole name agrees"),
    "run together": N_("They differ in gaps alone"),
    "other spelling": N_("Every word agrees but for its spelling"),
    "read alike": N_("The Arabic name reads like the Latin one"),
    "sounds alike": N_("Only the consonants agree"),
    "line of business": N_("What the names say they do"),
    "legal form": N_("Legal form"),
    "group or holding": N_("One is a group or holding"),
    "place in the name": N_("Place in the name"),
    "country": N_("Country"),
    "web domain": N_("Web domain"),
    "identifier": N_("Identifier"),
    "kind": N_("Kind of organisation"),
}
ANSWERS = {
    NameAnswer.SAME: N_("The same"),
    NameAnswer.DIFFERENT: N_("Not the same"),
    NameAnswer.UNSURE: N_("Not sure"),
}
# Keys that judge the pair on top, so that nobody needs the mouse.
KEYS = {NameAnswer.SAME: "s", NameAnswer.DIFFERENT: "d", NameAnswer.UNSURE: "u"}


def clue(of: Clue) -> str:
    """Return what a clue is about."""
    return _(CLUES[of.name]) if of.name in CLUES else of.name


def answer(of: NameAnswer) -> str:
    """Return an answer in words."""
    return _(ANSWERS[of])
