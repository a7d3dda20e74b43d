"""Everybody keeps a list of their own."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from data import partners, shortlists
from data.database import transaction
from data.errors import NotFoundError
from matching.records import SYSTEM
from tests.data.records import partner


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [partner("P1"), partner("P2")])
    return own_engine


def kept(engine: Engine, viewer: str) -> list[tuple[str, str, str]]:
    with transaction(engine, SYSTEM) as connection:
        return [(entry.partner, entry.need, entry.note) for entry in shortlists.of_viewer(connection, viewer)]


def test_a_list_is_its_viewers_alone_and_in_order_of_keeping(store: Engine) -> None:
    for viewer, chosen, need in [("amina", "P2", "N1"), ("amina", "P1", ""), ("bo", "P1", "N1")]:
        with transaction(store, SYSTEM) as connection:
            shortlists.add(connection, viewer, chosen, need)
    assert kept(store, "amina") == [("P2", "N1", ""), ("P1", "", "")]
    assert kept(store, "bo") == [("P1", "N1", "")]
    assert kept(store, "nobody") == []


def test_adding_again_replaces_the_note(store: Engine) -> None:
    for note in ("call in May", "called"):
        with transaction(store, SYSTEM) as connection:
            shortlists.add(connection, "amina", "P1", note=note)
    assert kept(store, "amina") == [("P1", "", "called")]


def test_what_is_taken_off_is_gone_once(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        shortlists.add(connection, "amina", "P1", "N1")
        assert shortlists.remove(connection, "amina", "P1") is False
        assert shortlists.remove(connection, "amina", "P1", "N1") is True
        assert shortlists.remove(connection, "amina", "P1", "N1") is False


def test_nobody_is_kept_who_does_not_exist(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection, pytest.raises(NotFoundError, match="no partner 'P9'"):
        shortlists.add(connection, "amina", "P9")


def test_notes_and_lists_have_an_end(store: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortlists, "LONGEST_LIST", 1)
    with transaction(store, SYSTEM) as connection:
        with pytest.raises(ValueError, match=r"at most 2,000 characters, got 2,001"):
            shortlists.add(connection, "amina", "P1", note="x" * 2001)
        shortlists.add(connection, "amina", "P1", note="x" * 2000)
        with pytest.raises(ValueError, match="at most 1 entries"):
            shortlists.add(connection, "amina", "P2")
        shortlists.add(connection, "amina", "P1", note="changed")
