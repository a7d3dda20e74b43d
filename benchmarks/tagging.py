"""How well the SDG tagger does on texts that it has not seen, and how far its scores can be believed.

Two questions, each on texts kept out of training:
- the official wording of the 169 targets in six languages (from ../shared/data): is the right Goal first? One half of
  the targets, by hash, was used to choose settings; the other half is the report. The ideas behind them are known to
  the tagger, told in other words in data/reference/target_texts.csv; the wording is not.
- the examples of three families in ten, by hash, by a tagger trained on the rest: Brier score and calibration error.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml

from data.goals import read_examples, read_goal_texts, read_target_texts
from models.cache import CachedEncoder
from models.encoder import load_encoder
from models.folder import cache_folder
from models.sdg import GOALS, LabelledText, SdgTagger, prepare_tagger

LANGUAGES = {"en": "en", "fr": "fr", "es": "es", "ru": "ru", "ar": "ar", "zh": "zh-Hans"}
_OFFICIAL = Path(__file__).parents[2] / "shared" / "data" / "sdg_text"
_BINS = 10


def descriptions() -> list[LabelledText]:
    """Return what the tagger learns words from."""
    goals = [LabelledText(text.text, (text.goal,), f"goal-{text.goal}") for text in read_goal_texts()]
    return goals + [LabelledText(text.text, (text.goal,), f"target-{text.target}") for text in read_target_texts()]


def examples() -> list[LabelledText]:
    """Return what the tagger is calibrated on."""
    return [LabelledText(example.text, example.sdgs, example.family) for example in read_examples()]


def is_kept_out(family: str) -> bool:
    """Return whether a family of examples is among the three in ten that are reported on."""
    return int(hashlib.sha256(family.encode()).hexdigest(), 16) % 10 < 3


def is_reported(target: str) -> bool:
    """Return whether a target is in the half that is reported on, not in the half that settings were chosen on."""
    return hashlib.sha256(target.encode()).digest()[0] % 2 == 1


def official_targets(language: str) -> dict[str, str]:
    """Return the official text of each target by its number, none where the data is absent."""
    path = _OFFICIAL / f"{LANGUAGES[language]}_global_targets.yml"
    if not path.is_file():
        return {}
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {key.removesuffix("-title").replace("-", "."): text for key, text in told.items() if key.endswith("-title")}


def on_targets(tagger: SdgTagger, targets: dict[str, str]) -> dict[str, float]:
    """Return the share of targets whose best Goal is their own, and the F1 of the Goals given; each has one."""
    tags = tagger.tag(list(targets.values()))
    own = [int(target.partition(".")[0]) for target in targets]
    first = [max(tag.scores, key=tag.scores.__getitem__) == goal for tag, goal in zip(tags, own, strict=True)]
    found = sum(goal in tag.sdgs for tag, goal in zip(tags, own, strict=True))
    given = sum(len(tag.sdgs) for tag in tags)
    return {"first_is_right": float(np.mean(first)), "f1": 2 * found / (given + len(own))}


def calibration_error(scores: np.ndarray, truth: np.ndarray) -> float:
    """Return the mean gap between score and share of truth over ten bins of scores, weighted by their size."""
    places = np.minimum((scores * _BINS).astype(int), _BINS - 1)
    gaps = [abs(scores[places == place].mean() - truth[places == place].mean()) for place in np.unique(places)]
    return float(np.dot(gaps, np.unique(places, return_counts=True)[1]) / len(scores))


def believe(tagger: SdgTagger, kept_out: Sequence[LabelledText]) -> dict[str, float]:
    """Return Brier score, calibration error and F1 over all Goals on examples that the tagger has not seen."""
    tags = tagger.tag([example.text for example in kept_out])
    scores = np.array([[tag.scores[goal] for goal in GOALS] for tag in tags])
    truth = np.array([[goal in example.sdgs for goal in GOALS] for example in kept_out])
    given = np.array([[goal in tag.sdgs for goal in GOALS] for tag in tags])
    base = truth.mean()
    return {
        "examples": len(kept_out),
        "brier": float(((scores - truth) ** 2).mean()),
        "brier_of_base_rate": float(base * (1 - base)),
        "calibration_error": calibration_error(scores.ravel(), truth.ravel()),
        "f1": float(2 * (given & truth).sum() / (given.sum() + truth.sum())),
        "first_is_right": float(np.mean([truth[row, scores[row].argmax()] for row in range(len(tags))])),
    }


def main() -> int:
    """Measure and print a table and one JSON line."""
    encoder = CachedEncoder(load_encoder(), cache_folder() / "vectors")
    known = [example for example in examples() if not is_kept_out(example.family)]
    kept_out = [example for example in examples() if is_kept_out(example.family)]
    believed = believe(prepare_tagger(encoder, descriptions(), known, cache_folder() / "taggers"), kept_out)
    print("examples kept out: " + ", ".join(f"{name} {value:.3f}" for name, value in believed.items()))
    tagger = prepare_tagger(encoder, descriptions(), examples(), cache_folder() / "taggers")
    right: dict[str, dict[str, dict[str, float]]] = {}
    for language in LANGUAGES:
        official = official_targets(language)
        halves = {
            "chosen_on": {target: text for target, text in official.items() if not is_reported(target)},
            "reported": {target: text for target, text in official.items() if is_reported(target)},
        }
        right[language] = {half: on_targets(tagger, targets) for half, targets in halves.items() if targets}
        told = "; ".join(
            f"{half}: right first {found['first_is_right']:.3f}, F1 {found['f1']:.3f}"
            for half, found in right[language].items()
        )
        print(f"official targets, {language}: {told or 'the texts are not on this machine'}")
    print(json.dumps({"benchmark": "tagging", "kept_out": believed, "official_targets": right}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
