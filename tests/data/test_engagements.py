"""Engagements come back as they went in, to the last cent and the last second."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from data import engagements, loading, partners
from data.database import transaction
from data.errors import NotFoundError
from matching.records import SYSTEM, Disclosure, Engagement
from tests.data.records import FULL_ENGAGEMENT, FULL_PARTNER, INVENTED, UNDP, UNICEF, partner

BARE = Engagement("E0", "Bare", (), (), INVENTED, Disclosure("UNICEF"))


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    loading.load_reference(own_engine, [UNDP, UNICEF])
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [FULL_PARTNER, partner("P2"), partner("P3")])
        engagements.save_many(connection, [FULL_ENGAGEMENT, BARE])
    return own_engine


def test_every_field_comes_back(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        assert engagements.all_(connection) == (BARE, FULL_ENGAGEMENT)
        assert engagements.get(connection, "E1") == FULL_ENGAGEMENT


def test_a_partner_has_the_engagements_it_is_a_member_of(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        assert engagements.of_partner(connection, "P1") == (FULL_ENGAGEMENT,)
        assert engagements.of_partner(connection, "P3") == ()


def test_saving_again_replaces_what_belongs_to_it(store: Engine) -> None:
    changed = replace(FULL_ENGAGEMENT, entities=("UNDP",), members=(), kpis=(), contributions=())
    with transaction(store, SYSTEM) as connection:
        engagements.save_many(connection, [changed])
        assert engagements.get(connection, "E1") == changed


def test_an_unknown_engagement_is_an_error(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection, pytest.raises(NotFoundError, match="there is no engagement 'E9'"):
        engagements.get(connection, "E9")
