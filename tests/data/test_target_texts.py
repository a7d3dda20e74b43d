"""Every target is told in every language, in words that are not the official ones."""

import pytest
import yaml

from data.facts import read_table
from data.goals import read_target_texts
from tests.realdata import shared_data

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


def test_every_target_is_told_once_in_every_language() -> None:
    told = [(text.target, text.language) for text in read_target_texts()]

    assert len(told) == len(set(told)) == 169 * 6
    assert set(told) == {(row["target"], language) for row in read_table("targets") for language in LANGUAGES}


def test_a_target_belongs_to_the_goal_of_its_table() -> None:
    goals = {row["target"]: int(row["goal"]) for row in read_table("targets")}

    assert all(text.goal == goals[text.target] for text in read_target_texts())


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_no_text_repeats_eight_words_of_the_official_wording(language: str) -> None:
    path = shared_data("sdg_text", f"{language}_global_targets.yml")
    official = " ".join(yaml.safe_load(path.read_text(encoding="utf-8")).values())
    words_of_it = official.replace("\u0640", "").casefold().split()
    official = " ".join(["", *words_of_it, ""])

    for text in read_target_texts():
        words = text.text.casefold().split()
        if text.language == language:
            runs = (" ".join(words[start : start + 8]) for start in range(len(words) - 7))
            assert not [run for run in runs if f" {run} " in official], text.target
