"""concert screen: a verdict for each entity, never one for all, and nothing that an entity keeps to itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from commandline.app import app
from commandline.screen import names_to_look_at, screened
from data import database, loading, partners
from data.database import transaction
from data.errors import NotFoundError
from data.integrity import adopting, known, screenings
from matching.records import SYSTEM, Disclosure, Fact, Flag, FlagStep, Kind, RuleChange, RuleStanding, Rung, Visibility
from tests.acts.test_act import lines
from tests.data.integrity.conftest import SCREENING
from tests.data.records import INVENTED, UNDP, UNICEF, partner

TODAY = datetime.now(UTC).date()
AGO = TODAY - timedelta(days=5)


@pytest.fixture
def store(own_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    loading.load_reference(own_engine, [UNDP, UNICEF])
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [replace(partner("P1"), kind=Kind.NATIONAL_COMPANY)])
        known.save_facts(
            connection,
            [
                Fact("f1", "P1", "sector_review", "done", AGO, INVENTED),
                Fact("f2", "P1", "tobacco", 0.25, AGO, INVENTED),
                Fact("f3", "P1", "sanctions", "clear", AGO, INVENTED),
                Fact("f4", "P1", "controversy_review", "done", AGO, INVENTED),
            ],
        )
        for entity, rule in (("UNDP", "TOB-X"), ("UNICEF", "TOB-H")):
            adopting.change(connection, RuleChange(entity, rule, RuleStanding.ADOPTED, "amina", AGO))
        done = replace(SCREENING, asked=AGO, done=TODAY)
        hidden = replace(done, id="s2", entity="UNICEF", disclosure=Disclosure("UNICEF", Visibility.HIDDEN))
        screenings.save_many(connection, [done, hidden])
        step = FlagStep(Rung.RED, AGO, "bo", "kept to ourselves")
        known.save_flags(connection, [Flag("g", "P1", (step,), INVENTED, Disclosure("UNICEF", Visibility.HIDDEN))])
    monkeypatch.setattr(database, "prepare", lambda _: own_engine)
    return own_engine


def test_each_entity_has_its_own_verdict_with_the_rule_and_its_evidence(store: Engine) -> None:
    found = screened(store, "P1")
    assert [(each["entity"], each["verdict"]) for each in found["verdicts"]] == [
        ("UNDP", "excluded"),
        ("UNICEF", "high_risk"),
    ]
    (rule,) = found["verdicts"][0]["rules"]
    assert (rule["rule"], rule["source"], rule["path"]) == ("TOB-X", "R17 ¶33", ["P1"])
    assert rule["evidence"] == [
        {"fact": "f2", "value": 0.25, "on": AGO.isoformat(), "age_days": 5, "source": INVENTED.source}
    ]
    assert "verdict" not in found


def test_a_hidden_screening_and_a_hidden_flag_leave_no_trace(store: Engine) -> None:
    found = screened(store, "P1")
    assert found["screenings"] == {
        "entities": 1,
        "named": ["UNDP"],
        "latest": TODAY.isoformat(),
        "reports": ["UNDP"],
    }
    assert "kept to ourselves" not in str(found)
    assert "FLAG-1" not in str(found)


def test_an_unknown_partner_is_refused_with_ids_like_it(store: Engine) -> None:
    with pytest.raises(NotFoundError, match="did you mean P1"):
        screened(store, "P11")


def test_a_list_is_read_and_the_names_that_resemble_it_are_told(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    with transaction(store, SYSTEM) as connection:
        name = partners.get(connection, "P1").name
    path.write_text(f"id,name\nQ1,{name} Ltd\nQ2,Somebody Else\n", encoding="utf-8")
    found = names_to_look_at(store, path)
    assert (found["list"], found["listed"]) == ("ours", 2)
    assert [(each["partner"], each["listed"]) for each in found["resemblances"]] == [("P1", "ours/Q1")]


def run(*words: str) -> tuple[int, dict[str, Any], str]:
    result = CliRunner().invoke(app, ["screen", *words])
    return result.exit_code, json.loads(result.stdout or "{}"), result.stderr


def test_who_is_named_in_an_answer_finds_it_in_its_access_log(store: Engine) -> None:
    code, found, _ = run("--partner", "P1")
    assert (code, found["screenings"]["named"]) == (0, ["UNDP"])
    assert [line[1:] for line in lines(store)] == [("read", "s1", "UNDP", "screen: 1")]


def test_a_list_that_is_read_by_command_is_noted_as_one_that_is_read_on_the_page(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("id,name\nQ1,Nobody Known\n", encoding="utf-8")
    code, found, _ = run("--names", str(path))
    assert (code, found["listed"], found["resemblances"]) == (0, 1, [])
    assert [line[1:] for line in lines(store)] == [("write", "ours", "", "list read: 1 entries")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bomb.xml", '<!DOCTYPE x [<!ENTITY a "a">]><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>', "document type"),
        ("no\N{MULTIPLICATION SIGN}name.csv", "id,name\nQ1,x\n", "at most 60 letters"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing_and_says_why(
    store: Engine, tmp_path: Path, name: str, content: str, said: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    code, found, told = run("--names", str(path))
    assert (code, found) == (2, {})
    assert said in told
    assert lines(store) == []


def test_a_partner_or_a_list_is_asked_for_and_not_both(store: Engine) -> None:
    assert run()[0] == 2
