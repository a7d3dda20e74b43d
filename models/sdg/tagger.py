"""The trained tagger: from texts to Goals, and to and from disk without pickle."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.sdg.features import GOALS, PIECES, Floats, Scale, TextEncoder, readable

LIKELY = 0.5  # from here a Goal is served rather than not: scores are calibrated, so this needs no tuning
LEAST = (
    0.2  # where no Goal is likely, the best one is named from here: a text that serves one Goal weakly still serves it
)
LAYOUT = 2  # of the files; raise it when they or the features change
_NUMBERS, _DESCRIPTION = "head.npz", "head.json"


@dataclass(frozen=True, slots=True)
class Tags:
    """The Goals of one text: a calibrated score for each of the 17, and those that it serves, best first."""

    scores: dict[int, float]
    sdgs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GoalHead:
    """A linear score a Goal, and how scores become probabilities."""

    scale: Scale
    weights: Floats  # shape (17, features)
    offsets: Floats  # shape (17,)
    slope: float
    shift: float

    def logits(self, vectors: Floats, texts: Sequence[str]) -> Floats:
        """Return the raw scores, shape (texts, 17)."""
        return np.asarray(self.scale.features(vectors, texts) @ self.weights.T + self.offsets, dtype=np.float32)

    def probabilities(self, logits: Floats) -> Floats:
        """Return how likely each Goal is, 0..1, of the same shape."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * logits + self.shift))), dtype=np.float32)


class SdgTagger:
    """Says which Goals texts serve, in any of the six languages."""

    def __init__(self, encoder: TextEncoder, head: GoalHead) -> None:
        self._encoder = encoder
        self.head = head

    def tag(self, texts: Sequence[str]) -> list[Tags]:
        """Return the tags of each text, in order: what is likely, else the best guess that is not a wild one.

        A text without a letter serves no Goal, and all its scores are 0.
        """
        if not texts:
            return []
        shortened = [readable(text) for text in texts]
        scores = self.head.probabilities(self.head.logits(self._encoder.encode(shortened), shortened))
        return [
            _tags(row if any(map(str.isalpha, text)) else np.zeros_like(row))
            for row, text in zip(scores, shortened, strict=True)
        ]

    def save(self, folder: Path) -> None:
        """Write the head into an existing folder, as numbers and JSON."""
        head = self.head
        np.savez_compressed(
            folder / _NUMBERS,
            centre=head.scale.centre,
            rarity=head.scale.rarity,
            weights=head.weights,
            offsets=head.offsets,
        )
        description = {
            "layout": LAYOUT,
            "encoder": self._encoder.name,
            "spread": head.scale.spread,
            "slope": head.slope,
            "shift": head.shift,
        }
        (folder / _DESCRIPTION).write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, encoder: TextEncoder) -> SdgTagger:
        """Return the tagger that was saved in the folder.

        :raises ValueError: If it was trained with another encoder or layout, or its files are damaged.
        :raises OSError: If there is none.
        """
        told = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        if (told.get("layout"), told.get("encoder")) != (LAYOUT, encoder.name):
            raise ValueError(
                f"the SDG tagger in {folder} was trained with {told.get('encoder')!r}, layout {told.get('layout')}, "
                f"not with {encoder.name!r}, layout {LAYOUT}: delete the folder and it is trained again"
            )
        try:
            with np.load(folder / _NUMBERS, allow_pickle=False) as numbers:
                scale = Scale(numbers["centre"], told["spread"], numbers["rarity"])
                weights, offsets = numbers["weights"], numbers["offsets"]
        except (KeyError, EOFError, ValueError) as error:
            raise ValueError(f"the SDG tagger in {folder} is damaged, delete the folder: {error}") from error
        if weights.shape != (len(GOALS), len(scale.centre) + PIECES):
            raise ValueError(f"the SDG tagger in {folder} has weights of shape {weights.shape}, delete the folder")
        return cls(encoder, GoalHead(scale, weights, offsets, told["slope"], told["shift"]))


def _tags(row: Floats) -> Tags:
    scores = {goal: round(float(score), 4) for goal, score in zip(GOALS, row, strict=True)}
    ranked = sorted(GOALS, key=lambda goal: (-scores[goal], goal))
    likely = tuple(goal for goal in ranked if scores[goal] >= LIKELY)
    return Tags(scores, likely or tuple(goal for goal in ranked[:1] if scores[goal] >= LEAST))
