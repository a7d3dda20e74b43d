"""What the line over a year is headed by: its ends, and the step that the ends hide."""

from __future__ import annotations

from datetime import date

from dashboard.coordination.breakdown import trend_finding

DAYS = (date(2025, 11, 30), date(2026, 10, 31), date(2026, 11, 29))


def points(*shares: float) -> list[tuple[date, float, int]]:
    return [(day, share, 100) for day, share in zip(DAYS, shares, strict=True)]


def test_a_doubling_within_a_month_is_told_although_the_year_fell() -> None:
    assert trend_finding(points(0.19, 0.07, 0.15)) == (
        "The competition index is 15%, and was 19% a year ago; "
        "its largest step was from 19% to 7%, between 30 Nov 2025 and 31 Oct 2026"
    )
    assert trend_finding(points(0.10, 0.07, 0.15)).endswith("from 7% to 15%, between 31 Oct 2026 and 29 Nov 2026")


def test_a_year_without_a_step_has_no_largest_one() -> None:
    assert trend_finding(points(0.151, 0.152, 0.15)) == "The competition index is 15%, and was 15% a year ago"
