"""`concert resolve` on a real database: names of a file, one JSON line each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from commandline import import_
from commandline.app import app
from data import loading, partners
from data.database import transaction
from matching.records import SYSTEM
from tests.acts.test_identity import ACME
from tests.data.records import UNDP


@pytest.fixture
def store(own_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Give the database that the command opens, with one entity and one partner."""
    loading.load_reference(own_engine, [UNDP])
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [ACME])
    monkeypatch.setattr(import_, "open_filled", lambda tell: own_engine)
    return own_engine


def test_each_name_of_a_file_is_known_new_or_nobody_with_reasons(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(
        "id,name,country\n1,ACME Textiles Limited,Kenya\n2,Sisal Weavers of Voi,Kenya\n3,UNDP,\n4,unknown,\n", "utf-8"
    )
    done = CliRunner().invoke(app, ["resolve", "--names", str(path)])
    assert done.exit_code == 0, done.output
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["id"], line["answer"], line["partner"], line["entity"]) for line in told] == [
        ("1", "same", "acme", None),
        ("2", "new", None, None),
        ("3", "same", None, "UNDP"),
        ("4", "nobody", None, None),
    ]
    clues = {clue["clue"] for clue in told[0]["candidates"][0]["clues"]}
    assert {"whole name", "country"} <= clues


def test_a_file_without_names_is_a_wrong_call_with_the_way_out(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("id,title\n1,Acme\n", "utf-8")
    done = CliRunner().invoke(app, ["resolve", "--names", str(path)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "name" in done.stderr
