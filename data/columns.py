"""Columns that many tables share, to and from the records."""

from __future__ import annotations

from typing import Any

from matching.records import ALWAYS, Disclosure, Origin, Period, Visibility

Row = dict[str, Any]


def of_origin(origin: Origin) -> Row:
    """Return the columns of where a record comes from."""
    return {"source": origin.source, "synthetic": origin.synthetic}


def origin(row: Any) -> Origin:
    """Return where the record of a row comes from."""
    return Origin(row.source, row.synthetic)


def of_period(period: Period) -> Row:
    """Return the columns of a period."""
    return {"starts": period.start, "ends": period.end}


def period(row: Any) -> Period:
    """Return the period of a row."""
    return ALWAYS if row.starts is None and row.ends is None else Period(row.starts, row.ends)


def of_disclosure(disclosure: Disclosure) -> Row:
    """Return the columns of what others may be told."""
    return {
        "owner_entity": disclosure.owner_entity,
        "visibility": disclosure.visibility,
        "visibility_reason": disclosure.reason,
        "visibility_until": disclosure.until,
    }


def disclosure(row: Any) -> Disclosure:
    """Return what others may be told of the record of a row."""
    return Disclosure(row.owner_entity, Visibility(row.visibility), row.visibility_reason, row.visibility_until)
