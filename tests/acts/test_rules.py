"""Which rules hold: changed for an entity by its lead, for all by leadership, each with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from acts.act import Caller, today
from acts.diligence import judged, material
from acts.errors import NotAllowedError, NotFoundError
from acts.rules import changes, switch
from data.database import transaction
from data.integrity import adopting
from data.rules import read_rules
from matching.integrity import own_id
from matching.records import ALL, SYSTEM, OwnRule, RuleStanding, UserRole, Viewer
from tests.acts.test_act import lines

LEAD = Viewer("lena", UserRole.ENTITY_LEAD, "UNDP")
LEADERSHIP = Viewer("dsg", UserRole.LEADERSHIP)


def by(engine: Engine, viewer: Viewer = LEAD) -> Caller:
    return Caller(engine, viewer, signed_in=False)


def test_a_lead_writes_a_rule_anew_in_their_own_name_with_the_reason(screened_register: Engine) -> None:
    tobacco = next(rule for rule in read_rules("options") if rule.id == "TOB-X")
    lenient = replace(tobacco, id=own_id("TOB-X", "UNDP"), threshold=0.5)
    own = OwnRule("UNDP", lenient, "somebody else", today(), "TOB-X")
    switch(by(screened_register), ("UNDP", lenient.id, RuleStanding.ADOPTED, own), " board decision ")
    assert judged(material(by(screened_register)), today()).blocked("UNDP") == frozenset()
    newest, *_before = changes(by(screened_register))
    assert (newest.rule, newest.who, newest.why, newest.on) == (lenient.id, "lena", "board decision", today())
    with transaction(screened_register, SYSTEM) as connection:
        (kept,) = adopting.own_rules(connection)
    assert (kept.who, kept.why) == ("lena", "board decision")
    assert lines(screened_register) == [
        ("lena", "write", lenient.id, "UNDP", f"{lenient.id} adopted for UNDP: board decision")
    ]


@pytest.mark.parametrize(
    ("viewer", "whose"),
    [(LEAD, "UNICEF"), (LEAD, ALL), (LEADERSHIP, "UNICEF"), (Viewer("amina", UserRole.FOCAL_POINT, "UNDP"), "UNDP")],
)
def test_nobody_switches_what_is_not_theirs(screened_register: Engine, viewer: Viewer, whose: str) -> None:
    with pytest.raises(NotAllowedError):
        switch(by(screened_register, viewer), (whose, "GC-R", RuleStanding.ADOPTED, None), "why")
    assert lines(screened_register) == []


def test_leadership_switches_for_all_and_every_entity_follows(screened_register: Engine) -> None:
    before = len(changes(by(screened_register)))
    switch(by(screened_register, LEADERSHIP), (ALL, "TOB-X", RuleStanding.ADOPTED, None), "R17 ¶59")
    assert len(changes(by(screened_register))) == before + 1
    found = judged(material(by(screened_register)), today())
    assert {entity: sorted(found.blocked(entity)) for entity in found.policies} == {
        "UNDP": ["maker"],
        "UNICEF": ["maker"],
    }


def test_a_change_needs_a_reason_and_a_rule_that_there_is(screened_register: Engine) -> None:
    with pytest.raises(ValueError, match="say why"):
        switch(by(screened_register), ("UNDP", "GC-R", RuleStanding.ADOPTED, None), "  ")
    with pytest.raises(NotFoundError, match="TOB-X"):
        switch(by(screened_register), ("UNDP", "TOB-Y", RuleStanding.ADOPTED, None), "why")
    assert lines(screened_register) == []
