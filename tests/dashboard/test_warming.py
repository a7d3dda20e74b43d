"""What is worked up ahead and read for everybody needs nobody to be signed in."""

from __future__ import annotations

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from acts.act import look
from acts.errors import AccessEndedError
from dashboard import rankings, resources, server
from dashboard.coordination import queries
from dashboard.settings import DashboardSettings, Mode
from matching.records import UserRole, Viewer
from tests.dashboard.coordination.conftest import register

__all__ = ["register"]


def test_the_first_pages_are_worked_up_where_people_sign_in(
    register: AppTest, network: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONCERT_DEMO")
    monkeypatch.setattr(rankings, "warm", lambda: None)
    st.cache_resource.clear()
    assert DashboardSettings.from_environment().mode is not Mode.DEMONSTRATION
    server.warm()
    assert set(queries.situation().live) == {"ask-1", "ask-2", "ask-5"}


def test_a_person_without_a_role_is_not_taken_for_everybody(
    register: AppTest, network: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONCERT_DEMO")
    somebody = Viewer("everybody", UserRole.LEADERSHIP)
    with pytest.raises(AccessEndedError), look(resources.caller(somebody)):
        pass
