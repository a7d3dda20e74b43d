"""A saved coalition comes back whole, keeps every version, and is never overwritten by who read an older one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data import coalitions
from data.database import transaction
from data.errors import NotFoundError, StaleError
from data.loading import load_reference
from matching.records import (
    SYSTEM,
    Coalition,
    CoalitionState,
    Disclosure,
    Facet,
    FacetKind,
    InvitationAnswer,
    Role,
    Seat,
    Visibility,
)
from tests.data.records import INVENTED, UNDP, UNICEF

FULL = Coalition(
    id="K1",
    need="N1",
    title="Cold for Mali; 'quoted' 冷链",
    entities=("UNICEF", "UNDP"),
    seats=(
        Seat("P2", Role.LEAD, InvitationAnswer.ACCEPTED, locked=True),
        Seat("alliance:P3+P4", Role.IMPLEMENTER, InvitationAnswer.INVITED, ("P3", "P4")),
        Seat("P1", Role.BUYER),
    ),
    origin=INVENTED,
    disclosure=Disclosure("UNDP", Visibility.TYPE, "embargo", datetime(2030, 1, 1, tzinfo=UTC)),
    text="",
    facets=(Facet("N1", FacetKind.CAPABILITY, "cold rooms", 0.7), Facet("N1", FacetKind.COUNTRY, "MLI", 0.1 + 0.2)),
    demands=("ngo:1", "multinationals:2"),
    steering=("UNDP", "P2"),
    notes="Ask the drivers.",
    state=CoalitionState.PROPOSED,
)


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    load_reference(own_engine, [UNDP, UNICEF])
    return own_engine


def added(engine: Engine, coalition: Coalition = FULL) -> Coalition:
    with transaction(engine, SYSTEM) as connection:
        return coalitions.add(connection, coalition, "amina", "first idea")


def test_every_field_comes_back(store: Engine) -> None:
    assert added(store) == FULL
    with transaction(store, SYSTEM) as connection:
        assert coalitions.get(connection, "K1") == FULL
        assert coalitions.all_(connection) == (FULL,)


def test_a_change_is_a_new_version_and_the_older_one_stays(store: Engine) -> None:
    first = added(store)
    with transaction(store, SYSTEM) as connection:
        second = coalitions.change(connection, replace(first, seats=first.seats[:1]), "bo", "too many")
    assert second.version == 2
    with transaction(store, SYSTEM) as connection:
        assert coalitions.get(connection, "K1") == second
        assert coalitions.get(connection, "K1", 1) == first
        told = [(each.version, each.who, each.why) for each in coalitions.history(connection, "K1")]
        assert coalitions.all_(connection) == (second,)
    assert told == [(1, "amina", "first idea"), (2, "bo", "too many")]


def test_who_read_an_older_version_is_told_and_changes_nothing(store: Engine) -> None:
    first = added(store)
    with transaction(store, SYSTEM) as connection:
        second = coalitions.change(connection, replace(first, notes="mine"), "bo")
    with (
        pytest.raises(StaleError, match="you have version 1, there is version 2"),
        transaction(store, SYSTEM) as connection,
    ):
        coalitions.change(connection, replace(first, notes="theirs"), "cy")
    with transaction(store, SYSTEM) as connection:
        assert coalitions.get(connection, "K1") == second


def test_of_eight_who_change_at_the_same_time_one_wins_and_no_version_is_lost(store: Engine) -> None:
    first = added(store)

    def attempt(who: str) -> bool:
        try:
            with transaction(store, SYSTEM) as connection:
                coalitions.change(connection, replace(first, notes=who), who)
        except StaleError:
            return False
        return True

    with ThreadPoolExecutor(8) as all_at_once:
        won = list(all_at_once.map(attempt, [f"u{n}" for n in range(8)]))
    assert won.count(True) == 1
    with transaction(store, SYSTEM) as connection:
        assert [each.version for each in coalitions.history(connection, "K1")] == [1, 2]
        assert coalitions.get(connection, "K1").notes == f"u{won.index(True)}"


def test_a_typed_need_is_kept_as_its_text(store: Engine) -> None:
    typed = replace(FULL, need="", text="We seek cold rooms.", facets=())
    added(store, typed)
    with transaction(store, SYSTEM) as connection:
        assert coalitions.get(connection, "K1") == typed


def test_all_that_is_missing_is_said_at_once(store: Engine) -> None:
    bare = replace(FULL, seats=(), title=" ", need="", entities=())
    with pytest.raises(ValueError, match="one seat, a title, a need or its text, at least one UN entity, an owner"):
        added(store, bare)
    with transaction(store, SYSTEM) as connection, pytest.raises(NotFoundError):
        coalitions.get(connection, "K1")


def test_no_version_can_be_changed_or_removed_by_the_application(store: Engine) -> None:
    added(store)
    for statement in (
        "UPDATE coalition_versions SET notes = 'x'",
        "DELETE FROM coalition_versions",
        "UPDATE coalition_seats SET answer = 'accepted'",
    ):
        with pytest.raises(DBAPIError, match="permission denied"), transaction(store, SYSTEM) as connection:
            connection.execute(text(statement))
