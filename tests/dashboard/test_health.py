"""The health check: yes or no, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import resources, server, settings
from dashboard.settings import DashboardSettings
from data import migrations


@pytest.fixture
def client() -> TestClient:
    server.forget_health()
    return TestClient(Starlette(routes=[server.health_route()]))


def test_a_database_that_answers_is_fine(client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "engine", lambda: engine)
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["cache-control"] == "no-store"


def test_one_that_does_not_is_told_without_a_reason(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> NoReturn:
        raise RuntimeError("password of concert_app in /var/lib/concert")

    monkeypatch.setattr(resources, "engine", broken)
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable"})


def test_tables_of_another_release_are_not_fine(
    client: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "engine", lambda: engine)
    monkeypatch.setattr(migrations, "newest", lambda: "9999")
    assert client.get("/health").status_code == 503


def test_a_thousand_questions_reach_the_database_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(server, "_asked", lambda: not asked.append(1))
    for _ in range(20):
        client.get("/health")
    assert len(asked) == 1


def test_the_cookie_secret_is_made_once_kept_closed_and_shared(tmp_path: Path) -> None:
    made = settings.cookie_secret(DashboardSettings(), tmp_path)
    assert settings.cookie_secret(DashboardSettings(), tmp_path) == made
    assert len(made) >= 32
    assert (tmp_path / settings.COOKIE_FILE).stat().st_mode & 0o777 == 0o600
    assert settings.cookie_secret(DashboardSettings(cookie_secret="c" * 40), tmp_path) == "c" * 40
    assert settings.derived(made, "a") != settings.derived(made, "b")
