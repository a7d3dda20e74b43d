"""How old what is known is: lights at one and two years."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from matching.records import Engagement, Period

# One year: reports come yearly (R17 ¶38, ¶60). Two: whatever is older has missed one.
FRESH_DAYS, AGEING_DAYS = 365, 730


class Light(StrEnum):
    """At most a year old, at most two, older, or of no date."""

    FRESH = "fresh"
    AGEING = "ageing"
    OLD = "old"
    UNDATED = "undated"


def light(on: date | None, today: date) -> Light:
    """Return the light of what is known since a day."""
    if on is None:
        return Light.UNDATED
    age = today - on
    if age <= timedelta(days=FRESH_DAYS):
        return Light.FRESH
    return Light.AGEING if age <= timedelta(days=AGEING_DAYS) else Light.OLD


def of_engagement(engagement: Engagement, today: date, stated: date | None = None) -> date | None:
    """Return the last day of which anything is known; days to come tell nothing yet.

    It may be that of a result, of a contribution's year, of what a source stated, of its start or its end.
    """
    years = [date(each.year, 12, 31) for each in engagement.contributions if each.year]
    days = [
        *(min(day, today) for day in years if day.year <= today.year),
        *(each.date for each in engagement.kpis if each.date is not None and each.value is not None),
        *([stated] if stated is not None else []),
        *(day for day in (engagement.period.start, engagement.period.end) if day is not None),
    ]
    return max((day for day in days if day <= today), default=None)


def of_capability(period: Period, today: date, stated: date | None = None) -> date | None:
    """Return the last day of which a capability of a period is known: a statement, its beginning or its end."""
    days = [
        *([stated] if stated is not None else []),
        *(day for day in (period.start, period.end) if day is not None),
    ]
    return max((day for day in days if day <= today), default=None)
