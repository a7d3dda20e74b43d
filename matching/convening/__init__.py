"""Whom to convene in a country: the list that covers most of its needs, explained, compared, and with an agenda."""

from matching.convening.agenda import ListFigures, Point, Subject, agenda, answered, standings
from matching.convening.candidates import MOST, Scope, candidates, near, places_of, present, top_by_score
from matching.convening.conditions import MOST_SEATS, PRESENT, PRIORITY, SEATS, Rules, Settled, answers, terms_of
from matching.convening.invitation import Invitation, invite
from matching.convening.priorities import URGENT, USUAL, Priority, gathered, priorities, reach_of, usual_weight
from matching.convening.reasons import Invitee, instead, invitees, uncovered

__all__ = [
    "MOST",
    "MOST_SEATS",
    "PRESENT",
    "PRIORITY",
    "SEATS",
    "URGENT",
    "USUAL",
    "Invitation",
    "Invitee",
    "ListFigures",
    "Point",
    "Priority",
    "Rules",
    "Scope",
    "Settled",
    "Subject",
    "agenda",
    "answered",
    "answers",
    "candidates",
    "gathered",
    "instead",
    "invite",
    "invitees",
    "near",
    "places_of",
    "present",
    "priorities",
    "reach_of",
    "standings",
    "terms_of",
    "top_by_score",
    "uncovered",
    "usual_weight",
]
