"""The Sustainable Development Goals: their names, and texts written for Concert from which a tagger learns them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data.facts import read_table, split

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")


@dataclass(frozen=True, slots=True)
class Goal:
    """A Sustainable Development Goal with its short names by language."""

    number: int
    names: dict[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class GoalText:
    """What a Goal and its main targets are about, in one of the six languages."""

    goal: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class TargetText:
    """What a target is about, told shortly in one of the six languages; `target` is its number, as `3.b`."""

    target: str
    language: str
    text: str

    @property
    def goal(self) -> int:
        """The Goal that the target belongs to."""
        return int(self.target.partition(".")[0])


@dataclass(frozen=True, slots=True)
class TaggedExample:
    """A short invented offer or project with the Goals that it serves, in ascending order.

    Examples of one `family` tell the same idea in several languages: keep them on one side of any split.
    """

    id: str
    language: str
    text: str
    sdgs: tuple[int, ...]
    family: str


@cache
def read_goals() -> tuple[Goal, ...]:
    """Return the 17 Goals in order."""
    return tuple(
        Goal(int(row["goal"]), {language: row[f"name_{language}"] for language in LANGUAGES}, row["source"])
        for row in read_table("goals")
    )


def read_goal_texts() -> tuple[GoalText, ...]:
    """Return one text a Goal and language, 17 x 6, by language and then by Goal."""
    return tuple(GoalText(int(row["goal"]), row["language"], row["text"]) for row in read_table("goal_texts"))


def read_target_texts() -> tuple[TargetText, ...]:
    """Return one short text a target and language, 169 x 6, by language and then in the order of the targets."""
    return tuple(TargetText(row["target"], row["language"], row["text"]) for row in read_table("target_texts"))


def read_examples() -> tuple[TaggedExample, ...]:
    """Return the labelled examples in the order of their table; in each language every Goal has some."""
    return tuple(
        TaggedExample(
            row["id"], row["language"], row["text"], tuple(int(goal) for goal in split(row["sdgs"])), row["family"]
        )
        for row in read_table("sdg_examples")
    )
