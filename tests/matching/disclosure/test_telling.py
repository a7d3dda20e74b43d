"""What may be told of a record to whom, and that nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.disclosure import Viewpoint, alerts, grain, horizon, withheld
from matching.overlaps import claim_of_approach, find_overlaps
from matching.overlaps.claims import Groups
from matching.records import (
    Approach,
    Circle,
    Disclosure,
    Level,
    Origin,
    OverlapClass,
    Period,
    Resource,
    Stage,
    Visibility,
)

NOW = datetime(2026, 11, 4, 15, tzinfo=UTC)
OWN = Approach(
    id="a1",
    entity="WFP",
    partner="secret firm",
    level=Level.COUNTRY,
    country="KEN",
    resource=Resource.LOGISTICS,
    window=Period(date(2026, 11, 1), date(2026, 12, 31)),
    origin=Origin("test"),
    disclosure=Disclosure("WFP"),
    topic="secret topic",
    need="secret need",
    owner="secret owner",
    sdgs=(2,),
    stage=Stage.CLEARED,
)
OTHER = replace(OWN, id="secret id", entity="SECRET", disclosure=Disclosure("SECRET"))
visibilities = st.sampled_from(Visibility)


def shown(visibility: Visibility, until: datetime | None = None) -> Approach:
    return replace(OTHER, disclosure=Disclosure("SECRET", visibility, "other bids pending", until))


def alert_about(other: Approach, view: Viewpoint) -> str:
    overlaps = find_overlaps([claim_of_approach(OWN), claim_of_approach(other)], Groups({}))
    return repr(alerts(view, OWN, Circle((OWN, other)), overlaps))


@given(visibilities)
def test_the_owner_sees_everything(visibility: Visibility) -> None:
    assert grain(Viewpoint(NOW, "SECRET"), shown(visibility).disclosure) is Visibility.NAMED


@given(visibilities)
def test_an_embargo_opens_by_itself_at_its_instant(visibility: Visibility) -> None:
    lapsing = shown(visibility, until=NOW).disclosure
    assert grain(Viewpoint(NOW, "WFP"), lapsing) is Visibility.NAMED
    assert grain(Viewpoint(NOW - timedelta(seconds=1), "WFP"), lapsing) is visibility


@pytest.mark.parametrize("visibility", [Visibility.TYPE, Visibility.COUNT, Visibility.HIDDEN])
def test_nothing_of_a_record_that_is_not_named_is_in_an_alert(visibility: Visibility) -> None:
    assert "secret" not in alert_about(shown(visibility), Viewpoint(NOW, "WFP")).lower()


def test_an_alert_tells_the_resource_and_a_horizon() -> None:
    (told,) = alerts(
        Viewpoint(NOW, "WFP"),
        OWN,
        Circle((OWN, shown(Visibility.HIDDEN))),
        find_overlaps([claim_of_approach(OWN), claim_of_approach(OTHER)], Groups({})),
    )
    assert (told.kind, told.entity, told.resource, told.horizon) == (
        OverlapClass.COLLISION,
        "",
        Resource.LOGISTICS,
        90,  # the 57 days to the end of both windows, rounded up to a step
    )


def test_names_appear_when_a_talk_has_named_both() -> None:
    view = Viewpoint(NOW, "WFP", frozenset({OTHER.id}))
    assert "SECRET" in alert_about(shown(Visibility.HIDDEN), view)


def test_records_that_may_not_be_named_are_counted_by_reason() -> None:
    told = [each.disclosure for each in (shown(Visibility.HIDDEN), shown(Visibility.COUNT), OWN)]
    assert withheld(Viewpoint(NOW, "WFP"), told) == {"other bids pending": 2}


@given(st.integers(0, 400))
def test_two_hidden_records_that_end_in_one_horizon_cannot_be_told_apart(days: int) -> None:
    today = NOW.date()
    end = today + timedelta(days=days)
    left = claim_of_approach(replace(OWN, window=Period(today, today + timedelta(days=500))))
    right = claim_of_approach(replace(OTHER, window=Period(today, end)))
    assert horizon(left, right, today) in (30, 90, 180)
    assert horizon(left, right, today) >= min(days, 180)


@pytest.mark.parametrize(
    ("visibility", "hours", "told"),
    [
        (Visibility.HIDDEN, 1, False),  # registered an hour ago, the batch was at midnight
        (Visibility.HIDDEN, 16, True),  # before midnight
        (Visibility.NAMED, 1, True),
    ],
)
def test_a_new_record_that_may_not_be_named_is_told_with_the_next_batch(
    visibility: Visibility, hours: int, told: bool
) -> None:
    own = replace(OWN, registered=NOW - timedelta(days=9))
    other = replace(shown(visibility), registered=NOW - timedelta(hours=hours))
    overlaps = find_overlaps([claim_of_approach(own), claim_of_approach(other)], Groups({}))
    assert bool(alerts(Viewpoint(NOW, "WFP"), own, Circle((own, other)), overlaps)) is told


def test_who_registers_is_told_at_once_what_was_there_before() -> None:
    own = replace(OWN, registered=NOW)
    other = replace(shown(Visibility.HIDDEN), registered=NOW - timedelta(hours=1))
    overlaps = find_overlaps([claim_of_approach(own), claim_of_approach(other)], Groups({}))
    assert len(alerts(Viewpoint(NOW, "WFP"), own, Circle((own, other)), overlaps)) == 1


def test_a_new_record_that_a_talk_has_named_is_told_at_once() -> None:
    own = replace(OWN, registered=NOW - timedelta(days=9))
    other = replace(shown(Visibility.HIDDEN), registered=NOW - timedelta(hours=1))
    overlaps = find_overlaps([claim_of_approach(own), claim_of_approach(other)], Groups({}))
    named = Viewpoint(NOW, "WFP", revealed=frozenset({"secret id"}))
    assert len(alerts(named, own, Circle((own, other)), overlaps)) == 1
