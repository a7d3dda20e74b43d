"""The tagger's texts cover every Goal in every language, and are nobody else's."""

from collections import Counter

import pytest
import yaml

from data.goals import read_examples, read_goal_texts
from tests.realdata import shared_data

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")


def test_every_goal_is_described_in_every_language() -> None:
    described = {(text.goal, text.language) for text in read_goal_texts()}
    assert described == {(goal, language) for goal in range(1, 18) for language in LANGUAGES}
    assert len(read_goal_texts()) == 17 * 6


def test_a_description_is_a_paragraph() -> None:
    for text in read_goal_texts():
        # Chinese is counted in characters, about two a word.
        size = len(text.text) / 2 if text.language == "zh" else len(text.text.split())
        assert 50 <= size <= 100, (text.goal, text.language, size)


@pytest.mark.parametrize(("language", "least"), [("en", 12), *((language, 3) for language in LANGUAGES[1:])])
def test_every_goal_has_its_examples_in_every_language(language: str, least: int) -> None:
    counts = Counter(goal for example in read_examples() if example.language == language for goal in example.sdgs)
    assert min(counts[goal] for goal in range(1, 18)) >= least


def test_examples_are_many_distinct_and_often_serve_more_than_one_goal() -> None:
    examples = read_examples()
    assert len(examples) == 12 * 17 + 3 * 17 * 5 == 459
    assert len({example.text for example in examples}) == len({example.id for example in examples}) == 459
    assert sum(len(example.sdgs) > 1 for example in examples) > 459 / 2
    assert all(1 <= len(example.sdgs) <= 3 for example in examples)
    assert all(tuple(sorted(set(example.sdgs))) == example.sdgs for example in examples)


def test_a_family_tells_one_idea_in_all_languages_or_in_english_alone() -> None:
    examples = {example.id: example for example in read_examples()}
    families = Counter(example.family for example in examples.values())
    assert Counter(families.values()) == {6: 17 * 3, 1: 17 * 9}
    for example in examples.values():
        assert set(example.sdgs) & set(examples[example.family].sdgs), example.id


def test_no_description_repeats_the_official_wording() -> None:
    for language, stem in (("en", "en"), ("fr", "fr"), ("es", "es"), ("ru", "ru")):
        official = " ".join(
            text
            for part in ("goals", "targets")
            for text in yaml.safe_load(
                shared_data("sdg_text", f"{stem}_global_{part}.yml").read_text(encoding="utf-8")
            ).values()
        )
        official = " ".join(official.casefold().split())
        for text in read_goal_texts():
            words = text.text.casefold().split()
            if text.language == language:
                runs = (" ".join(words[start : start + 8]) for start in range(len(words) - 7))
                assert not [run for run in runs if run in official], (text.goal, language)
