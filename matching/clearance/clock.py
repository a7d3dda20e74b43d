"""When days begin and end for the people concerned: windows close and deadlines fall at local midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from matching.records import MAX_WINDOW_DAYS, Period

SATURDAY, SUNDAY = 5, 6
WEEKEND = frozenset({SATURDAY, SUNDAY})
# Two sides have a working week to talk before somebody else decides.
TALK_WORKING_DAYS = 5


def check_window(window: Period) -> None:
    """Refuse a window without both ends, with ends in the wrong order, or longer than 180 days.

    :raises ValueError: With the dates and what is allowed.
    """
    if window.start is None or window.end is None:
        raise ValueError("a window needs a first and a last day")
    if window.end < window.start:
        raise ValueError(f"the window ends on {window.end}, before it starts on {window.start}")
    days = (window.end - window.start).days + 1
    if days > MAX_WINDOW_DAYS:
        latest = window.start + timedelta(days=MAX_WINDOW_DAYS - 1)
        raise ValueError(f"the window has {days} days, at most {MAX_WINDOW_DAYS} are allowed: until {latest}")


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) at which `day` is over in `zone`, whatever daylight saving does that night."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def expires_at(window: Period, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) from which the window no longer holds its scope.

    :raises ValueError: If the window has no last day.
    """
    if window.end is None:
        raise ValueError("a window without a last day never expires")
    return end_of(window.end, zone)


def after_working_days(
    start: datetime, zone: ZoneInfo, days: int = TALK_WORKING_DAYS, weekend: frozenset[int] = WEEKEND
) -> datetime:
    """Return the instant (UTC) at which the last of `days` whole working days after the local day of `start` is over.

    `weekend` holds days of the week, Monday being 0; Friday and Saturday in many countries.

    :raises ValueError: If `start` has no time zone, `days` is below 1, or no day of the week is left to work.
    """
    if start.tzinfo is None:
        raise ValueError(f"{start} has no time zone")
    if days < 1:
        raise ValueError(f"days must be at least 1, got {days}")
    if len(weekend & set(range(7))) == 7:
        raise ValueError("a week without a working day has no deadline")
    worked = [day not in weekend for day in range(7)]
    # A start on a free day counts from the working day before it, so that the day after is the first.
    last: date = np.busday_offset(start.astimezone(zone).date(), days, roll="backward", weekmask=worked).astype(object)
    return end_of(last, zone)
