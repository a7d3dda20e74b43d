"""Beginning and signing screenings, asking other entities for theirs, and answering when asked."""

from __future__ import annotations

from dashboard.integrity import looking
from dashboard.integrity.acts.deed import deed, new_id, own_entity
from data.approaches import around
from data.integrity import consulting, screenings
from matching.integrity import signed
from matching.policy import Right
from matching.records import (
    Consultation,
    ConsultationAnswer,
    Disclosure,
    Origin,
    Screening,
    Viewer,
    Visibility,
)


def begin(partner: str, viewer: Viewer) -> None:
    """Begin a screening for the viewer's entity; whom it has asked about the partner before counts as consulted.

    :raises ValueError: If one is open already.
    :raises NotAllowedError: If the viewer may not.
    """
    entity, today = own_entity(viewer), looking.today()
    begun = new_id("s")
    with deed(viewer, Right.SCREEN, begun, f"screening of {partner} begun") as opened:
        mine = [each for each in screenings.of_partner(opened, partner) if each.entity == entity]
        if any(each.done is None for each in mine):
            raise ValueError("a screening of this partner is open already; sign that one")
        since = max((each.asked for each in mine), default=None)
        asked = consulting.of_entity(opened, entity)
        told = [each for each in asked if each.entity == entity and each.partner == partner]
        consulted = sorted({each.asked for each in told if since is None or each.on >= since})
        made = Screening(begun, entity, partner, today, Origin("entered"), Disclosure(entity), screener=viewer.user)
        screenings.save_many(opened, [made])
        for other in consulted:
            screenings.consult(opened, begun, other)


def sign(screening: str, outcome: Screening, viewer: Viewer) -> None:
    """Sign a screening of the viewer's entity with the outcome's ruling, provider, last day and what others may know.

    :raises OwnCaseError: If the viewer keeps the relationship with the partner (R17 ¶35).
    :raises ValueError: If the outcome can't be.
    :raises NotFoundError: If there is no such open screening.
    :raises NotAllowedError: If the viewer may not.
    """
    entity = own_entity(viewer)
    with deed(viewer, Right.SCREEN, screening, f"screening signed: {outcome.ruling}", entity=outcome.entity) as opened:
        held = screenings.get(opened, screening)
        group = around.group_of(opened, held.partner)
        screenings.sign(opened, signed(held, outcome, screenings.keepers(opened, entity, group), looking.today()))


def ask(partner: str, other: str, viewer: Viewer) -> None:
    """Ask another entity, in one step, what its screening of a partner has shown; an open screening notes it.

    :raises NotAllowedError: If the viewer may not.
    """
    entity, today = own_entity(viewer), looking.today()
    told = Disclosure(entity, Visibility.HIDDEN, "between the two entities")
    made = Consultation(new_id("c"), entity, other, partner, today, viewer.user, Origin("entered"), told)
    with deed(viewer, Right.SCREEN, made.id, f"{other} asked about {partner}") as opened:
        consulting.ask(opened, made)
        for each in screenings.of_partner(opened, partner):
            if each.entity == entity and each.done is None:
                screenings.consult(opened, each.id, other)


def answer(question: str, said: ConsultationAnswer, note: str, viewer: Viewer) -> None:
    """Answer a question to the viewer's entity.

    :raises NotFoundError: If there is no such open question to it.
    :raises NotAllowedError: If the viewer may not.
    """
    entity = own_entity(viewer)
    with deed(viewer, Right.SCREEN, question, f"question answered: {said}") as opened:
        consulting.answer(opened, question, entity, said, note.strip()[:2000], who=viewer.user, on=looking.today())
