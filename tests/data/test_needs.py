"""Needs come back as they went in, with their facets and rules in order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from data import loading, needs
from data.database import transaction
from data.errors import NotFoundError
from matching.records import SYSTEM, Need
from tests.data.records import FULL_NEED, INVENTED, UNDP, UNICEF


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    loading.load_reference(own_engine, [UNDP, UNICEF])
    return own_engine


def test_every_field_comes_back(store: Engine) -> None:
    bare = Need("N0", "UNICEF", "", "Help.", INVENTED)
    with transaction(store, SYSTEM) as connection:
        needs.save_many(connection, [FULL_NEED, bare])
        assert needs.all_(connection) == (bare, FULL_NEED)
        assert needs.get(connection, "N1") == FULL_NEED


def test_saving_again_replaces_facets_and_rules(store: Engine) -> None:
    changed = replace(FULL_NEED, facets=FULL_NEED.facets[1:], rules=())
    with transaction(store, SYSTEM) as connection:
        needs.save_many(connection, [FULL_NEED])
        needs.save_many(connection, [changed])
        assert needs.get(connection, "N1") == changed


def test_an_unknown_need_is_an_error_that_says_how_many_there_are(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        needs.save_many(connection, [FULL_NEED])
        with pytest.raises(NotFoundError, match="there is no need 'zzz' among 1"):
            needs.get(connection, "zzz")
