"""Coalitions: sets of partners that together cover a need, proposed, explained and kept within their terms."""

from matching.coalitions.choice import Choice, Infeasible, chosen
from matching.coalitions.coverage import COVERED, Coverage
from matching.coalitions.explaining import Alternate, MemberGain, alternates, covered_facets, gains, uncovered
from matching.coalitions.proposing import Proposal, propose, shortlist
from matching.coalitions.terms import MAX_MEMBERS, MEMBER_COST, Terms, Veto

__all__ = [
    "COVERED",
    "MAX_MEMBERS",
    "MEMBER_COST",
    "Alternate",
    "Choice",
    "Coverage",
    "Infeasible",
    "MemberGain",
    "Proposal",
    "Terms",
    "Veto",
    "alternates",
    "chosen",
    "covered_facets",
    "gains",
    "propose",
    "shortlist",
    "uncovered",
]
