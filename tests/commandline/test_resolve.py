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
    assert (told[0]["candidates"], told[0]["near"][0]["clues"]) == (["acme"], told[0]["clues"])
    assert {"whole name", "country"} <= {clue["clue"] for clue in told[0]["clues"]}


def test_a_file_without_names_is_a_wrong_call_with_the_way_out(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("id,title\n1,Acme\n", "utf-8")
    done = CliRunner().invoke(app, ["resolve", "--names", str(path)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "name" in done.stderr


def test_with_a_register_in_a_file_no_database_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_, "open_filled", lambda tell: pytest.fail("asked for a database"))
    names, register = tmp_path / "names.csv", tmp_path / "register.csv"
    names.write_text("id,name\nb,Sisal Weavers of Voi\na,ACME Textiles Limited\n", "utf-8")
    register.write_text("id,organisation,acronym,country\nacme,Acme Textiles Ltd,ATX,Kenya\n", "utf-8")
    done = CliRunner().invoke(app, ["resolve", "--names", str(names), "--register", str(register)])
    assert done.exit_code == 0, done.output
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["id"], line["answer"], line["partner"]) for line in told] == [
        ("b", "new", None),
        ("a", "same", "acme"),
    ]
    assert told[1]["probability"] > 0.9


def test_a_register_whose_ids_stand_twice_is_a_wrong_call(tmp_path: Path) -> None:
    names, register = tmp_path / "names.csv", tmp_path / "register.csv"
    names.write_text("name\nAcme\n", "utf-8")
    register.write_text("id,name\n1,Acme\n1,Orlenka\n", "utf-8")
    done = CliRunner().invoke(app, ["resolve", "--names", str(names), "--register", str(register)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "stands once" in done.stderr
