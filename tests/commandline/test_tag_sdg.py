"""concert tag-sdg: a list of texts in, a line with the Goals of each out, in order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from acts import tagging
from commandline import encoding
from commandline.app import app
from tests.encoder import TrigramEncoder


@pytest.fixture(autouse=True)
def small_encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(encoding, "open_encoder", TrigramEncoder)
    monkeypatch.setattr(tagging, "cache_folder", lambda: tmp_path)


def test_each_text_gets_a_score_for_every_goal_and_the_goals_it_serves(tmp_path: Path) -> None:
    file = tmp_path / "texts.csv"
    file.write_text("id,text\nb,End hunger and achieve food security\na,\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["tag-sdg", "--file", str(file)])
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert [first["id"], second["id"]] == ["b", "a"]
    assert list(first["scores"]) == [str(goal) for goal in range(1, 18)]
    assert max(first["scores"], key=first["scores"].__getitem__) == "2"
    assert second["sdgs"] == []


def test_a_file_without_texts_is_refused_by_its_column(tmp_path: Path) -> None:
    file = tmp_path / "texts.csv"
    file.write_text("id,words\nb,End hunger\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["tag-sdg", "--file", str(file)])
    assert result.exit_code == 2
    assert "text" in result.stderr
