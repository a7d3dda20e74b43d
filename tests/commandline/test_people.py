"""Users and the audit log from the command line, as processes on a real database."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import server
from tests.conftest import short_folder


@pytest.fixture
def home() -> Iterator[Path]:
    """Give a folder of Concert with a server of its own: other tests' administrators must not count here."""
    made = short_folder()
    yield made
    server.stop(made)
    shutil.rmtree(made)


@pytest.fixture
def run(home: Path) -> Any:
    """Give a function that calls the command line; it returns exit code, lines of JSON and what was said."""

    def call(*arguments: str) -> tuple[int, list[Any], str]:
        done = subprocess.run(
            [sys.executable, "-m", "concert", *arguments],
            env=os.environ | {"CONCERT_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr

    return call


def test_the_first_administrator_is_made_listed_and_kept(run: Any, tmp_path: Path) -> None:
    code, [made], _said = run("grant", "--user", "Head@Example.org", "--role", "administrator", "--name", "The Head")
    assert (code, made["user"], made["email"], made["roles"][0]["holds"]) == (0, "head", "head@example.org", True)
    code, [ended], _said = run(
        "grant", "--user", "c@example.org", "--role", "coordinator", "--country", "ken", "--until", "2099-12-31"
    )
    assert (code, ended["roles"][0]["countries"], ended["roles"][0]["until"]) == (
        0,
        ["KEN"],
        "2100-01-01T00:00:00+00:00",
    )
    code, _lines, said = run("revoke", "--user", "head@example.org", "--role", "administrator")
    assert (code, "make somebody else administrator first" in said) == (2, True)
    code, [gone], _said = run("revoke", "--user", "c@example.org")
    assert (code, gone["active"]) == (0, False)
    assert {line["user"] for line in run("users")[1]} >= {"head", "c"}

    code, [found], _said = run("audit", "--out", str(tmp_path / "log.jsonl"))
    assert (code, found["whole"]) == (0, True)
    assert run("audit", "--head", found["head"])[0] == 0
    code, [checked], _said = run("audit", "--file", str(tmp_path / "log.jsonl"))
    assert (code, checked["head"]) == (0, found["head"])
    changed = (tmp_path / "log.jsonl").read_text(encoding="utf-8").replace("added head", "added hand")
    (tmp_path / "log.jsonl").write_text(changed, encoding="utf-8")
    code, [broken], said = run("audit", "--file", str(tmp_path / "log.jsonl"))
    assert (code, broken["whole"]) == (1, False)
    assert "the audit log is broken" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--role", "system"), "there is no role 'system'"),
        (("--role", "focal_point"), "needs an entity"),
        (("--role", "leadership", "--entity", "WHO"), "takes no such thing as an entity"),
        (("--role", "coordinator", "--country", "XXX"), "XXX"),
        (("--role", "leadership", "--until", "soon"), "takes a day like"),
        (("--role", "external", "--partner", "none"), "no partner 'none'"),
    ],
)
def test_a_role_that_cannot_be_given_is_refused_with_the_reason(
    run: Any, arguments: tuple[str, ...], said: str
) -> None:
    code, lines, told = run("grant", "--user", "x@example.org", *arguments)
    assert (code, lines) == (2, [])
    assert said in told
