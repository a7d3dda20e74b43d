"""Records to tables: what a page shows in rows and a download carries. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from babel import Locale, UnknownLocaleError

from acts.reference import Figure
from dashboard import labels
from dashboard.quality import METHODS, METRIC_NAMES, SETS, Result
from dashboard.words import _, number, percent, spoken

_COMPARATORS = {"=": "", "<": "< ", ">": "> ", "~": "≈ "}


def headlines(results: Sequence[Result]) -> pd.DataFrame:
    """Return one row a set: how often the first answer is right, with its interval and the number of questions."""
    names = labels.of(SETS, [each.set for each in results])
    columns = [_("Set of questions"), _("Questions"), _("Right answer first"), _("95% interval")]
    between = _("{low} to {high}")
    rows = [
        (names[each.set], each.n, percent(each.value), between.format(low=percent(each.low), high=percent(each.high)))
        for each in results
    ]
    return pd.DataFrame(rows, columns=columns)


def quality(results: Sequence[Result]) -> pd.DataFrame:
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


def figures(published: Sequence[Figure]) -> pd.DataFrame:
    """Return the published figures with base and paragraph; an inferred base says so."""
    columns = [_("Figure"), _("Value"), _("Unit"), _("Base"), _("Note"), _("Source")]
    rows = [
        (
            each.statements.get(spoken().code) or each.statements["en"],
            _value(each),
            each.unit,
            _("{n} (inferred)").format(n=number(each.base))
            if each.base and each.inferred
            else each.base and number(each.base),
            each.base_note,
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
