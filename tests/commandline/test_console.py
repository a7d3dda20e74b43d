"""How the command line speaks: streams, exit codes, and files that appear whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from sqlalchemy.exc import OperationalError

from commandline.console import WorkFailedError, WrongCallError, emit_lines, exit_codes
from data.errors import NotFoundError
from data.problems import Problem, ProblemsError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (WrongCallError("say --text"), 2),
        (NotFoundError("need", "n9"), 2),
        (ProblemsError("f.csv", [Problem(2, "id", "", "an id")]), 2),
        (WorkFailedError("no room"), 1),
        (PermissionError("may not write"), 1),
        (OperationalError("SELECT secret", {"p": 1}, Exception("connection refused")), 1),
    ],
)
def test_a_failure_becomes_one_message_and_its_exit_code(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as caught, exit_codes():
        raise error
    assert caught.value.exit_code == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip()
    assert "SELECT" not in err


def test_lines_go_to_a_file_whole(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    emit_lines([{"a": "é"}, {"b": 2}], out)
    assert out.read_text(encoding="utf-8") == '{"a": "é"}\n{"b": 2}\n'


def test_a_file_that_could_not_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    out.write_text("old\n", encoding="utf-8")

    def broken() -> Iterator[dict[str, int]]:
        yield {"a": 1}
        raise WorkFailedError("in the middle")

    with pytest.raises(WorkFailedError):
        emit_lines(broken(), out)
    assert out.read_text(encoding="utf-8") == "old\n"
    assert [path.name for path in tmp_path.iterdir()] == ["r.jsonl"]


def test_a_folder_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(WrongCallError, match="there is no folder"):
        emit_lines([], tmp_path / "nowhere" / "r.jsonl")
