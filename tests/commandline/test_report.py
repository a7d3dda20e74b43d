"""concert report on a real database: embargoed partnerships are counted and never told."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from commandline.app import app
from data import database, engagements, loading, partners
from data.database import transaction
from matching.records import SYSTEM, Disclosure, Period, State, Visibility
from tests.data.records import FULL_ENGAGEMENT, FULL_PARTNER, UNDP, UNICEF, partner

CANARY = "canary-report"


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Engine]:
    loading.load_reference(engine, [UNDP, UNICEF])
    ran = replace(FULL_ENGAGEMENT, period=Period(date(2020, 1, 1)), state=State.ACTIVE, entities=("UNDP",), lessons="")
    hidden = replace(ran, id=CANARY, title=CANARY, disclosure=Disclosure("UNDP", Visibility.HIDDEN, "embargo"))
    with transaction(engine, SYSTEM) as connection:
        partners.save_many(connection, [FULL_PARTNER, partner("P2"), partner("P3")])
        engagements.save_many(connection, [hidden, replace(ran, disclosure=Disclosure("UNDP"))])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "prepare", lambda _: engine)
        yield engine


def run(*words: str) -> tuple[int, dict[str, Any], str]:
    result = CliRunner().invoke(app, ["report", *words])
    return result.exit_code, json.loads(result.stdout or "{}"), result.stderr


def everything(path: Path) -> bytes:
    found = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            found = b"".join(archive.read(name) for name in archive.namelist())
    return found


@pytest.mark.parametrize("end", ["docx", "xlsx", "csv"])
def test_strangers_read_that_something_is_withheld_and_its_owner_reads_it(
    store: Engine, tmp_path: Path, end: str
) -> None:
    out = tmp_path / f"r.{end}"
    code, answer, _ = run("--year", "2025", "--out", str(out))
    assert (code, answer["partnerships"], answer["withheld"]) == (0, 1, {"embargo": 1})
    assert CANARY.encode() not in everything(out)
    assert b"1234567" not in everything(out)
    code, answer, _ = run("--year", "2025", "--out", str(out), "--as", "entity_lead/UNDP")
    assert (answer["partnerships"], answer["withheld"]) == (2, {})
    assert CANARY.encode() in everything(out)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "r.pdf"), "r.pdf tells no format"),
        (("--out", "r.csv", "--country", "Atlantis"), "--country Atlantis: no such country"),
        (("--out", "/nowhere/r.csv"), "there is no folder /nowhere"),
        (("--out", "r.csv", "--as", "external"), "the role external may not read the report"),
    ],
)
def test_a_wrong_call_says_what_there_is(
    store: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, error = run("--year", "2025", *words)
    assert (code, said in error) == (2, True)
    assert list(tmp_path.iterdir()) == []
