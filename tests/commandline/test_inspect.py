"""`concert inspect`: one JSON line a file, all files read by one process, no database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acts.inspection import Asked
from commandline.import_ import inspected
from data.imports import reading

TABLE = "Organisation,Activity,Country,Status\nBlue Harbour,Hygiene kits,Mali,Ongoing\nUNICEF,Wells,Niger,Planned\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "3w.csv"
    path.write_text(TABLE)
    return path


def told(*paths: Path) -> list[dict[str, Any]]:
    return list(inspected(paths, Asked(), records=True))


def test_a_line_says_what_a_table_is_and_each_record_that_would_load(file: Path) -> None:
    (line,) = told(file)
    assert (line["file"], line["format"], line["error"]) == ("3w.csv", "3w", None)
    assert line["columns"] == {
        "name": "Organisation",
        "activity": "Activity",
        "countries": "Country",
        "status": "Status",
    }
    assert (line["records"], line["countries"], line["organisations"]) == (2, {"MLI": 1, "NER": 1}, 2)
    assert [(row["names"], row["title"], row["state"], row["level"]) for row in line["rows"]] == [
        (("Blue Harbour",), "Hygiene kits", "active", "country"),
        (("UNICEF",), "Wells", "proposed", "country"),
    ]


def test_what_a_partner_can_do_stands_with_the_partner(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Country,What you can do\nAcme,Kenya,Solar pumps\n")
    (line,) = told(path)
    assert [(row["names"], row["countries"], row["summary"], row["title"]) for row in line["rows"]] == [
        (("Acme",), ("KEN",), "Solar pumps", None)
    ]


def test_many_files_are_read_by_one_process_and_one_that_ends_it_leaves_the_others(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    real = reading.subprocess.Popen

    def popen(*args: Any, **how: Any) -> Any:
        started.append(args[0])
        return real(*args, **how)

    monkeypatch.setattr(reading.subprocess, "Popen", popen)
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    found = told(file, empty, file)
    assert [line["format"] for line in found] == ["3w", "", "3w"]
    assert "holds no rows" in found[1]["error"]
    assert len(started) == 1
    deep = tmp_path / "deep.json"
    deep.write_text('[{"a":' * 2_000_000)
    assert [line["format"] for line in told(deep, file)] == ["", "3w"]
