"""The door of acts: the right, the role that is still held, and the line in the audit log, all or none."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from acts.act import Caller, act, decide, look, note_reads
from acts.errors import AccessEndedError, NotAllowedError
from data import audit, loading
from data.audit import Wanted
from data.database import transaction
from matching.policy import Right
from matching.records import SYSTEM, AuditAct, UserRole, Viewer
from tests.data.records import UNDP, UNICEF

AMINA = Viewer("amina", UserRole.FOCAL_POINT, "UNDP")


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    loading.load_reference(own_engine, [UNDP, UNICEF])
    return own_engine


def lines(engine: Engine) -> list[tuple[str, str, str, str, str]]:
    with transaction(engine, SYSTEM) as connection:
        found = audit.entries(connection, Wanted())
    return [(each.who, each.act.value, each.record, each.owner_entity, each.detail) for each in found]


def test_an_act_leaves_one_line_that_names_the_owner_of_the_record(store: Engine) -> None:
    with act(Caller(store, AMINA, signed_in=False), Right.REGISTER_APPROACHES, "looked after", "a-1", "UNICEF"):
        pass
    assert lines(store) == [("amina", AuditAct.WRITE.value, "a-1", "UNICEF", "looked after")]


@pytest.mark.parametrize("door", [act, decide])
def test_what_a_role_may_not_do_opens_nothing_and_leaves_no_line(store: Engine, door: type[act]) -> None:
    auditor = Caller(store, Viewer("ada", UserRole.AUDITOR), signed_in=False)
    with (
        pytest.raises(NotAllowedError, match="your role may not do that"),
        door(auditor, Right.REGISTER_APPROACHES, "x", "a"),
    ):
        raise AssertionError("the door was opened")
    assert lines(store) == []


def test_an_act_that_fails_leaves_neither_its_change_nor_a_line(store: Engine) -> None:
    by = Caller(store, AMINA, signed_in=False)
    with pytest.raises(ZeroDivisionError), decide(by, Right.REGISTER_APPROACHES, "tried", "UNDP") as opened:
        opened.execute(text("DELETE FROM entities WHERE id = 'UNDP'"))
        _ = 1 / 0
    with transaction(store, SYSTEM) as connection:
        assert connection.scalar(text("SELECT count(*) FROM entities")) == 2
    assert lines(store) == []


def test_whose_role_is_no_grant_in_the_database_can_neither_act_nor_look(store: Engine) -> None:
    by = Caller(store, AMINA)
    for door in (
        look(by),
        act(by, Right.REGISTER_APPROACHES, "x", "a"),
        decide(by, Right.REGISTER_APPROACHES, "x", "a"),
    ):
        with pytest.raises(AccessEndedError, match="amina is no longer focal_point"), door:
            raise AssertionError("the door was opened")
    assert lines(store) == []


def test_what_was_shown_of_others_is_one_line_an_owner_and_ones_own_is_none(store: Engine) -> None:
    by = Caller(store, AMINA, signed_in=False)
    note_reads(by, "desk", [("UNICEF", "a-2"), ("UNICEF", "a-1"), ("UNDP", "a-3")])
    assert lines(store) == [("amina", AuditAct.READ.value, "a-1 a-2", "UNICEF", "desk: 2")]
