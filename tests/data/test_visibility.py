"""What an entity tells by default and record by record, and that telling little is told little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data import approaches, partners, visibility
from data.database import transaction
from data.entities import read_entities
from data.errors import NotFoundError
from data.loading import load_reference
from matching.disclosure import sharing
from matching.records import SYSTEM, Disclosure, UserRole, VeiledKind, Viewer, Visibility, VisibilityDefault
from tests.data.records import partner
from tests.data.test_row_security import approach

LEAD = Viewer("ada", UserRole.ENTITY_LEAD, "WFP")
FOCAL = Viewer("bo", UserRole.FOCAL_POINT, "WFP")
OTHER = Viewer("cy", UserRole.FOCAL_POINT, "UNICEF")


@pytest.fixture
def store(own_engine: Engine) -> Iterator[Engine]:
    """Give a database in which WFP names one of three approaches, and UNICEF its only one."""
    load_reference(own_engine, read_entities())
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [partner("P1"), partner("P2")])
        grades = (Visibility.NAMED, Visibility.HIDDEN, Visibility.TYPE)
        approaches.save_many(connection, [approach(f"w-{grade}", "WFP", grade) for grade in grades])
        approaches.save_many(connection, [approach("u-named", "UNICEF", Visibility.NAMED)])
    yield own_engine


def read(engine: Engine, viewer: Viewer) -> set[str]:
    with transaction(engine, viewer) as connection:
        return set(connection.scalars(text("SELECT id FROM approaches")))


def test_a_lead_sets_what_new_records_tell_and_others_do_not(store: Engine) -> None:
    chosen = VisibilityDefault("WFP", VeiledKind.APPROACHES, Visibility.TYPE, "embargo", 30)
    with transaction(store, LEAD) as connection:
        assert visibility.default_for(connection, "WFP", VeiledKind.APPROACHES) == Disclosure("WFP")
        visibility.set_default(connection, chosen)
    with transaction(store, FOCAL) as connection:
        told = visibility.default_for(connection, "WFP", VeiledKind.APPROACHES)
    assert (told.visibility, told.reason) == (Visibility.TYPE, "embargo")
    assert told.until is not None
    assert timedelta(days=29, hours=23) < told.until - datetime.now(UTC) < timedelta(days=30, minutes=1)
    for nobody in (FOCAL, OTHER):
        with pytest.raises(DBAPIError, match="row-level security"), transaction(store, nobody) as connection:
            visibility.set_default(connection, replace(chosen, kind=VeiledKind.FLAGS))
    with transaction(store, OTHER) as connection:
        assert visibility.defaults(connection, "WFP")[VeiledKind.APPROACHES].visibility is Visibility.NAMED


def test_who_names_less_than_half_is_not_told_others_by_name_until_it_does(store: Engine) -> None:
    own = {"w-named", "w-hidden", "w-type"}
    assert read(store, FOCAL) == own
    assert read(store, OTHER) == {"u-named", "w-named"}
    with transaction(store, FOCAL) as connection:
        kept = approaches.of_entity(connection, "WFP")
        assert not sharing([each.disclosure for each in kept], datetime.now(UTC)).reciprocates
        visibility.change(connection, VeiledKind.APPROACHES, "w-type", Disclosure("WFP"))
    assert read(store, FOCAL) == own | {"u-named"}
    assert read(store, Viewer("gil", UserRole.LEADERSHIP)) == {"w-named", "w-type", "u-named"}


def test_a_record_is_opened_and_closed_by_its_owner_only(store: Engine) -> None:
    with transaction(store, FOCAL) as connection:
        found = visibility.veiled(connection, "WFP")
    assert [(each.kind, each.id) for each in found] == [
        (VeiledKind.APPROACHES, "w-hidden"),
        (VeiledKind.APPROACHES, "w-type"),
    ]
    for owner in ("WFP", "UNICEF"):
        with pytest.raises(NotFoundError), transaction(store, OTHER) as connection:
            visibility.change(connection, VeiledKind.APPROACHES, "w-hidden", Disclosure(owner))
    with transaction(store, OTHER) as connection:
        assert visibility.veiled(connection, "WFP") == ()


def test_a_lapsed_embargo_is_no_longer_among_the_withheld(store: Engine) -> None:
    lapsed = Disclosure("WFP", Visibility.HIDDEN, "embargo", datetime.now(UTC) - timedelta(seconds=1))
    with transaction(store, FOCAL) as connection:
        visibility.change(connection, VeiledKind.APPROACHES, "w-hidden", lapsed)
    with transaction(store, FOCAL) as connection:
        assert [each.id for each in visibility.veiled(connection, "WFP")] == ["w-type"]
    assert "w-hidden" in read(store, OTHER)
