"""Screenings of partners: beginning and signing them, consulting other entities, and answering when consulted."""

from __future__ import annotations

from dataclasses import replace

from acts.act import Caller, act, look, note, today
from data.approaches import around
from data.integrity import screenings
from matching.integrity import signed
from matching.policy import Right
from matching.records import Consultation, ConsultationAnswer, Disclosure, Origin, Screening, Visibility, new_id


def begin(by: Caller, partner: str) -> None:
    """Begin a screening for the caller's entity; whom it has asked about the partner before counts as consulted.

    :raises ValueError: If one is open already.
    :raises NotAllowedError: If the caller may not, or speaks for no entity.
    """
    entity, day = by.entity, today()
    begun = new_id("s")
    with act(by, Right.SCREEN, f"screening of {partner} begun", begun) as opened:
        mine = [each for each in screenings.of_partner(opened, partner) if each.entity == entity]
        if any(each.done is None for each in mine):
            raise ValueError("a screening of this partner is open already; sign that one")
        since = max((each.asked for each in mine), default=None)
        asked = screenings.questions_of(opened, entity)
        told = [each for each in asked if each.entity == entity and each.partner == partner]
        consulted = sorted({each.asked for each in told if since is None or each.on >= since})
        made = Screening(begun, entity, partner, day, Origin("entered"), Disclosure(entity), screener=by.user)
        screenings.save_many(opened, [made])
        for other in consulted:
            screenings.consult(opened, begun, other)


def sign(by: Caller, screening: str, outcome: Screening) -> None:
    """Sign a screening of the caller's entity with the outcome's ruling, provider, last day and what others may know.

    :raises OwnCaseError: If the caller keeps the relationship with the partner (R17 ¶35).
    :raises ValueError: If the outcome can't be.
    :raises NotFoundError: If the entity has no such open screening.
    :raises NotAllowedError: If the caller may not, or speaks for no entity.
    """
    entity = by.entity
    with act(by, Right.SCREEN, f"screening signed: {outcome.ruling}", screening) as opened:
        held = screenings.get(opened, screening)
        keepers = screenings.keepers(opened, entity, around.group_of(opened, held.partner))
        screenings.sign(opened, signed(held, replace(outcome, screener=by.user), keepers, today()))


def consult(by: Caller, partner: str, other: str) -> None:
    """Ask another entity, in one step, what its screening of a partner has shown; an open screening notes it.

    :raises NotAllowedError: If the caller may not, or speaks for no entity.
    """
    entity, day = by.entity, today()
    told = Disclosure(entity, Visibility.HIDDEN, "between the two entities")
    made = Consultation(new_id("c"), entity, other, partner, day, by.user, Origin("entered"), told)
    with act(by, Right.SCREEN, f"{other} asked about {partner}", made.id) as opened:
        screenings.put_question(opened, made)
        for each in screenings.of_partner(opened, partner):
            if each.entity == entity and each.done is None:
                screenings.consult(opened, each.id, other)


def answer(by: Caller, question: str, said: ConsultationAnswer, words: str) -> None:
    """Answer a question to the caller's entity; the one that asked, whose question it is, reads of it in its log.

    :raises NotFoundError: If there is no such open question to it.
    :raises NotAllowedError: If the caller may not, or speaks for no entity.
    """
    entity = by.entity
    with look(by, Right.SCREEN) as opened:
        asker = screenings.answer_question(
            opened, question, entity, said, words.strip()[:2000], who=by.user, on=today()
        )
        note(opened, by, f"question answered: {said}", question, asker)


def consultations(by: Caller) -> tuple[Consultation, ...]:
    """Return what the caller's entity has asked others about their screenings, and was asked itself."""
    if not by.viewer.entity:
        return ()
    with look(by) as opened:
        return screenings.questions_of(opened, by.viewer.entity)
