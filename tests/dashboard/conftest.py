"""The pages on a real database with a small invented network and the tests' own encoder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import Engine, text
from streamlit import config
from streamlit.testing.v1 import AppTest

from dashboard import resources
from dashboard.queries import OPEN
from data import capabilities, needs, partners
from data.database import transaction
from data.entities import read_entities
from data.loading import load_reference
from tests.dashboard.sample import CAPABILITIES, NEEDS, PARTNERS
from tests.encoder import TrigramEncoder

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


class ReadyEncoder(TrigramEncoder):
    """The tests' encoder, with nothing to load."""

    def load(self) -> None:
        """Do nothing: it has no model."""


@pytest.fixture(scope="module")
def network(engine: Engine) -> Engine:
    """Give the module's database with the small network in it."""
    load_reference(engine, read_entities())
    with transaction(engine) as connection:
        partners.save_many(connection, PARTNERS)
        capabilities.save_many(connection, CAPABILITIES)
        needs.save_many(connection, NEEDS)
    return engine


@pytest.fixture
def pages(network: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Give the dashboard as an AppTest, its ranking ready, nobody's shortlist filled."""
    monkeypatch.setattr(resources, "engine", lambda: network)
    monkeypatch.setattr(resources, "load_encoder", ReadyEncoder)
    monkeypatch.setenv("CONCERT_DEMO", "1")
    monkeypatch.chdir(APP.parents[1])
    _settings(monkeypatch)
    st.cache_data.clear()
    st.cache_resource.clear()
    assert resources.preparation(OPEN).wait(60)
    yield AppTest.from_file(str(APP), default_timeout=30)
    resources.preparation(OPEN).close()
    st.cache_data.clear()
    st.cache_resource.clear()
    with transaction(network) as connection:
        connection.execute(text("DELETE FROM shortlists"))


def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    config.get_option("server.port")  # reads .streamlit/config.toml, so that what follows is not overwritten
    # AppTest itself keeps functions in the session state, which cannot be serialised; `test_state` checks ours.
    config.set_option("runner.enforceSerializableSessionState", False)
    config.set_option("client.showErrorDetails", "full")
