"""The measured quality that `make eval` writes, as records. Another program's file: nothing in it is taken on trust."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.words import N_

FILE = Path(__file__).parents[1] / "data" / "evaluation" / "results.json"

# What each measure means, in words that need no statistics.
METRICS = {
    "mrr": N_("Mean of 1 / place of the first right answer: 1 when it always comes first, 0.5 when it comes second."),
    "recall@1": N_("Share of the right answers that come first."),
    "recall@5": N_("Share of the right answers that are among the first five."),
    "recall@10": N_("Share of the right answers that are among the first ten."),
    "success@1": N_("Share of the questions whose first answer is right."),
    "success@5": N_("Share of the questions with a right answer among the first five."),
    "success@10": N_("Share of the questions with a right answer among the first ten."),
    "ndcg@10": N_("How near the first ten come to the ideal order: 1 is ideal."),
}


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


def headline(results: Sequence[Result]) -> Result | None:
    """Return the result that answers "how good": the hybrid's share of first answers right, on the largest set."""
    ours = [each for each in results if each.method == "hybrid" and each.language == "all"]
    first = [each for each in ours if each.metric in {"success@1", "recall@1"}] or ours
    return max(first, key=lambda each: (each.n, each.set), default=None)


def _result(entry: dict[str, Any]) -> Result:
    values = {each.name: entry[each.name] for each in fields(Result)}
    numbers = {name: float(values[name]) for name in ("value", "low", "high")}
    words = {name: str(values[name]) for name in ("set", "language", "method", "metric")}
    return Result(**words, **numbers, n=int(values["n"]), date=date.fromisoformat(str(values["date"])[:10]))
