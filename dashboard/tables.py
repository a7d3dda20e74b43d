"""Records to tables: what a page shows in rows and a download carries. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from babel import Locale, UnknownLocaleError

from dashboard.quality import Result
from dashboard.words import _, number, spoken
from data.figures import Figure

_COMPARATORS = {"=": "", "<": "< ", ">": "> ", "~": "≈ "}


def quality(results: Sequence[Result]) -> pd.DataFrame:
    """Return measured values, one row a language and method."""
    columns = [
        _("Set of questions"),
        _("Language"),
        _("Questions"),
        _("Method"),
        _("Measure"),
        _("Value"),
        _("Low"),
        _("High"),
        _("Measured"),
    ]
    rows = [
        (
            each.set,
            language_name(each.language),
            each.n,
            each.method,
            each.metric,
            round(each.value, 3),
            round(each.low, 3),
            round(each.high, 3),
            each.date.isoformat(),
        )
        for each in results
    ]
    return pd.DataFrame(rows, columns=columns)


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
