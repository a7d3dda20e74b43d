"""concert overlap: the contract's JSON from a table."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from concert import app
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


def test_the_cyclone_pam_table_is_read_as_it_is() -> None:
    path = shared_data("three_w", "cyclone_pam_3w.json")
    code, out, _ = run("--file", str(path), "--by", "adm2_code,activity", "--fold-case")
    assert code == 0
    assert json.loads(out)["cells"] > 100
