"""concert overlap: the contract's JSON from a table."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from concert import app
from data import database, engagements, loading, partners
from data.database import transaction
from matching.records import SYSTEM, Disclosure, Visibility
from tests.data.records import FULL_ENGAGEMENT, FULL_PARTNER, UNDP, UNICEF, partner
from tests.realdata import shared_data


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["overlap", *words])
    return result.exit_code, result.stdout, result.stderr


def test_a_table_gives_the_json_of_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "3w.csv"
    path.write_text("Organisation,country,activity\nA,MLI,food\nB,MLI ,food\nB,KEN,food\n,KEN,food\n", encoding="utf-8")
    code, out, err = run("--file", str(path))
    assert code == 0
    assert json.loads(out) == {
        "cells": 2,
        "shared_cells": 1,
        "organisations": {"A": 1, "B": 2},
        "pairs": [{"a": "A", "b": "B", "shared": 1, "jaccard": 0.5}],
    }
    assert "Left out 1 rows" in err


def test_a_column_that_is_missing_is_a_wrong_call(tmp_path: Path) -> None:
    path = tmp_path / "3w.csv"
    path.write_text("organisation,country\nA,MLI\n", encoding="utf-8")
    code, out, err = run("--file", str(path))
    assert (code, out) == (2, "")
    assert "column activity: 'missing'" in err


def test_a_file_that_is_not_there_is_a_wrong_call() -> None:
    assert run("--file", "nowhere.csv")[0] == 2


def test_json_of_another_shape_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "3w.json").write_text('{"organisation": "A"}', encoding="utf-8")
    code, out, err = run("--file", str(tmp_path / "3w.json"))
    assert (code, out) == (2, "")
    assert "a list of objects, one a row" in err


def test_the_register_is_counted_without_what_may_not_be_named(
    own_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "prepare", lambda _: own_engine)
    loading.load_reference(own_engine, [UNDP, UNICEF])
    both = replace(FULL_ENGAGEMENT, entities=("UNDP", "UNICEF"), disclosure=Disclosure("UNDP"))
    kept = replace(both, id="kept", countries=("FRA",), disclosure=Disclosure("UNDP", Visibility.TYPE))
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [FULL_PARTNER, partner("P2"), partner("P3")])
        engagements.save_many(connection, [both, kept])
    code, out, err = run("--by", "country")
    cells = len(both.countries)
    assert (code, json.loads(out)) == (
        0,
        {
            "cells": cells,
            "shared_cells": cells,
            "organisations": {"UNDP": cells, "UNICEF": cells},
            "pairs": [{"a": "UNDP", "b": "UNICEF", "shared": cells, "jaccard": 1.0}],
        },
    )
    assert "Left out 1 engagements that may not be named" in err
    code, _, err = run("--by", "country,colour")
    assert (code, "cells are spanned by one or more of country, sdg" in err) == (2, True)


def test_the_cyclone_pam_table_is_read_as_it_is() -> None:
    path = shared_data("three_w", "cyclone_pam_3w.json")
    code, out, _ = run("--file", str(path), "--by", "adm2_code,activity", "--fold-case")
    assert code == 0
    assert json.loads(out)["cells"] > 100
