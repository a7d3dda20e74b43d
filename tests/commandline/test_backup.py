"""concert backup and concert restore: a file with a checksum, and refusals that say what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from commandline.app import app


@pytest.fixture
def home(fresh_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCERT_HOME", str(fresh_home))
    monkeypatch.delenv("CONCERT_DATABASE_URL", raising=False)
    return fresh_home


def run(*words: str) -> tuple[int, dict[str, Any], str]:
    result = CliRunner().invoke(app, [*words])
    return result.exit_code, json.loads(result.stdout or "{}"), result.stderr


def test_a_backup_is_written_for_its_owner_only_and_comes_back(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "b"
    code, said, _ = run("backup", "--out", str(out))
    assert (code, said["bytes"], oct(out.stat().st_mode & 0o777)) == (0, out.stat().st_size, "0o600")
    assert run("restore", str(out), "--replace", "--checksum", said["sha256"])[:2] == (
        0,
        {name: said[name] for name in ("file", "made", "step", "rows", "tables")},
    )


def test_another_file_than_the_checksum_names_is_refused(home: Path, tmp_path: Path) -> None:
    run("backup", "--out", str(tmp_path / "b"))
    code, _, error = run("restore", str(tmp_path / "b"), "--checksum", "00")
    assert (code, "is not the file with SHA-256 00; nothing was changed" in error) == (2, True)


def test_a_file_that_is_no_backup_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("words")
    code, _, error = run("restore", str(tmp_path / "b"))
    assert (code, "b is no whole backup of Concert" in error) == (2, True)


def test_a_folder_that_does_not_exist_is_named(home: Path) -> None:
    code, _, error = run("backup", "--out", "/nowhere/b")
    assert (code, "there is no folder /nowhere" in error) == (2, True)
