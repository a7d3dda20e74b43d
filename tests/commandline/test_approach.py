"""concert approach and concert plan on a real database: JSON out, collisions told at once, nothing half-registered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from commandline.app import app
from data import approaches, database, loading, partners
from data.database import transaction
from data.integrity import adopting, known
from matching.records import SYSTEM, Affiliate, Fact, Kind, RuleChange, RuleStanding
from tests.data.records import INVENTED, UNDP, UNICEF, partner

HEADER = "id,entity,partner,resource,country,sdgs,topic,from,until,effort_days,benefit,necessity\n"
FIRST = "x1,UNDP,firm,logistics,KEN,2,,2099-01-01,2099-03-31,3,Trucks,The ministry asked\n"
SECOND = "x2,UNICEF,branch,logistics,Kenya,,,2099-02-01,2099-04-30,3,Trucks,The ministry asked\n"
GATE = ("--effort-days", "3", "--benefit", "trucks", "--necessity", "the ministry asked")
WINDOW = ("--from", "2099-01-01", "--until", "2099-03-31")


@pytest.fixture
def store(own_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    loading.load_reference(own_engine, [UNDP, UNICEF])
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [partner("firm", affiliates=(Affiliate("branch"),)), partner("branch")])
    monkeypatch.setattr(database, "prepare", lambda _: own_engine)
    yield own_engine


def run(*words: str) -> tuple[int, list[dict[str, Any]], str]:
    result = CliRunner().invoke(app, [*words])
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def ask(entity: str, firm: str, *more: str) -> tuple[int, list[dict[str, Any]], str]:
    place = ("--partner", firm, "--resource", "logistics", "--country", "KEN")
    return run("approach", "--entity", entity, *place, *WINDOW, *GATE, *more)


def test_a_collision_is_told_when_the_second_registers(store: Engine) -> None:
    assert ask("UNDP", "firm")[1][0] | {"approach": ""} == {
        "approach": "",
        "stage": "cleared",
        "why": "no collision with a live approach or engagement",
        "class": "independent",
        "overlaps": [],
        "doubles": [],
        "not_known": [],
    }
    _, (line,), _ = ask("UNICEF", "branch")
    assert (line["stage"], line["class"]) == ("contested", "collision")
    assert line["overlaps"][0]["entity"] == "UNDP"


def test_of_a_record_that_is_not_named_only_the_resource_and_a_horizon_are_told(store: Engine) -> None:
    ask("UNDP", "firm", "--visibility", "count", "--reason", "other bids pending")
    _, (line,), _ = ask("UNICEF", "firm")
    (told,) = line["overlaps"]
    assert told == {
        "class": "collision",
        "rule": "same resource, scope and topic",
        "entity": None,
        "record": None,
        "resource": "logistics",
        "within_days": 180,
    }
    assert "UNDP" not in json.dumps(line)


def test_whom_the_due_diligence_of_the_entity_excludes_is_not_approached(store: Engine, tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    with transaction(store, SYSTEM) as connection:
        adopting.change(connection, RuleChange("UNDP", "TOB-X", RuleStanding.ADOPTED, "amina", today))
        known.save_facts(connection, [Fact("f", "firm", "tobacco", 0.5, today, INVENTED)])
    code, lines, said = ask("UNDP", "firm")
    assert (code, lines) == (2, [])
    assert "the due diligence of UNDP excludes Partner firm: TOB-X (R17 ¶33)" in said
    assert ask("UNDP", "branch")[0] == 2  # owned by it
    assert ask("UNDP", "firm", "--no-go")[0] == 0
    assert ask("UNICEF", "firm")[0] == 0
    path = tmp_path / "asks.csv"
    path.write_text(HEADER + SECOND + FIRST, encoding="utf-8")
    assert run("approach", "--file", str(path))[0] == 2


def test_old_bad_news_keeps_the_door_shut_and_its_age_is_said(store: Engine) -> None:
    long_ago = datetime.now(UTC).date() - timedelta(days=745)
    with transaction(store, SYSTEM) as connection:
        adopting.change(connection, RuleChange("UNDP", "TOB-X", RuleStanding.ADOPTED, "amina", long_ago))
        known.save_facts(connection, [Fact("f", "firm", "tobacco", 0.07, long_ago, INVENTED)])
    code, lines, said = ask("UNDP", "firm")
    assert (code, lines, f"tobacco 0.07, {long_ago}, 745 days ago" in said) == (2, [], True)


def test_what_might_exclude_and_nobody_knows_today_is_said_to_be_looked_at_first(store: Engine) -> None:
    today = datetime.now(UTC).date()
    old = today - timedelta(days=91)
    with transaction(store, SYSTEM) as connection:
        partners.save_many(connection, [partner("works", kind=Kind.NATIONAL_COMPANY)])
        adopting.change(connection, RuleChange("UNDP", "TOB-H", RuleStanding.ADOPTED, "amina", today))
        facts = [Fact("f1", "works", "sanctions", "clear", old, INVENTED)]
        facts += [Fact("f2", "works", "sector_review", "done", today, INVENTED)]
        known.save_facts(connection, facts)
    code, (line,), said = ask("UNDP", "works")
    assert (code, line["stage"]) == (0, "cleared")
    assert line["not_known"] == [
        {
            "criterion": "sanctions",
            "rule": "SAN-1",
            "evidence": [
                {"fact": "f1", "value": "clear", "on": str(old), "age_days": 91, "source": INVENTED.source},
            ],
        }
    ]
    assert "what nobody knows today: sanctions; look before anybody asks: concert screen --partner works" in said


def test_a_no_go_at_the_gate_ends_there(store: Engine) -> None:
    _, (line,), _ = ask("UNDP", "firm", "--no-go")
    assert line["stage"] == "no_go"


def test_a_file_is_registered_with_its_collisions(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "asks.csv"
    path.write_text(HEADER + FIRST + SECOND, encoding="utf-8")
    code, lines, _ = run("approach", "--file", str(path))
    assert code == 0
    assert [(line["approach"], line["stage"]) for line in lines] == [("x1", "cleared"), ("x2", "contested")]
    code, _, said = run("approach", "--file", str(path))
    assert code == 2
    assert "an id that is not in the register yet" in said


def test_all_problems_of_a_file_are_told_at_once_and_nothing_is_registered(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "asks.csv"
    wrong = "x2,UNO,nobody,gold,KEN,18,,2099-02-01,2099-12-31,-1,,\n"
    path.write_text(HEADER + FIRST + wrong, encoding="utf-8")
    code, _, said = run("approach", "--file", str(path))
    assert code == 2
    for column in ("entity", "partner", "resource", "sdgs", "until", "effort_days", "benefit", "necessity"):
        assert f"row 3, column {column}" in said
    with transaction(store, SYSTEM) as connection:
        assert approaches.all_(connection) == ()


def test_a_plan_makes_one_approach_of_two_that_collide(store: Engine) -> None:
    ask("UNDP", "firm")
    ask("UNICEF", "firm")
    code, (found,), _ = run("plan", "--cap", "1")
    assert code == 0
    assert (found["before"]["index"], found["after"]["index"], found["kept"]) == (1.0, 0.0, 1.0)
    assert sorted(move["move"] for move in found["moves"]) == ["join", "lead"]
    assert [each["cap"] for each in found["by_cap"]] == [1, 2, 3, 4]


def test_options_that_are_wrong_are_told_with_what_is_allowed(store: Engine) -> None:
    code, _, said = run("approach", "--entity", "UNDP")
    assert code == 2
    for column in ("partner", "resource", "from", "until", "effort_days", "benefit", "necessity"):
        assert f"column {column}" in said


def test_the_same_ask_twice_is_refused_and_one_of_another_office_is_told_to_its_house(store: Engine) -> None:
    first = ask("UNDP", "firm")[1][0]["approach"]
    code, lines, said = ask("UNDP", "firm")
    assert (code, lines) == (2, [])
    assert f"your entity asks this already, in {first}" in said
    place = ("--partner", "firm", "--resource", "logistics")
    (line,) = run("approach", "--entity", "UNDP", *place, *WINDOW, *GATE)[1]
    assert (line["stage"], line["class"], line["doubles"]) == ("cleared", "independent", [first])


def test_a_plan_keeps_decisions_taken_before(store: Engine) -> None:
    (first,) = ask("UNDP", "firm")[1]
    code, (found,), _ = run("plan", "--wait", first["approach"])
    assert code == 0
    assert [(move["approach"], move["move"]) for move in found["moves"]] == [(first["approach"], "wait")]
    code, _, said = run("plan", "--keep", "nobody")
    assert code == 2
    assert "no live approach nobody" in said
    assert run("plan", "--keep", "x", "--wait", "x")[0] == 2


def test_an_embargo_of_a_file_opens_by_itself(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "asks.csv"
    more = ",visibility,reason,embargo"
    first, second = f"{FIRST.strip()},hidden,bids,2020-01-01\n", f"{SECOND.strip()},named,,\n"
    path.write_text(HEADER.strip() + more + "\n" + first + second, encoding="utf-8")
    _, lines, _ = run("approach", "--file", str(path))
    assert lines[1]["overlaps"][0]["entity"] == "UNDP"
