"""How old what is known is: the last day of which anything is known, and the light that it gets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from matching.records import Approach, Engagement, Period

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
    age = (today - on).days
    return Light.FRESH if age <= FRESH_DAYS else Light.AGEING if age <= AGEING_DAYS else Light.OLD


def newest(days: Iterable[date | datetime | None], today: date) -> date | None:
    """Return the latest of the days that are not in the future, None without one."""
    plain = (day.date() if isinstance(day, datetime) else day for day in days if day is not None)
    return max((day for day in plain if day <= today), default=None)


def of_engagement(engagement: Engagement, today: date, stated: date | None = None) -> date | None:
    """Return the last day of which anything is known; days to come tell nothing yet.

    It may be that of a result, of a contribution's year, of what a source stated, of its start or its end.
    """
    years = [date(each.year, 12, 31) for each in engagement.contributions if each.year and each.year <= today.year]
    results = [each.date for each in engagement.kpis if each.value is not None]
    period = engagement.period
    return newest([*(min(day, today) for day in years), *results, stated, period.start, period.end], today)


def of_capability(period: Period, today: date, stated: date | None = None) -> date | None:
    """Return the last day of which a capability of a period is known: a statement, its beginning or its end."""
    return newest([stated, period.start, period.end], today)


def of_approach(approach: Approach, today: date) -> date | None:
    """Return the day on which an approach came to its stage, or was registered."""
    return newest([approach.since, approach.registered], today)
