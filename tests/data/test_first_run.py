"""Filling a database when Concert starts."""

from __future__ import annotations

from sqlalchemy import Engine

from data.first_run import fill, fill_demo
from data.loading import SetName, loaded


def test_a_network_of_another_size_outlives_the_next_start(own_engine: Engine) -> None:
    told: list[str] = []
    fill(own_engine, told.append, with_demo=False)
    fill_demo(own_engine, told.append, seed=3, partners=40)
    before = loaded(own_engine)[SetName.DEMO]
    assert before.edition.startswith("seed 3, 40 partners")
    told.clear()
    fill(own_engine, told.append)
    assert loaded(own_engine)[SetName.DEMO] == before
    assert told == []
