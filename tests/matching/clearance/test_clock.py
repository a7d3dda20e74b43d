"""Windows and deadlines at local midnight, across daylight saving."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.clearance import after_working_days, check_window, expires_at
from matching.records import Period

NEW_YORK, NAIROBI, KIRITIMATI = ZoneInfo("America/New_York"), ZoneInfo("Africa/Nairobi"), ZoneInfo("Pacific/Kiritimati")
FRIDAY_AND_SATURDAY = frozenset({4, 5})


@pytest.mark.parametrize(
    ("zone", "instant"),
    [
        (NEW_YORK, datetime(2026, 3, 9, 4, tzinfo=UTC)),  # clocks went forward on the 8th: UTC-4 at its end
        (NAIROBI, datetime(2026, 3, 8, 21, tzinfo=UTC)),
        (KIRITIMATI, datetime(2026, 3, 8, 10, tzinfo=UTC)),
    ],
)
def test_a_window_ends_when_its_last_day_is_over_where_it_holds(zone: ZoneInfo, instant: datetime) -> None:
    assert expires_at(Period(date(2026, 3, 1), date(2026, 3, 8)), zone) == instant


def test_a_night_without_midnight_still_has_an_end() -> None:
    # In Beirut clocks went from 00:00 straight to 01:00 on 29 March 2026.
    beirut = ZoneInfo("Asia/Beirut")
    assert expires_at(Period(date(2026, 3, 1), date(2026, 3, 28)), beirut) == datetime(2026, 3, 28, 22, tzinfo=UTC)


def test_five_working_days_from_a_wednesday_end_with_the_next_wednesday() -> None:
    wednesday = datetime(2026, 11, 4, 15, tzinfo=UTC)
    assert after_working_days(wednesday, NAIROBI) == datetime(2026, 11, 11, 21, tzinfo=UTC)


def test_the_weekend_of_the_country_counts() -> None:
    wednesday = datetime(2026, 11, 4, 15, tzinfo=UTC)
    cairo = ZoneInfo("Africa/Cairo")
    # Thursday 5, Sunday 8, Monday 9, Tuesday 10, Wednesday 11.
    assert after_working_days(wednesday, cairo, weekend=FRIDAY_AND_SATURDAY) == datetime(2026, 11, 11, 22, tzinfo=UTC)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.sampled_from([NEW_YORK, NAIROBI, KIRITIMATI, ZoneInfo("Europe/London"), ZoneInfo("Australia/Lord_Howe")]),
    st.integers(1, 15),
)
def test_a_deadline_leaves_the_days_it_promises(start: datetime, zone: ZoneInfo, days: int) -> None:
    end = after_working_days(start, zone, days)
    local = end.astimezone(zone)
    first, last = start.astimezone(zone).date(), (local - timedelta(seconds=1)).date()
    between = [first + timedelta(days=n + 1) for n in range((last - first).days)]
    assert sum(day.weekday() < 5 for day in between) == days
    assert last.weekday() < 5


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (Period(date(2026, 1, 1), date(2026, 6, 30)), "has 181 days, at most 180 are allowed: until 2026-06-29"),
        (Period(date(2026, 2, 1), date(2026, 1, 1)), "before it starts"),
        (Period(date(2026, 1, 1), None), "a first and a last day"),
    ],
)
def test_a_window_that_cannot_be_is_refused_with_what_is_allowed(window: Period, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_window(window)


def test_a_window_of_180_days_is_allowed() -> None:
    check_window(Period(date(2026, 1, 1), date(2026, 6, 29)))
