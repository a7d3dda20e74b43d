"""Coalitions and plans as acts: proposed without whom the entity excludes, saved and changed with a line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from acts import coalitions
from acts.act import Caller
from acts.errors import NotAllowedError, NotFoundError, StaleError
from acts.plans import CAPS, UnknownApproachError, plans
from commandline.app import app
from data import database, loading
from matching.planning import Lock, Plan
from matching.records import UserRole, Viewer
from tests.acts.test_act import lines
from tests.dashboard.conftest import fill
from tests.data.records import UNDP, UNICEF
from tests.data.test_coalitions import FULL
from tests.encoder import TrigramEncoder

OPERATOR = Viewer("operator", UserRole.SYSTEM)
AMINA = Viewer("amina", UserRole.FOCAL_POINT, "UNICEF")


def by(engine: Engine, viewer: Viewer) -> Caller:
    return Caller(engine, viewer, signed_in=False)


def test_a_coalition_is_kept_changed_and_told_with_a_line_each(own_engine: Engine) -> None:
    fill(own_engine)
    made = replace(FULL, need="need-cold", seats=(), entities=("UNICEF",), steering=(), facets=(), demands=())
    seat = replace(FULL.seats[0], partner="p-froid", members=())
    made = replace(made, seats=(seat,), disclosure=replace(FULL.disclosure, owner_entity="UNICEF"))
    amina = by(own_engine, AMINA)
    first = coalitions.save(amina, made, "first idea")
    second = coalitions.change(amina, replace(first, notes="asked"), "they answered")
    assert (coalitions.saved(amina), [each.version for each in coalitions.revisions(amina, first.id)]) == (
        (second,),
        [1, 2],
    )
    with pytest.raises(StaleError):
        coalitions.change(amina, replace(first, notes="late"), "")
    with pytest.raises(NotAllowedError):
        coalitions.saved(by(own_engine, Viewer("ada", UserRole.AUDITOR)))
    assert lines(own_engine) == [
        ("amina", "write", first.id, "UNICEF", "changed a coalition: they answered"),
        ("amina", "write", first.id, "UNICEF", "saved a coalition"),
    ]


def test_a_need_of_the_register_is_covered_and_one_that_is_not_there_is_named(own_engine: Engine) -> None:
    fill(own_engine)
    found = coalitions.propose(by(own_engine, OPERATOR), "need-cold", TrigramEncoder())
    assert "p-froid" in found.assembly.proposal.choices[0].members
    assert (found.assembly.excluded, found.verdicts is None) == (frozenset(), False)
    with pytest.raises(NotFoundError):
        coalitions.propose(by(own_engine, OPERATOR), "need-gone", TrigramEncoder())


def test_a_plan_of_every_record_is_the_operators_alone(own_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    loading.load_reference(own_engine, [UNDP, UNICEF])
    today = datetime.now(UTC).date()
    solved = plans(by(own_engine, OPERATOR), 7, {}, today)
    assert list(solved) == [*CAPS, 7]
    assert all(isinstance(each, Plan) and each.moves == () for each in solved.values())
    with pytest.raises(UnknownApproachError, match="no live approach a-gone"):
        plans(by(own_engine, OPERATOR), 2, {"a-gone": Lock.WAIT}, today)
    with pytest.raises(NotAllowedError):
        plans(by(own_engine, Viewer("lea", UserRole.LEADERSHIP)), 2, {}, today)
    monkeypatch.setattr(database, "prepare", lambda _: own_engine)
    result = CliRunner().invoke(app, ["plan", "--wait", "a-gone"])
    assert (result.exit_code, "no live approach a-gone" in result.stderr) == (2, True)
