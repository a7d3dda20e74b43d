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
from matching.records import SYSTEM
from tests.conftest import PATIENCE
from tests.dashboard.sample import CAPABILITIES, NEEDS, PARTNERS
from tests.encoder import TrigramEncoder

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


class ReadyEncoder(TrigramEncoder):
    """The tests' encoder, with nothing to load."""

    def load(self) -> None:
        """Do nothing: it has no model."""


def fill(engine: Engine) -> None:
    """Put the small network into a database."""
    load_reference(engine, read_entities())
    with transaction(engine, SYSTEM) as connection:
        partners.save_many(connection, PARTNERS)
        capabilities.save_many(connection, CAPABILITIES)
        needs.save_many(connection, NEEDS)


@pytest.fixture(scope="module")
def network(engine: Engine) -> Iterator[Engine]:
    """Give the module's database with the small network in it, ranking ready."""
    fill(engine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "engine", lambda: engine)
        patch.setattr(resources, "load_encoder", ReadyEncoder)
        st.cache_resource.clear()
        assert resources.preparation(OPEN).wait(PATIENCE)
        yield engine
        resources.preparation(OPEN).close()
    st.cache_resource.clear()


@pytest.fixture
def pages(network: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Give the dashboard as an AppTest, nobody's shortlist filled and nothing answered before."""
    monkeypatch.setenv("CONCERT_DEMO", "1")
    monkeypatch.chdir(APP.parents[1])
    _settings()
    st.cache_data.clear()
    yield AppTest.from_file(str(APP), default_timeout=PATIENCE)
    st.cache_data.clear()
    with transaction(network, SYSTEM) as connection:
        connection.execute(text("DELETE FROM shortlists"))


def _settings() -> None:
    config.get_option("server.port")  # reads .streamlit/config.toml, so that what follows is not overwritten
    # AppTest itself keeps functions in the session state, which cannot be serialised; a journey checks what we keep.
    config.set_option("runner.enforceSerializableSessionState", False)
    config.set_option("client.showErrorDetails", "full")
