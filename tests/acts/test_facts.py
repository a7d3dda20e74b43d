"""Facts, links and flags: stated with a source, taken back with a reason, moved by their own entity alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from acts.act import Caller
from acts.diligence import judged, material
from acts.errors import NotAllowedError, NotFoundError
from acts.facts import move_flag, raise_flag, state_fact, state_link, take_back
from data import approaches
from data.database import transaction
from data.integrity import known
from matching.integrity import OwnCaseError
from matching.records import (
    SYSTEM,
    Approach,
    Disclosure,
    Fact,
    Flag,
    Level,
    Origin,
    Period,
    Resource,
    Rung,
    Stage,
    StatedLink,
    UserRole,
    Viewer,
    Visibility,
)
from tests.acts.conftest import AGO, TODAY
from tests.acts.test_act import lines
from tests.data.records import INVENTED

FACT = Fact("f-1", "other", "tobacco", 0.5, AGO, Origin("Annual report"))
LINK = StatedLink("l-1", "other", "maker", 0.6, AGO, Origin("Register of companies"))


def by(engine: Engine, user: str = "amina", entity: str = "UNDP", role: UserRole = UserRole.FOCAL_POINT) -> Caller:
    return Caller(engine, Viewer(user, role, entity), signed_in=False)


def flags(engine: Engine) -> dict[str, Flag]:
    with transaction(engine, SYSTEM) as connection:
        return {flag.disclosure.owner_entity + flag.partner: flag for flag in known.flags(connection)}


@pytest.mark.parametrize("record", [FACT.id, LINK.id])
def test_what_is_stated_counts_at_once_and_no_more_when_it_is_taken_back(
    screened_register: Engine, record: str
) -> None:
    asks = by(screened_register)
    state_fact(asks, FACT) if record == FACT.id else state_link(asks, LINK)
    assert judged(material(asks), TODAY).blocked("UNDP") == {"maker", "other"}
    with pytest.raises(ValueError, match="say why"):
        take_back(asks, record, " ")
    take_back(asks, record, "another firm of that name")
    assert judged(material(asks), TODAY).blocked("UNDP") == {"maker"}
    with pytest.raises(NotFoundError):
        take_back(asks, record, "again")
    assert [(who, kept, owner) for who, _act, kept, owner, _said in lines(screened_register)] == [
        ("amina", record, "UNDP"),
        ("amina", record, "UNDP"),
    ]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (replace(FACT, criterion="weather"), "there is no criterion 'weather'; there are .*tobacco"),
        (replace(FACT, value=1.5), "between 0 and 1"),
        (replace(FACT, on=TODAY + timedelta(days=1)), "yet to come"),
        (replace(FACT, origin=Origin(" ")), "name the source"),
    ],
)
def test_what_cannot_be_is_not_stated(screened_register: Engine, fact: Fact, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        state_fact(by(screened_register), fact)
    assert lines(screened_register) == []


def test_a_flag_is_its_own_entitys_whatever_the_form_says_and_climbs_with_reasons(screened_register: Engine) -> None:
    raise_flag(by(screened_register), "other", Rung.YELLOW, "late", Disclosure("UNICEF", Visibility.HIDDEN, "bids"))
    flag = flags(screened_register)["UNDPother"]
    assert (flag.disclosure, flag.history[-1].who) == (Disclosure("UNDP", Visibility.HIDDEN, "bids"), "amina")
    with pytest.raises(NotFoundError):
        move_flag(by(screened_register, "bo", "UNICEF"), flag.id, Rung.RED, "worse")
    with pytest.raises(ValueError, match="stands at yellow already"):
        move_flag(by(screened_register), flag.id, Rung.YELLOW, "still")
    move_flag(by(screened_register), flag.id, Rung.RED, "a judgment")
    assert [step.rung for step in flags(screened_register)["UNDPother"].history] == [Rung.YELLOW, Rung.RED]


def test_who_keeps_the_relationship_may_make_a_flag_graver_and_never_milder(screened_register: Engine) -> None:
    window, told = Period(AGO, TODAY), Disclosure("UNDP")
    keeps = Approach("a", "UNDP", "other", Level.GLOBAL, Resource.FINANCE, window, INVENTED, told)
    with transaction(screened_register, SYSTEM) as connection:
        approaches.save_many(connection, [replace(keeps, stage=Stage.CLEARED, owner="amina")])
    raise_flag(by(screened_register), "other", Rung.YELLOW, "late", told)
    flag = flags(screened_register)["UNDPother"].id
    move_flag(by(screened_register), flag, Rung.RED, "a judgment")
    for rung in (Rung.ESCALATED, None):
        with pytest.raises(OwnCaseError):
            move_flag(by(screened_register), flag, rung, "settled")
    move_flag(by(screened_register, "bo"), flag, None, "settled")
    assert flags(screened_register)["UNDPother"].rung(TODAY) is None


def test_who_may_not_state_facts_does_not(screened_register: Engine) -> None:
    asks = by(screened_register, role=UserRole.LEADERSHIP)
    for act in (
        lambda: state_fact(asks, FACT),
        lambda: state_link(asks, LINK),
        lambda: take_back(asks, "tobacco", "why"),
        lambda: raise_flag(asks, "other", Rung.RED, "why", Disclosure("UNDP")),
        lambda: move_flag(asks, "g-open", None, "why"),
    ):
        with pytest.raises(NotAllowedError):
            act()
    with pytest.raises(NotAllowedError, match="only somebody of an entity"):
        raise_flag(
            by(screened_register, entity="", role=UserRole.CENTRAL_DESK), "other", Rung.RED, "why", Disclosure("")
        )
    assert lines(screened_register) == []
