"""The tagger on a small world of one word a Goal; the real one is measured by benchmarks/tagging.py."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from models.sdg import GOALS, LabelledText, SdgTagger, prepare_tagger, train_tagger
from models.sdg.features import PIECES, Scale, readable
from models.sdg.tagger import LEAST, LIKELY, GoalHead
from models.sdg.training import _parts
from tests.encoder import TrigramEncoder

WORDS = [
    "poverty",
    "hunger",
    "clinic",
    "school",
    "women",
    "water",
    "solar",
    "jobs",
    "factory",
    "equality",
    "housing",
    "recycling",
    "climate",
    "ocean",
    "forest",
    "justice",
    "treaty",
]
DESCRIPTIONS = [
    LabelledText(f"All about {word}. More {word}, better {word}", (goal,), f"goal-{goal}")
    for goal, word in zip(GOALS, WORDS, strict=True)
]
EXAMPLES = [
    LabelledText(f"{opening} {word} {place}", (goal,), f"{word}-{opening}")
    for goal, word in zip(GOALS, WORDS, strict=True)
    for opening, place in (("We offer", "in towns"), ("They fund", "on islands"), ("A firm for", "at home"))
] + [
    LabelledText(f"Our {WORDS[goal - 1]} and {WORDS[goal]} works", (goal, goal + 1), f"pair-{goal}")
    for goal in range(1, 17)
]


class CountingEncoder(TrigramEncoder):
    """Counts the texts that it encodes."""

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.count = 0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.count += len(texts)
        return super().encode(texts)


@pytest.fixture(scope="module")
def tagger() -> SdgTagger:
    return train_tagger(TrigramEncoder(), DESCRIPTIONS, EXAMPLES)


def test_each_goal_is_known_by_its_word(tagger: SdgTagger) -> None:
    tags = tagger.tag([f"People working on {word}" for word in WORDS])

    assert [tag.sdgs[:1] for tag in tags] == [(goal,) for goal in GOALS]


def test_a_text_may_serve_two_goals(tagger: SdgTagger) -> None:
    (tag,) = tagger.tag(["water and solar for a village: water, solar"])

    assert sorted(tag.scores, key=tag.scores.__getitem__)[-2:] in ([6, 7], [7, 6])


def test_every_goal_has_a_score_between_nought_and_one(tagger: SdgTagger) -> None:
    for tag in tagger.tag(["anything at all", "ocean " * 1000, "ж" * 50]):
        assert list(tag.scores) == list(range(1, 18))
        assert all(0 <= score <= 1 for score in tag.scores.values())


@pytest.mark.parametrize("text", ["", "   ", "12345", "?!…", "\u0640"])
def test_a_text_without_a_letter_serves_no_goal(tagger: SdgTagger, text: str) -> None:
    (tag,) = tagger.tag([text])

    assert tag.sdgs == ()
    assert set(tag.scores.values()) == {0.0}


def test_no_text_gives_no_tags(tagger: SdgTagger) -> None:
    assert tagger.tag([]) == []


def test_what_is_served_is_what_is_likely_else_the_best_guess_that_is_not_wild() -> None:
    class OneNumber:
        name = "one-number"

        def encode(self, texts: Sequence[str]) -> np.ndarray:
            return np.ones((len(texts), 1), dtype=np.float32)

    def tags(*scores: float) -> tuple[int, ...]:
        chances = np.array([*scores, *[0.01] * (17 - len(scores))])
        offsets = np.log(chances / (1 - chances)).astype(np.float32)
        scale = Scale(np.ones(1, dtype=np.float32), 1.0, np.ones(PIECES, dtype=np.float32))
        weights = np.zeros((17, 1 + PIECES), dtype=np.float32)
        return SdgTagger(OneNumber(), GoalHead(scale, weights, offsets, 1.0, 0.0)).tag(["a text"])[0].sdgs

    assert tags(0.6, 0.9, 0.4) == (2, 1)
    assert tags(LEAST + 0.01, LIKELY - 0.01) == (2,)
    assert tags(LEAST - 0.01) == ()


def test_training_twice_gives_the_same_numbers(tagger: SdgTagger) -> None:
    again = train_tagger(TrigramEncoder(), DESCRIPTIONS, EXAMPLES)

    assert (again.head.weights == tagger.head.weights).all()
    assert (again.head.slope, again.head.shift) == (tagger.head.slope, tagger.head.shift)


def test_a_saved_tagger_says_the_same(tagger: SdgTagger, tmp_path: Path) -> None:
    tagger.save(tmp_path)

    texts = ["solar boats", "a forest school"]
    assert SdgTagger.load(tmp_path, TrigramEncoder()).tag(texts) == tagger.tag(texts)
    assert {path.suffix for path in tmp_path.iterdir()} == {".npz", ".json"}


def test_a_tagger_of_another_encoder_is_refused_with_both_names(tagger: SdgTagger, tmp_path: Path) -> None:
    tagger.save(tmp_path)

    with pytest.raises(ValueError, match=r"'trigram-256'.*not with 'other'.*delete the folder"):
        SdgTagger.load(tmp_path, CountingEncoder("other"))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder in which the tagger was prepared before."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare_tagger(CountingEncoder(), DESCRIPTIONS, EXAMPLES, folder)
    return folder


def test_a_prepared_tagger_is_trained_once(prepared: Path) -> None:
    encoder = CountingEncoder()

    prepare_tagger(encoder, DESCRIPTIONS, EXAMPLES, prepared)

    assert encoder.count == 0


def test_other_texts_make_another_tagger(prepared: Path, tmp_path: Path) -> None:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    encoder = CountingEncoder()

    prepare_tagger(encoder, DESCRIPTIONS, EXAMPLES[1:], tmp_path)

    assert encoder.count > 0


def test_a_damaged_tagger_is_trained_again(prepared: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    (numbers,) = tmp_path.glob("sdg-*/head.npz")
    numbers.write_bytes(numbers.read_bytes()[:1000])

    tags = prepare_tagger(CountingEncoder(), DESCRIPTIONS, EXAMPLES, tmp_path).tag(["ocean"])

    assert tags[0].sdgs[0] == 14
    assert "training the SDG tagger again" in caplog.text


def test_wrong_goals_are_all_named_at_once() -> None:
    wrong = [LabelledText("a", (0,), "zero"), LabelledText("b", (18, 3), "eighteen"), LabelledText("c", (), "none")]

    with pytest.raises(ValueError, match=r"'zero' has the Goals \[0\].*'eighteen'.*'none'"):
        train_tagger(TrigramEncoder(), DESCRIPTIONS, wrong)


def test_a_goal_without_any_text_is_named() -> None:
    with pytest.raises(ValueError, match=r"no text for the Goals \[17\]"):
        train_tagger(TrigramEncoder(), DESCRIPTIONS[:-1], EXAMPLES[:-1][:40])


def test_a_description_is_also_learnt_by_sentence_and_clause() -> None:
    text = LabelledText("Clean water for towns. Toilets for schools, wells for villages.", (6,), "goal-6")

    assert [part.text for part in _parts(text)] == [
        "Clean water for towns. Toilets for schools, wells for villages.",
        "Clean water for towns.",
        "Toilets for schools, wells for villages.",
        "Clean water for towns",
        "Toilets for schools",
        "wells for villages",
    ]
    assert {part.family for part in _parts(text)} == {"goal-6"}


def test_stretched_arabic_reads_like_plain_arabic(tagger: SdgTagger) -> None:
    assert readable("المـيـــاه") == "المياه"
    assert tagger.tag(["المـيـــاه"]) == tagger.tag(["المياه"])
