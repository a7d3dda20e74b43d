"""Whom to call: what holds here and now, the fastest first, and what is missing of each resource."""

from __future__ import annotations

from datetime import date

import pytest

from matching.country import CallUp, Gap, call_up, compare
from matching.records import Emergency, EmergencyAsk, Period, QuietPeriod, Resource, Standby
from tests.matching.country.scene import HERE, PROFILES, TODAY, approach, atlas, engagement, need

TRUCKS = EmergencyAsk(Resource.LOGISTICS, {"en": "trucks"}, 72, "A/66/320 ¶32")
MONEY = EmergencyAsk(Resource.FINANCE, {"en": "cash"}, 120, "A/66/320 ¶32")
FLOOD = Emergency("flood", {"en": "Flood"}, (TRUCKS, MONEY), "test")


def standby(
    id: str,
    hours: int = 48,
    partner: str = "bank",
    *,
    resource: Resource = Resource.LOGISTICS,
    countries: tuple[str, ...] = ("KEN",),
    emergencies: tuple[str, ...] = ("flood",),
    until: date | None = None,
) -> Standby:
    return Standby(id, partner, resource, "12 trucks", hours, HERE, countries, emergencies, Period(None, until))


def called(*standbys: Standby, quiet: tuple[QuietPeriod, ...] = ()) -> CallUp:
    portrait = atlas((), (engagement("e"),), (approach("a"), approach("b", resource=Resource.DATA))).portrait("KEN")
    return call_up(portrait, FLOOD, standbys, {each.id: each for each in PROFILES}, quiet)


def test_commitments_come_the_fastest_first() -> None:
    found = called(standby("slow", 72), standby("fast", 12), standby("mid", 24, "giant"))
    assert [each.standby.id for each in found.commitments] == ["fast", "mid", "slow"]


@pytest.mark.parametrize(
    ("kept", "holds"),
    [
        (standby("s"), True),
        (standby("s", countries=()), True),
        (standby("s", emergencies=()), True),
        (standby("s", countries=("UGA",)), False),
        (standby("s", emergencies=("storm",)), False),
        (standby("s", until=TODAY), True),
        (standby("s", until=date(2026, 10, 31)), False),
        (standby("s", partner="nobody we know"), False),
    ],
)
def test_a_commitment_holds_for_its_places_types_and_time(kept: Standby, holds: bool) -> None:
    assert bool(called(kept).commitments) is holds


def test_what_is_missing_is_time_a_commitment_or_anybody() -> None:
    trucks, money = called(standby("s", 72)).answers
    assert (trucks.gap, money.gap) == (Gap.NONE, Gap.NOT_COMMITTED)
    trucks, money = called(standby("s", 73)).answers
    assert trucks.gap is Gap.TOO_SLOW
    trucks, money = called(standby("m", 12, resource=Resource.FINANCE)).answers
    assert (trucks.gap, money.gap) == (Gap.NOBODY, Gap.NONE)
    assert [each.id for each in money.others] == ["giant", "school"]


def test_partners_without_a_commitment_come_in_order_of_presence() -> None:
    _, money = called().answers
    assert [each.id for each in money.others] == ["bank", "giant", "school"]


def test_live_approaches_and_running_engagements_for_the_same_resources_are_told() -> None:
    found = called()
    assert [each.id for each in found.approaches] == ["a"]
    assert [each.id for each in found.engagements] == ["e"]


def test_a_partner_that_asked_for_quiet_says_so() -> None:
    now = QuietPeriod("q1", "bank", Period(date(2026, 10, 1), date(2026, 12, 1)), "", HERE)
    later = QuietPeriod("q2", "bank", Period(date(2026, 12, 10), date(2027, 1, 1)), "", HERE)
    (found,) = called(standby("s"), quiet=(now, later)).commitments
    assert found.quiet == date(2026, 12, 1)


def test_countries_are_compared_by_the_figures_of_their_pages() -> None:
    made = atlas((need("n1"), need("n2", countries=("KEN", "UGA"))), (engagement("e"),), (approach("a"),))
    lines = compare(map(made.portrait, ("KEN", "UGA", "FRA")))
    assert [(each.country, each.needs, each.covered, each.open, each.share) for each in lines] == [
        ("UGA", 1, 0, 1, 0.0),
        ("KEN", 2, 2, 0, 1.0),
        ("FRA", 0, 0, 0, None),
    ]
    kenya = lines[1]
    assert (kenya.local, kenya.multinational, kenya.from_abroad, kenya.partners) == (1, 1, 1, 1 + 1 + 1)
    assert (kenya.engagements, kenya.collisions, kenya.unasked) == (1, 1, 2)
