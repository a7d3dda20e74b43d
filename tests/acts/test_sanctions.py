"""Sanctions lists: who may read one, that a stranger's file can do no harm, and what stays of what people said."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from acts import sanctions
from acts.act import Caller
from acts.errors import NotAllowedError, ProblemsError
from data.database import transaction
from data.integrity import known, lists
from matching.names import reviewed
from matching.records import SYSTEM, NameAnswer, NameReview, UserRole, Viewer
from tests.acts.test_act import lines

FOCAL_POINT = Viewer("amina", UserRole.FOCAL_POINT, "UNDP")
OPERATOR = Viewer("operator", UserRole.SYSTEM)


def by(engine: Engine, viewer: Viewer = FOCAL_POINT) -> Caller:
    return Caller(engine, viewer, signed_in=False)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "ours.csv"
    path.write_text("id,name\nQ1,Partner maker Ltd\nQ2,Somebody Else\n", encoding="utf-8")
    return path


def screened_as(engine: Engine) -> dict[str, str]:
    """Return what the newest fact of the search says of each partner."""
    with transaction(engine, SYSTEM) as connection:
        found = [fact for fact in known.facts(connection) if fact.origin.source == sanctions.SOURCE]
    return {fact.partner: str(fact.value) for fact in sorted(found, key=lambda fact: fact.id)}


@pytest.mark.parametrize("viewer", [FOCAL_POINT, OPERATOR])
def test_whoever_reads_a_list_leaves_one_line(screened_register: Engine, listed: Path, viewer: Viewer) -> None:
    assert sanctions.read_list(by(screened_register, viewer), listed, "ours") == 2
    assert [entry.key for entry in sanctions.listed(by(screened_register))] == ["ours/Q1", "ours/Q2"]
    assert lines(screened_register) == [(viewer.user, "write", "ours", viewer.entity, "list read: 2 entries")]


def test_a_list_is_read_in_another_process_and_never_for_somebody_who_may_not(
    screened_register: Engine, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    run = lists.subprocess.run

    def noted(command: list[str], **options: object) -> object:
        started.append(command[-2])
        return run(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(lists.subprocess, "run", noted)
    with pytest.raises(NotAllowedError):
        sanctions.read_list(by(screened_register, Viewer("ada", UserRole.AUDITOR)), listed, "ours")
    assert started == []
    sanctions.read_list(by(screened_register), listed, "ours")
    assert started == ["data.integrity.list_reader"]
    assert lists.read_list(listed)[0].name == "Partner maker Ltd"


@pytest.mark.parametrize("name", ["", "x" * 61, "a/b", "<b>"])
def test_a_list_has_a_name_that_can_stand_in_the_key_of_its_entries(
    screened_register: Engine, listed: Path, name: str
) -> None:
    with pytest.raises(ProblemsError, match="at most 60 letters"):
        sanctions.read_list(by(screened_register), listed, name)
    assert lines(screened_register) == []


def test_what_people_said_of_a_pair_is_what_the_search_puts_on_file(screened_register: Engine, listed: Path) -> None:
    asks = by(screened_register)
    sanctions.read_list(asks, listed, "ours")
    hits = sanctions.compare(asks, sanctions.listed(asks))
    assert [(hit.partner, hit.listed) for hit in hits] == [("maker", "ours/Q1")]
    assert sanctions.search(asks, hits) == 2
    assert screened_as(screened_register) == {"maker": "possible", "other": "clear"}
    said = NameReview("maker", "ours/Q1", NameAnswer.SAME, "somebody else", datetime(2020, 1, 1, tzinfo=UTC), "seen")
    sanctions.review(asks, said, hits)
    kept = sanctions.reviews(asks)["maker", "ours/Q1"]
    assert (kept.answer, kept.who, kept.at.date()) == (NameAnswer.SAME, "amina", datetime.now(UTC).date())
    assert screened_as(screened_register) == {"maker": "listed", "other": "clear"}
    assert [hit.answer for hit in reviewed(hits, sanctions.reviews(asks))] == [NameAnswer.SAME]
    assert [line[2] for line in lines(screened_register)] == ["ours/Q1", "lists", "ours"]


def test_the_stamp_of_lists_changes_when_one_is_read_and_not_when_a_name_is_reviewed(
    screened_register: Engine, listed: Path
) -> None:
    asks = by(screened_register)
    before = sanctions.stamp(asks)
    sanctions.read_list(asks, listed, "ours")
    after = sanctions.stamp(asks)
    assert after != before
    said = NameReview("maker", "ours/Q1", NameAnswer.DIFFERENT, "", datetime.now(UTC))
    sanctions.review(asks, said, ())
    assert sanctions.stamp(asks) == after
