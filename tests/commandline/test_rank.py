"""concert rank: two lists in, JSON lines out, with the small encoder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from commandline import encoding
from commandline.app import app
from tests.encoder import TrigramEncoder

NEEDS = "id,text,countries\nn1,We need solar cold rooms for vaccines in rural clinics of Mali,MLI\nn2,,\n"
PARTNERS = (
    "id,text,countries\n"
    "p1,We build solar cold rooms and vaccine refrigerators for rural clinics since 2009,MLI\n"
    "p2,Our printing house makes school books and atlases for ministries of education,FRA\n"
    "p3,hello,\n"
)


@pytest.fixture(autouse=True)
def small_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "open_encoder", TrigramEncoder)


def run(folder: Path, *words: str, needs: str = NEEDS, partners: str = PARTNERS) -> Result:
    (folder / "n.csv").write_text(needs, encoding="utf-8")
    (folder / "p.csv").write_text(partners, encoding="utf-8")
    call = ["rank", "--needs", str(folder / "n.csv"), "--partners", str(folder / "p.csv"), *words]
    return CliRunner().invoke(app, call)


def test_one_line_a_need_with_parts_that_add_up_and_evidence_from_both_texts(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert [match["partner"] for match in first["matches"]] == ["p1", "p2"]
    best = first["matches"][0]
    assert sum(best["parts"].values()) == pytest.approx(best["score"], abs=1e-9)
    assert best["evidence"][0]["left"] in NEEDS
    assert best["evidence"][0]["right"] in PARTNERS
    assert second["need"] == "n2"
    assert second["matches"] == []  # an empty text cannot be judged


def test_top_limits_and_out_writes_a_file(tmp_path: Path) -> None:
    result = run(tmp_path, "--top", "1", "--out", str(tmp_path / "r.jsonl"))
    assert (result.exit_code, result.stdout) == (0, "")
    lines = (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()
    assert [len(json.loads(line)["matches"]) for line in lines] == [1, 0]


def test_the_same_input_gives_the_same_output(tmp_path: Path) -> None:
    assert run(tmp_path).stdout == run(tmp_path).stdout


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        ("id,text\n", "at least one row"),
        ("name\nx\n", "column id: 'missing'"),
        ("id,text\na,x\na,y\n", "each id once"),
        ("id,text,sdgs\na,x,99\n", "column sdgs: '99'"),
    ],
)
def test_a_bad_list_is_told_and_nothing_is_written(tmp_path: Path, needs: str, words: str) -> None:
    result = run(tmp_path, "--out", str(tmp_path / "r.jsonl"), needs=needs)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (tmp_path / "r.jsonl").exists()


def test_top_must_be_at_least_one(tmp_path: Path) -> None:
    assert run(tmp_path, "--top", "0").exit_code == 2
