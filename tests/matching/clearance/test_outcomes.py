"""How contests ended, and how long they took."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from matching.clearance import Act, median_days, resolved, share_joined
from matching.records import Event, Stage

DAY_0 = datetime(2026, 11, 2, 9, tzinfo=UTC)


def log(record: str, *steps: tuple[float, Act, Stage]) -> list[Event]:
    return [
        Event(record, act.value, "x", DAY_0 + timedelta(days=day), "", "", after.value) for day, act, after in steps
    ]


CONTESTED = (0, Act.CONTEST, Stage.CONTESTED)


def test_a_contest_lasts_from_its_first_day_to_the_act_that_ends_it() -> None:
    talked = log("a", CONTESTED, (1, Act.TALK, Stage.TALK), (2.5, Act.JOIN, Stage.JOINT))
    again = log("b", CONTESTED, (1, Act.CONTEST, Stage.CONTESTED), (4, Act.WITHDRAW, Stage.WITHDRAWN))
    found = resolved([*again, *talked])
    assert [(each.record, each.days, each.how) for each in found] == [("a", 2.5, Act.JOIN), ("b", 4, Act.WITHDRAW)]
    assert median_days(found) == pytest.approx((2.5 + 4) / 2)
    assert share_joined(found) == 1 / 2


def test_what_was_never_contested_or_ran_out_is_no_resolution() -> None:
    free = log("a", (0, Act.CLEAR, Stage.CLEARED), (1, Act.WITHDRAW, Stage.WITHDRAWN))
    expired = log("b", CONTESTED, (9, Act.EXPIRE, Stage.EXPIRED))
    assert resolved([*free, *expired]) == ()
    assert (median_days(()), share_joined(())) == (None, None)
