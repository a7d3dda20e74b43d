"""The sentences of the coordinator's pages."""

from __future__ import annotations

from dashboard import labels, queries
from dashboard.coalitions.wording import WISHES as SAID
from dashboard.network.queries import Made
from dashboard.words import N_, _, number, percent, series
from matching.coalitions import Wish
from matching.convening import PRESENT, Invitee, Point, Subject
from matching.records import FacetKind, Kind, OfferStage, StepState

SUBJECTS = {
    Subject.OPENING: N_("Opening and introductions"),
    Subject.GAPS: N_("What nobody in the room covers"),
    Subject.COLLISIONS: N_("Several entities ask the same partner: agree who goes first, or go together"),
    Subject.NEXT_STEPS: N_("Next steps, each with an owner and a date"),
}
STAGES = {
    OfferStage.RECEIVED: N_("Received"),
    OfferStage.ROUTED: N_("Waits for an entity"),
    OfferStage.TAKEN: N_("Taken"),
    OfferStage.ESCALATED: N_("With the coordinator"),
    OfferStage.ANSWERED: N_("Answered"),
    OfferStage.WITHDRAWN: N_("Taken back"),
}
STEP_STATES = {
    StepState.OPEN: N_("Open"),
    StepState.DOING: N_("Under way"),
    StepState.DONE: N_("Done"),
    StepState.DROPPED: N_("Dropped"),
}


def answer(made: Made | None) -> str:
    """Return what the list covers, in one sentence, beside what the top of the ranking would."""
    choice = made.invitation.choice if made else None
    if made is None or choice is None:
        return ""
    said = _counted(len(choice.members))
    return said.format(share=percent(choice.coverage), country=labels.place(made.country), top=percent(made.top))


def _counted(count: int) -> str:
    one = _("One invitee covers {share} of what {country} needs; the top of the ranking would cover {top}.")
    many = _("{count} invitees cover {share} of what {country} needs; the top of the ranking would cover {top}.")
    return one if count == 1 else many.replace("{count}", number(count))


def name(partner: str) -> str:
    """Return what a partner is called, its id when it is no longer in the register."""
    held = queries.library().profiles
    return held[partner].partner.name if partner in held else partner


def need(key: str) -> str:
    """Return the title of a need."""
    found = queries.library().needs.get(key)
    return (found.title or found.text[:80]) if found else key


def facet(kind: FacetKind, text: str) -> str:
    """Return a facet in words."""
    if kind is FacetKind.RESOURCE:
        return labels.of({each.value: said for each, said in labels.RESOURCES.items()}, [text])[text]
    if kind is FacetKind.STAKEHOLDER and text in set(Kind):
        return labels.kind(Kind(text))
    return text


def reason(each: Invitee, most: int = 2) -> str:
    """Return why somebody is invited: the priorities that they speak to, and the rules that need them."""
    parts = [need(key) for key in each.priorities[:most]]
    parts += [_(SAID[Wish(rule)]) for rule in each.needed_by if rule in set(Wish)]
    if PRESENT in each.needed_by:
        parts.append(_("at work in the country"))
    return "; ".join(parts)


def point(found: Point) -> str:
    """Return a point of an agenda in words."""
    if found.subject is Subject.PRIORITY:
        return need(found.need)
    return _(SUBJECTS[found.subject])


def details(found: Point) -> str:
    """Return who should speak to a point of an agenda, and what is missing."""
    parts = []
    if found.speakers:
        parts.append(_("Speak: {partners}.").format(partners=series([name(each) for each in found.speakers])))
    if found.partners:
        parts.append(series([name(each) for each in found.partners]))
    if found.missing:
        missing = [facet(each.kind, each.text) for each in found.missing]
        parts.append(_("Missing: {facets}.").format(facets="; ".join(missing)))
    return " ".join(parts)
