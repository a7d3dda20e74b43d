"""Screenings: begun once, signed by somebody who doesn't keep the relationship, asked for between two entities."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from acts.act import Caller
from acts.errors import NotAllowedError, NotFoundError
from acts.screenings import answer, begin, consult, consultations, sign
from data import approaches
from data.database import transaction
from data.integrity import screenings
from matching.integrity import OwnCaseError
from matching.records import (
    SYSTEM,
    Approach,
    ConsultationAnswer,
    Disclosure,
    Level,
    Period,
    Resource,
    Ruling,
    Screening,
    Stage,
    UserRole,
    Viewer,
)
from tests.acts.conftest import AGO, TODAY
from tests.acts.test_act import lines
from tests.data.records import INVENTED


def by(engine: Engine, user: str = "amina", entity: str = "UNDP", role: UserRole = UserRole.FOCAL_POINT) -> Caller:
    return Caller(engine, Viewer(user, role, entity), signed_in=False)


def of(engine: Engine, entity: str) -> list[Screening]:
    with transaction(engine, SYSTEM) as connection:
        return [each for each in screenings.all_(connection) if each.entity == entity]


def outcome(ruling: Ruling | None = Ruling.ELIGIBLE) -> Screening:
    told = Disclosure("UNDP")
    return Screening("", "UNDP", "maker", TODAY, INVENTED, told, ruling=ruling, screener="somebody else")


def test_a_screening_is_begun_once_and_knows_who_was_asked_before(screened_register: Engine) -> None:
    consult(by(screened_register), "maker", "UNICEF")
    begin(by(screened_register), "maker")
    (begun,) = of(screened_register, "UNDP")
    assert (begun.partner, begun.consulted, begun.done) == ("maker", ("UNICEF",), None)
    with pytest.raises(ValueError, match="is open already"):
        begin(by(screened_register), "maker")
    assert [(line[2], line[4]) for line in lines(screened_register)][::-1] == [
        (consultations(by(screened_register))[0].id, "UNICEF asked about maker"),
        (begun.id, "screening of maker begun"),
    ]


def test_the_signer_is_who_signs_whatever_the_form_says(screened_register: Engine) -> None:
    begin(by(screened_register), "maker")
    (begun,) = of(screened_register, "UNDP")
    with pytest.raises(ValueError, match="say what came of it"):
        sign(by(screened_register), begun.id, outcome(None))
    sign(by(screened_register), begun.id, outcome())
    (signed,) = of(screened_register, "UNDP")
    assert (signed.screener, signed.ruling, signed.done) == ("amina", Ruling.ELIGIBLE, TODAY)


def test_who_keeps_the_relationship_does_not_sign_though_the_form_names_another(screened_register: Engine) -> None:
    begin(by(screened_register), "maker")
    window, told = Period(AGO, TODAY), Disclosure("UNDP")
    keeps = Approach("a", "UNDP", "maker", Level.GLOBAL, Resource.FINANCE, window, INVENTED, told)
    with transaction(screened_register, SYSTEM) as connection:
        approaches.save_many(connection, [replace(keeps, stage=Stage.CLEARED, owner="amina")])
    (begun,) = of(screened_register, "UNDP")
    with pytest.raises(OwnCaseError):
        sign(by(screened_register), begun.id, outcome())
    sign(by(screened_register, "bo"), begun.id, outcome())
    assert of(screened_register, "UNDP")[0].screener == "bo"


def test_nobody_signs_the_screening_of_another_entity(screened_register: Engine) -> None:
    before = of(screened_register, "UNICEF")
    for screening in ("s-open", "s-secret"):
        with pytest.raises(NotFoundError):
            sign(by(screened_register), screening, outcome())
    assert of(screened_register, "UNICEF") == before
    assert lines(screened_register) == []


@pytest.mark.parametrize("role", [UserRole.COORDINATOR, UserRole.LEADERSHIP, UserRole.AUDITOR])
def test_who_may_not_screen_does_not(screened_register: Engine, role: UserRole) -> None:
    asks = by(screened_register, role=role)
    for act in (
        lambda: begin(asks, "maker"),
        lambda: sign(asks, "s-open", outcome()),
        lambda: consult(asks, "maker", "UNICEF"),
        lambda: answer(asks, "c", ConsultationAnswer.GIVEN, ""),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert lines(screened_register) == []


def test_a_question_is_between_two_entities_and_answered_by_the_one_that_was_asked(screened_register: Engine) -> None:
    consult(by(screened_register), "maker", "UNICEF")
    (asked,) = consultations(by(screened_register, "bo", "UNICEF"))
    assert consultations(by(screened_register, "cy", "")) == ()
    with pytest.raises(NotFoundError):
        answer(by(screened_register), asked.id, ConsultationAnswer.GIVEN, "")
    answer(by(screened_register, "bo", "UNICEF"), asked.id, ConsultationAnswer.GIVEN, " by mail ")
    (told,) = consultations(by(screened_register))
    assert (told.answer, told.note, told.answered_by) == (ConsultationAnswer.GIVEN, "by mail", "bo")
