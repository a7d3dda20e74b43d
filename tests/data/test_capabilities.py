"""Capabilities come back as they went in."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from data import capabilities, partners
from data.database import transaction
from matching.records import SYSTEM, Capability
from tests.data.records import FULL_CAPABILITY, FULL_PARTNER, INVENTED, partner


def test_every_field_comes_back_by_partner_and_altogether(own_engine: Engine) -> None:
    bare = Capability("C0", "P2", "", INVENTED)
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [FULL_PARTNER, partner("P2"), partner("P3")])
        capabilities.save_many(connection, [FULL_CAPABILITY, bare])
        assert capabilities.all_(connection) == (bare, FULL_CAPABILITY)
        assert capabilities.of_partners(connection, ["P1", "P3", "absent"]) == (FULL_CAPABILITY,)


def test_a_capability_of_nobody_is_refused(own_engine: Engine) -> None:
    with pytest.raises(IntegrityError, match="partner"), transaction(own_engine, SYSTEM) as connection:
        capabilities.save_many(connection, [FULL_CAPABILITY])
