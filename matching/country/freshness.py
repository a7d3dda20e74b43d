"""How old what is known is: a date, and the light that it gets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from matching.records import Approach, Engagement

# Within one year a record is fresh, within two it ages (the lights of the SDG partnerships platform).
FRESH_DAYS, AGEING_DAYS = 365, 730


class Light(StrEnum):
    """How old the newest date is."""

    FRESH = "fresh"
    AGEING = "ageing"
    OLD = "old"
    UNDATED = "undated"


def light(day: date | None, today: date) -> Light:
    """Return the light of a date."""
    if day is None:
        return Light.UNDATED
    age = (today - day).days
    return Light.FRESH if age <= FRESH_DAYS else Light.AGEING if age <= AGEING_DAYS else Light.OLD


def newest(days: Iterable[date | datetime | None], today: date) -> date | None:
    """Return the latest of the days that are not in the future, None without one."""
    plain = (day.date() if isinstance(day, datetime) else day for day in days if day is not None)
    return max((day for day in plain if day <= today), default=None)


def of_engagement(engagement: Engagement, today: date) -> date | None:
    """Return the newest date on an engagement: it began, ended, or a result was measured."""
    return newest([engagement.period.start, engagement.period.end, *(kpi.date for kpi in engagement.kpis)], today)


def of_approach(approach: Approach, today: date) -> date | None:
    """Return the day on which an approach came to its stage, or was registered."""
    return newest([approach.since, approach.registered], today)
