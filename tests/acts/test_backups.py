"""A backup is everything that anybody has in Concert: whoever takes it, or brings one back, stands in the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from acts import checkup
from acts.act import Caller
from acts.backups import BackupError, back_up, restore
from acts.checkup import examine
from acts.opening import connect, open_database
from matching.records import UserRole, Viewer
from tests.acts.test_act import lines
from tests.encoder import TrigramEncoder

OPERATOR = Viewer("operator", UserRole.SYSTEM)


@pytest.fixture
def operator(fresh_home: Path, monkeypatch: pytest.MonkeyPatch) -> Caller:
    monkeypatch.setenv("CONCERT_HOME", str(fresh_home))
    monkeypatch.delenv("CONCERT_DATABASE_URL", raising=False)
    monkeypatch.setattr(checkup, "load_encoder", TrigramEncoder)
    return Caller(open_database(), OPERATOR, signed_in=False)


def test_taking_a_backup_and_bringing_it_back_are_each_one_line(operator: Caller, tmp_path: Path) -> None:
    manifest, sealed = back_up(operator, tmp_path / "b")
    taken = lines(operator.engine)[0]
    assert taken == ("operator", "export", "b", "", f"backup of {manifest.rows} rows, {sealed}")
    by = Caller(connect(), OPERATOR, signed_in=False)
    assert restore(by, tmp_path / "b", replace=True, sha256=sealed.upper()) == manifest
    brought = lines(by.engine)[0]
    assert brought == ("operator", "write", "b", "", f"restored the backup of {manifest.made}, {manifest.rows} rows")


def test_another_file_is_refused_and_changes_nothing(operator: Caller, tmp_path: Path) -> None:
    back_up(operator, tmp_path / "b")
    before = lines(operator.engine)
    with pytest.raises(BackupError, match="is not the file with SHA-256 00; nothing was changed"):
        restore(operator, tmp_path / "b", sha256="00")
    assert lines(operator.engine) == before


def test_the_check_up_finds_each_thing_and_reports_what_is_broken_instead_of_breaking(operator: Caller) -> None:
    def broken() -> tuple[bool, str, bool]:
        raise RuntimeError("the settings contradict each other")

    found = {each.name: each for each in examine(OPERATOR, broken)}
    assert list(found) == [
        "Python",
        "room on disk",
        "encoder",
        "secrets",
        "way in",
        "database",
        "records",
        "audit log",
    ]
    assert (found["way in"].ok, found["way in"].detail) == (False, "the settings contradict each other")
    assert (found["audit log"].ok, found["audit log"].detail[:6]) == (True, "whole,")
    assert "embedded in" in found["database"].detail


def test_with_sign_in_and_nobody_administrator_it_says_how_to_make_one(operator: Caller) -> None:
    found = next(each for each in examine(OPERATOR, lambda: (True, "people sign in", True)) if each.name == "way in")
    assert (found.ok, "concert grant --user EMAIL --role administrator" in found.detail) == (False, True)
