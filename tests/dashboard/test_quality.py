"""The measured quality is read from another program's file, and nothing in it is taken on trust."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import quality, queries
from dashboard.quality import headlines, read_results
from tests.dashboard.pages import texts


def entry(**changed: object) -> dict[str, object]:
    usual = {
        "set": "offers: to entity",
        "language": "all",
        "n": 108,
        "date": "2026-11-22",
        "method": "hybrid",
        "metric": "first",
        "value": 0.87,
        "low": 0.8,
        "high": 0.93,
        "split": "report",
    }
    return {**usual, **changed}


def written(path: Path, *entries: object) -> Path:
    file = path / "results.json"
    file.write_text(json.dumps(entries), encoding="utf-8")
    return file


def test_results_are_read_and_those_for_tuning_left_out(tmp_path: Path) -> None:
    results = read_results(written(tmp_path, entry(), entry(split="tune")))
    assert [(each.set, each.value, each.date) for each in results] == [("offers: to entity", 0.87, date(2026, 11, 22))]


def test_what_was_not_measured_is_no_result(tmp_path: Path) -> None:
    assert read_results(tmp_path / "results.json") == ()
    assert headlines(()) == []


@pytest.mark.parametrize("wrong", [entry(value="high"), entry(date="soon"), {"set": "offers"}, "text"])
def test_a_file_that_is_something_else_is_refused_with_the_way_out(tmp_path: Path, wrong: object) -> None:
    with pytest.raises(ValueError, match="run `make eval` to write it anew"):
        read_results(written(tmp_path, wrong))


def test_the_page_leads_with_the_range_over_all_sets_so_that_no_easy_set_stands_for_all(
    pages: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(
        tmp_path,
        entry(),
        entry(set="a new set", n=40, value=0.5, low=0.4, high=0.6),
        entry(language="zh", n=18),
        entry(method="lexical alone", value=0.6, low=0.5, high=0.7),
        entry(method="hybrid - lexical alone", value=0.27, low=0.2, high=0.34),
    )
    monkeypatch.setattr(queries, "read_results", lambda: quality.read_results(file))
    at = pages.run()
    at.switch_page("views/quality.py").run()
    assert not at.exception
    assert "The right answer comes first in 50% to 87% of questions" in texts(at)
    assert list(at.dataframe[0].value["Questions"]) == [108, 40]
    assert list(at.dataframe[1].value["Language"]) == ["All languages", "Chinese", "All languages", "All languages"]
    assert "Concert gains 0.27 against Words alone (between 0.20 and 0.34)" in texts(at)


def test_without_a_measurement_the_page_says_how_to_get_one(pages: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "read_results", tuple)
    at = pages.run()
    at.switch_page("views/quality.py").run()
    assert "Nothing has been measured here yet." in texts(at)
