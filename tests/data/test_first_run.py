"""Filling a database when Concert starts: what is invented never comes beside what is real unasked."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from data import partners
from data.database import transaction
from data.first_run import OwnRecordsError, fill, fill_demo, own_records
from data.loading import SetName, loaded
from matching.records import SYSTEM, Origin
from tests.data.records import partner


def silent(_line: str) -> None:
    """Take what is told, and do nothing with it."""


def bring_in_a_real_partner(engine: Engine) -> None:
    with transaction(engine, SYSTEM) as connection:
        partners.save_many(connection, [partner("real", origin=Origin("a register"))])


def test_a_network_of_another_size_outlives_the_next_start(own_engine: Engine) -> None:
    told: list[str] = []
    fill(own_engine, told.append)
    fill_demo(own_engine, told.append, seed=3, partners=40)
    before = loaded(own_engine)[SetName.DEMO]
    assert before.edition.startswith("seed 3, 40 partners")
    told.clear()
    fill(own_engine, told.append)
    assert fill_demo(own_engine, told.append) is False
    assert loaded(own_engine)[SetName.DEMO] == before
    assert told == []


def test_what_comes_with_concert_is_nobodys_own_record(own_engine: Engine) -> None:
    fill(own_engine, silent)
    fill_demo(own_engine, silent, partners=40)
    assert own_records(own_engine) == {}


def test_beside_real_records_no_network_is_loaded_or_renewed_unless_somebody_says_so(own_engine: Engine) -> None:
    fill(own_engine, silent)
    bring_in_a_real_partner(own_engine)
    with pytest.raises(OwnRecordsError, match=r"\(partners: 1\).*concert demo --beside-own-records"):
        fill_demo(own_engine, silent, partners=40)
    assert SetName.DEMO not in loaded(own_engine)
    assert fill_demo(own_engine, silent, partners=40, beside_own=True) is True
    with pytest.raises(OwnRecordsError):
        fill_demo(own_engine, silent, partners=50)
    assert loaded(own_engine)[SetName.DEMO].edition.startswith("seed 0, 40 partners")
