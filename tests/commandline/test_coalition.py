"""concert coalition: a need and partners in, ranked coalitions out, with the small encoder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from commandline import encoding
from commandline.app import app
from commandline.coalition import coalitions_of_need
from data import database
from tests.dashboard.conftest import fill
from tests.encoder import TrigramEncoder

NEED = {
    "id": "n1",
    "entity": "UNICEF",
    "text": "We seek solar refrigerators for vaccines, and trucks that carry medicines.",
    "countries": ["Mali"],
}
PARTNERS = (
    "id,text,kind,size,country,women_led\n"
    "ice,We install solar refrigerators for vaccines in clinics of the north,national_company,msme,MLI,yes\n"
    "truck,Our trucks carry medicines to the villages within days,national_company,national,MLI,no\n"
    "book,We print atlases and school books for libraries,ngo,,FRA,\n"
)


@pytest.fixture(autouse=True)
def small_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "open_encoder", TrigramEncoder)


def run(folder: Path, need: Any = NEED, partners: str = PARTNERS) -> Result:
    written = need if isinstance(need, str) else json.dumps(need)
    (folder / "need.json").write_text(written, encoding="utf-8")
    (folder / "p.csv").write_text(partners, encoding="utf-8")
    call = ["coalition", "--file", str(folder / "need.json"), "--partners", str(folder / "p.csv")]
    return CliRunner().invoke(app, call)


def test_coalitions_come_with_seats_gains_alternates_and_a_proof(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    first = found["coalitions"][0]
    assert (found["need"], found["pool"], found["solved"]) == ("n1", 3, 3)
    assert first["members"] == ["ice", "truck"]
    assert first["value"] == pytest.approx(first["coverage"] - first["cost"], abs=2e-6)
    assert first["gap"] <= 1e-6 or first["value"] < max(each["value"] for each in found["coalitions"])
    assert {seat["partner"]: len(seat["alternates"]) for seat in first["seats"]} == {"ice": 1, "truck": 1}
    assert (first["size_class"], first["published_percent"]) == ("multi_stakeholder", 27.0)
    assert [mark["criterion"] for mark in first["checklist"]] == [
        "stakeholders",
        "competence",
        "change",
        "scale",
        "lasting",
    ]
    assert first["verdicts"]["UNICEF"]["members"] == {"ice": "not_screened", "truck": "not_screened"}
    pair = first["seats"][0]["evidence"][0]
    assert pair["left"] in NEED["text"]
    assert pair["right"] in PARTNERS


def test_demands_and_facets_of_the_file_are_kept(tmp_path: Path) -> None:
    facets = [{"kind": "capability", "text": "atlases for libraries", "weight": 2}, {"kind": "country", "text": "MLI"}]
    found = json.loads(run(tmp_path, {**NEED, "facets": facets, "demands": [{"wish": "women_led"}]}).stdout)
    assert [(facet["text"], facet["weight"]) for facet in found["facets"]] == [
        ("atlases for libraries", pytest.approx(2 / 3, abs=1e-6)),
        ("MLI", pytest.approx(1 / 3, abs=1e-6)),
    ]
    assert all("ice" in each["members"] for each in found["coalitions"])


def test_an_impossible_demand_is_an_answer_with_what_to_relax(tmp_path: Path) -> None:
    result = run(tmp_path, {**NEED, "demands": [{"wish": "academia"}]})
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["coalitions"] == []
    assert found["infeasible"]["relax"] == ["'a university or research institute' (at least 1; 0 candidates fit)"]


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("{", "need.json: 1 problem"),
        ("[]", "an object with a field text"),
        ({"text": " "}, "what is needed, in a sentence or more"),
        ({**NEED, "sdgs": [18], "countries": ["Atlantis"], "resources": ["gold"], "colour": "red"}, "4 problems"),
        ({**NEED, "demands": [{"wish": "bakers"}]}, "no demand bakers; there are local_company"),
        ({**NEED, "forced": ["nobody"]}, "not among the partners: nobody"),
        ({**NEED, "facets": [{"kind": "resource", "text": "gold"}]}, "gold"),
        ({**NEED, "max_members": 0}, "a whole number from 1"),
        ({**NEED, "forced": ["ice"], "forbidden": ["ice"]}, "both forced and forbidden"),
        ("[" * 100_000, "need.json"),
    ],
)
def test_a_wrong_file_is_refused_with_every_problem(tmp_path: Path, need: Any, words: str) -> None:
    result = run(tmp_path, need)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "call", [[], ["--need", "n", "--file", "F"], ["--file", "F"], ["--need", "n", "--partners", "F"]]
)
def test_the_two_ways_of_asking_are_not_mixed(tmp_path: Path, call: list[str]) -> None:
    (tmp_path / "f").write_text("{}", encoding="utf-8")
    result = CliRunner().invoke(app, ["coalition", *(str(tmp_path / "f") if word == "F" else word for word in call)])
    assert result.exit_code == 2
    assert "either --need ID, or --file need.json with --partners P.csv" in result.stderr


def test_a_need_of_the_register_is_covered_by_its_partners(engine: Engine) -> None:
    fill(engine)
    found = coalitions_of_need(engine, "need-cold", TrigramEncoder())
    assert "p-froid" in found["coalitions"][0]["members"]
    assert found["synthetic"] is True
    assert found["excluded"] == 0


def test_an_unknown_need_names_those_like_it(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "prepare", lambda _: engine)
    result = CliRunner().invoke(app, ["coalition", "--need", "need-colt"])
    assert result.exit_code == 2
    assert "did you mean need-cold" in result.stderr
