"""Registering and withdrawing: whoever does it, by page or by command, the owner finds one line in its access log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from acts.act import Caller
from acts.approaches import read_draft, register_approach, register_file, withdraw
from acts.errors import NotAllowedError
from data import approaches, loading, partners
from data.database import transaction
from matching.clearance import RegistrationError
from matching.records import SYSTEM, Approach, OverlapClass, Stage, UserRole, Viewer
from tests.acts.test_act import lines
from tests.data.records import UNDP, UNICEF, partner

CELLS = {
    "entity": "UNDP",
    "partner": "firm",
    "resource": "logistics",
    "country": "KEN",
    "from": "2099-01-01",
    "until": "2099-03-31",
    "effort_days": "3",
    "benefit": "trucks",
    "necessity": "the ministry asked",
}
OPERATOR = Viewer("operator", UserRole.SYSTEM)


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    loading.load_reference(own_engine, [UNDP, UNICEF])
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [partner("firm")])
    return own_engine


def focal_point(store: Engine, entity: str = "UNDP") -> Caller:
    return Caller(store, Viewer("amina", UserRole.FOCAL_POINT, entity), signed_in=False)


def draft(store: Engine, **cells: str) -> Approach:
    return read_draft(Caller(store, OPERATOR, signed_in=False), CELLS | cells, "a test")


@pytest.mark.parametrize("viewer", [OPERATOR, Viewer("amina", UserRole.FOCAL_POINT, "UNDP")])
def test_whoever_registers_leaves_one_line_for_the_entity(store: Engine, viewer: Viewer) -> None:
    asked = draft(store)
    done = register_approach(Caller(store, viewer, signed_in=False), asked)
    assert (done.approach.stage, done.gravest) == (Stage.CLEARED, OverlapClass.INDEPENDENT)
    assert lines(store) == [(viewer.user, "write", asked.id, "UNDP", "registered")]


def test_nobody_registers_or_withdraws_for_another_entity(store: Engine) -> None:
    asked = draft(store)
    with pytest.raises(NotAllowedError, match="UNDP is not your entity"):
        register_approach(focal_point(store, "UNICEF"), asked)
    register_approach(focal_point(store), asked)
    with pytest.raises(NotAllowedError, match="only the entity that made an approach"):
        withdraw(focal_point(store, "UNICEF"), asked.id)
    withdraw(focal_point(store), asked.id)
    with transaction(store, SYSTEM) as connection:
        assert approaches.get(connection, asked.id).stage is Stage.WITHDRAWN
    assert [line[-1] for line in lines(store)] == ["withdrew", "registered"]


def test_a_file_leaves_a_line_for_each_approach_and_its_bearer_answers_for_it(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "asks.csv"
    head = "id,entity,partner,resource,country,from,until,effort_days,benefit,necessity,owner\n"
    rows = [
        f"x{n},UNDP,firm,{what},KEN,2099-01-01,2099-03-31,3,t,n,somebody\n"
        for n, what in enumerate(("data", "finance"))
    ]
    path.write_text(head + "".join(rows), encoding="utf-8")
    done = register_file(focal_point(store), path)
    assert [each.approach.owner for each in done] == ["amina", "amina"]
    assert [line[2:] for line in lines(store)] == [
        ("x1", "UNDP", "registered from asks.csv"),
        ("x0", "UNDP", "registered from asks.csv"),
    ]


def test_one_wrong_row_registers_none_and_says_which(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "asks.csv"
    head = "id,entity,partner,resource,country,from,until,effort_days,benefit,necessity\n"
    rows = [
        "x0,UNDP,firm,data,KEN,2099-01-01,2099-03-31,3,t,n\n",
        "x1,UNDP,firm,data,KEN,2020-01-01,2020-03-31,3,t,n\n",
    ]
    path.write_text(head + "".join(rows), encoding="utf-8")
    with pytest.raises(RegistrationError, match="x1: the window ended on 2020-03-31"):
        register_file(focal_point(store), path)
    assert lines(store) == []
    with transaction(store, SYSTEM) as connection:
        assert approaches.all_(connection) == ()


def test_a_window_that_is_over_is_refused_before_anything_is_kept(store: Engine) -> None:
    late = replace(draft(store), window=replace(draft(store).window, end=date(2020, 1, 1), start=date(2019, 12, 1)))
    with pytest.raises(RegistrationError, match="the window ended"):
        register_approach(focal_point(store), late)
    assert lines(store) == []
