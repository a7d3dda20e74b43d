"""The measured quality that `make eval` writes, as records and tables: nothing in another's file is taken on trust."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from babel import Locale, UnknownLocaleError

from acts.reference import Figure
from dashboard import labels
from dashboard.words import N_, _, number, percent, spoken

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
# What a published figure counts.
UNITS = {
    "percent": N_("percent"),
    "entities": N_("entities"),
    "partnerships": N_("partnerships"),
    "providers": N_("providers"),
    "people": N_("people"),
    "days": N_("days"),
    "times": N_("times"),
}
_COMPARATORS = {"=": "", "<": "< ", ">": "> ", "~": "≈ "}


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


def headlines_table(results: Sequence[Result]) -> pd.DataFrame:
    """Return one row a set: how often the first answer is right, with its interval and the number of questions."""
    names = labels.of(SETS, [each.set for each in results])
    columns = [_("Set of questions"), _("Questions"), _("Right answer first"), _("95% interval")]
    between = _("{low} to {high}")
    rows = [
        (names[each.set], each.n, percent(each.value), between.format(low=percent(each.low), high=percent(each.high)))
        for each in results
    ]
    return pd.DataFrame(rows, columns=columns)


def results_table(results: Sequence[Result]) -> pd.DataFrame:
    """Return measured values, one row a language and method."""
    sets = labels.of(SETS, [each.set for each in results])
    metrics = labels.of(METRIC_NAMES, [each.metric for each in results])
    methods = labels.of(METHODS, [each.method for each in results])
    columns = [_("Set of questions"), _("Language"), _("Questions"), _("Method"), _("Measure"), _("Value")]
    rows = [
        (
            sets[each.set],
            language_name(each.language),
            each.n,
            methods[each.method],
            metrics[each.metric],
            round(each.value, 3),
            round(each.low, 3),
            round(each.high, 3),
            each.date.isoformat(),
        )
        for each in results
    ]
    return pd.DataFrame(rows, columns=[*columns, _("Low"), _("High"), _("Measured")])


def figures_table(published: Sequence[Figure]) -> pd.DataFrame:
    """Return the published figures with base and paragraph; an inferred base says so."""
    columns = [_("Figure"), _("Value"), _("Unit"), _("Base"), _("Note"), _("Source")]
    rows = [
        (
            each.statements.get(spoken().code) or each.statements["en"],
            _value(each),
            _(UNITS[each.unit]),
            _("{n} (inferred)").format(n=number(each.base))
            if each.base and each.inferred
            else each.base and number(each.base),
            each.base_notes.get(spoken().code) or each.base_notes["en"],
            each.source,
        )
        for each in published
    ]
    return pd.DataFrame(rows, columns=columns).fillna("")


def _value(each: Figure) -> str:
    digits = 0 if float(each.value).is_integer() else 1
    upper = f"–{number(each.value_to, digits)}" if each.value_to is not None else ""
    return f"{_COMPARATORS[each.comparator]}{number(each.value, digits)}{upper}"


def language_name(code: str) -> str:
    """Return the name of a language in the language of the running page; "all" and unknown codes in words."""
    if code == "all":
        return _("All languages")
    try:
        return str(Locale.parse(code).get_display_name(spoken().locale) or code)
    except (UnknownLocaleError, ValueError):
        return code
