"""concert doctor: one finding a line, exit 1 when something is amiss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from acts import checkup
from commandline.app import app
from tests.encoder import TrigramEncoder


@pytest.fixture(autouse=True)
def machine(fresh_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCERT_HOME", str(fresh_home))
    monkeypatch.setenv("CONCERT_DEMO", "1")
    monkeypatch.delenv("CONCERT_DATABASE_URL", raising=False)
    monkeypatch.setattr(checkup, "load_encoder", TrigramEncoder)


def test_what_is_amiss_is_named_with_the_way_out_and_the_rest_is_fine() -> None:
    result = CliRunner().invoke(app, ["doctor"])
    found = {each["name"]: each for each in json.loads(result.stdout)["checks"]}
    assert result.exit_code == 1  # nothing is loaded into the tests' database
    assert [name for name, each in found.items() if not each["ok"]] == ["records"]
    assert "AMISS records: nothing loaded yet: start `concert serve` once" in result.stderr
    assert found["encoder"]["detail"].startswith(f"{TrigramEncoder().name}, ")
