"""Coalitions: sets of partners that together cover a need, proposed, explained and kept within their terms."""

from matching.coalitions.alliances import Alliance
from matching.coalitions.assembly import Apart, Assembly, Conditions, Seating
from matching.coalitions.choice import Choice, Infeasible, chosen
from matching.coalitions.coverage import COVERED, Coverage
from matching.coalitions.demands import Demand, Wish
from matching.coalitions.explaining import Alternate, MemberGain, alternates, covered_facets, gains, served, uncovered
from matching.coalitions.facets import facets_of, weighed
from matching.coalitions.proposing import Proposal, propose, shortlist
from matching.coalitions.terms import MAX_MEMBERS, MEMBER_COST, Breach, Clause, Terms, Veto

__all__ = [
    "COVERED",
    "MAX_MEMBERS",
    "MEMBER_COST",
    "Alliance",
    "Alternate",
    "Apart",
    "Assembly",
    "Breach",
    "Choice",
    "Clause",
    "Conditions",
    "Coverage",
    "Demand",
    "Infeasible",
    "MemberGain",
    "Proposal",
    "Seating",
    "Terms",
    "Veto",
    "Wish",
    "alternates",
    "chosen",
    "covered_facets",
    "facets_of",
    "gains",
    "propose",
    "served",
    "shortlist",
    "uncovered",
    "weighed",
]
