"""`concert import` on a real database: a file read, checked, loaded whole or not at all, and what was found in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import Engine
from typer.testing import CliRunner

from acts import imports
from acts.imports import Remembered
from commandline import import_
from commandline.app import app
from commandline.people import caller, operator
from data import engagements, loading, partners
from data.database import transaction
from data.entities import read_entities
from matching.records import SYSTEM
from tests.acts.test_act import lines
from tests.acts.test_imports import DEEDS


@pytest.fixture
def store(own_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Give the database that the command opens, with the UN entities."""
    loading.load_reference(own_engine, read_entities())
    monkeypatch.setattr(import_, "open_filled", lambda tell: own_engine)
    return own_engine


@pytest.fixture
def deeds(tmp_path: Path) -> Path:
    path = tmp_path / "deeds.csv"
    path.write_text(DEEDS, "utf-8")
    return path


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["import", str(path), *options])


def told(done: Result) -> dict[str, Any]:
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_dry_run_says_what_a_load_then_does_once_and_notes(store: Engine, deeds: Path) -> None:
    dry = told(run(deeds, "--entity", "UNICEF", "--dry-run"))
    assert (dry["loaded"], dry["records"]["engagement"]) == (False, {"new": 1, "changed": 0, "same": 0})
    assert lines(store) == []
    real = told(run(deeds, "--entity", "UNICEF"))
    assert (real["loaded"], real["records"]) == (True, dry["records"])
    assert told(run(deeds, "--entity", "UNICEF"))["already_loaded"]
    with transaction(store, SYSTEM) as connection:
        assert [each.title for each in engagements.all_(connection)] == ["Cold chain for vaccines"]
    assert lines(store) == [(operator().user, "write", real["batch"], "UNICEF", "loaded deeds.csv")]


def test_columns_are_read_as_the_entity_mapped_them_on_the_page(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("alpha,beta\nBlue Harvest Ltd,Kenya\n", "utf-8")
    assert "no known kind of table" in run(path, "--entity", "UNICEF").stderr
    by, mapped = caller(store), Remembered("partners", {"name": 0, "country": 1})
    sighted = imports.first_look(by, "UNICEF", path, path.name)
    found = imports.read(path, path.name, imports.Sighted(sighted.look, mapped))
    imports.check_in(by, "UNICEF", found, path, name=path.name, mapped=mapped)
    assert told(run(path, "--entity", "UNICEF"))["records"]["partner"]["new"] == 1
    with transaction(store, SYSTEM) as connection:
        assert [each.country for each in partners.all_(connection)] == ["KEN"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--entity", "UNICEV"), "no UN entity"),
        (("--entity", "UNICEF", "--format", "stars"), "--format 'stars' is unknown"),
        (("--entity", "UNICEF", "--visibility", "loud"), "--visibility 'loud' is none of named"),
    ],
)
def test_a_wrong_call_changes_nothing_and_says_what_there_is(
    store: Engine, deeds: Path, options: tuple[str, ...], said: str
) -> None:
    done = run(deeds, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert lines(store) == []


def test_where_no_row_reads_every_problem_is_told_at_once_and_nothing_is_loaded(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("Name,Country\nAcme,Atlantis\n,Kenya\n", "utf-8")
    done = run(path, "--entity", "UNICEF")
    assert done.exit_code == 2
    assert "Atlantis" in done.stderr
    assert "3" in done.stderr
    with transaction(store, SYSTEM) as connection:
        assert partners.count(connection) == 0


def test_rows_that_read_are_loaded_and_the_others_come_again_after_mending(store: Engine, tmp_path: Path) -> None:
    path, rest = tmp_path / "list.csv", tmp_path / "rest.csv"
    path.write_text("Name,Country\nAcme,Kenya\nBlue Harbour,Atlantis\nHill Trust,Mali\n", "utf-8")
    first = told(run(path, "--entity", "UNICEF", "--rest", str(rest)))
    assert (first["rows"], first["rows_that_stay_out"]) == (3, 1)
    assert first["records"]["partner"]["new"] == 2
    assert [(each["row"], each["column"], each["value"]) for each in first["problems"]] == [(3, "Country", "Atlantis")]
    kept = rest.read_text("utf-8")
    assert kept.splitlines()[0] == "Name,Country,Why it stays out"
    assert kept.splitlines()[1].startswith("Blue Harbour,Atlantis,")
    rest.write_text(kept.replace("Atlantis", "Ghana"), "utf-8")
    again = told(run(rest, "--entity", "UNICEF"))
    assert (again["rows_that_stay_out"], again["records"]["partner"]["new"]) == (0, 1)


def test_a_table_that_says_nowhere_in_which_country_is_asked_once(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Organisation,Activity,Admin1\nBlue Harbour,Kits,North\nUNICEF,Wells,North\n", "utf-8")
    assert "--country" in run(path, "--entity", "UNICEF").stderr
    assert "no country" in run(path, "--entity", "UNICEF", "--country", "Atlantis").stderr
    done = told(run(path, "--entity", "UNICEF", "--country", "Mali"))
    assert done["records"]["engagement"]["new"] == 1  # UNICEF alone: who stands beside whom is what is charted
    with transaction(store, SYSTEM) as connection:
        assert [each.countries for each in engagements.all_(connection)] == [("MLI",)]
