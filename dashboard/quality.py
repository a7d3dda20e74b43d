"""The measured quality that `make eval` writes, as records. Another program's file: nothing in it is taken on trust."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.words import N_

FILE = Path(__file__).parents[1] / "data" / "evaluation" / "results.json"

# What is asked of each set, what each measure means and what each method is, in words that need no statistics.
SETS = {
    "offers: to entity": N_("Offers written for this purpose, led to a UN entity"),
    "iati activities: routed to publisher": N_("Published projects, led to the entity that published them"),
    "iati activities: text to publisher": N_("Published projects, compared with the texts of all entities"),
    "south-south projects: description to objective": N_("South-South projects, description to own objective"),
    "documented cases: offer and need to entity": N_("Partnerships of the two reports, led to the entity"),
    "documented cases: need to partner": N_("Partnerships of the two reports, need to partner"),
}
METRICS = {
    "first": N_("Share of the questions whose first answer is right."),
    "first, any accepted": N_("Share of the questions whose first answer an expert would accept."),
    "first five": N_("Share of the questions with a right answer among the first five."),
    "mrr": N_("Mean of 1 / place of the first right answer: 1 when it always comes first, 0.5 when it comes second."),
    "ndcg@10": N_("How near the first ten come to the ideal order: 1 is ideal."),
}
METRIC_NAMES = {
    "first": N_("Right answer first"),
    "first, any accepted": N_("Accepted answer first"),
    "first five": N_("Right answer among the first five"),
    "mrr": N_("Mean reciprocal rank"),
    "ndcg@10": N_("Order of the first ten"),
}
METHODS = {
    "hybrid": N_("Concert"),
    "lexical alone": N_("Words alone"),
    "dense alone": N_("Meaning alone"),
}
OURS = "hybrid"
_AGAINST = " - "  # "hybrid - dense alone" is the paired difference of the two


@dataclass(frozen=True, slots=True)
class Result:
    """One measured value with its interval: of a method, on `n` questions of a set, in one language or "all"."""

    set: str
    language: str
    n: int
    date: date
    method: str
    metric: str
    value: float
    low: float
    high: float

    @property
    def against(self) -> str:
        """The method that a paired difference is taken from, empty for a plain measurement."""
        return self.method.partition(_AGAINST)[2]


def read_results(path: Path = FILE) -> tuple[Result, ...]:
    """Return what was measured, in the order of the file; nothing when it has not been measured here.

    :raises ValueError: If the file is not what `make eval` writes; says which entry and what to do.
    """
    if not path.is_file():
        return ()
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_result(entry) for entry in entries if entry.get("split", "report") == "report")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"{path.name} cannot be read ({error!r}); run `make eval` to write it anew") from error


def headlines(results: Sequence[Result]) -> list[Result]:
    """Return for each set, largest first, the share of questions whose first answer is right, in all languages."""
    ours = [each for each in results if (each.method, each.language, each.metric) == (OURS, "all", "first")]
    return sorted(ours, key=lambda each: (-each.n, each.set))


def _result(entry: dict[str, Any]) -> Result:
    words = [str(entry[name]) for name in ("set", "language", "method", "metric")]
    numbers = [float(entry[name]) for name in ("value", "low", "high")]
    on = date.fromisoformat(str(entry["date"])[:10])
    return Result(words[0], words[1], int(entry["n"]), on, words[2], words[3], *numbers)
