"""The tagger of Goals, trained on the texts that come with Concert; one preparation for pages and commands."""

from __future__ import annotations

from data.goals import read_examples, read_goal_texts, read_target_texts
from matching.ports import Encoder
from models.folder import cache_folder
from models.sdg import LabelledText, SdgTagger, prepare_tagger

__all__ = ["SdgTagger", "open_tagger"]


def open_tagger(encoder: Encoder) -> SdgTagger:
    """Return the tagger of an encoder, trained on first use and kept beside the model; its libraries are loaded."""
    goals = [LabelledText(text.text, (text.goal,), f"goal-{text.goal}") for text in read_goal_texts()]
    targets = [LabelledText(text.text, (text.goal,), f"target-{text.target}") for text in read_target_texts()]
    examples = [LabelledText(example.text, example.sdgs, example.family) for example in read_examples()]
    tagger = prepare_tagger(encoder, goals + targets, examples, cache_folder() / "taggers")
    tagger.tag([goals[0].text])  # the libraries behind it load with its first text, and no viewer should wait for them
    return tagger
