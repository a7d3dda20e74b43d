"""Registration and what follows by itself: who came first is cleared, expiry frees the scope, nothing happens twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.clearance import (
    Act,
    Actor,
    Bearings,
    Places,
    RegistrationError,
    StepError,
    elapsed,
    expires_at,
    move,
    register,
    within_top_tier,
)
from matching.records import (
    Affiliate,
    Approach,
    Circle,
    Disclosure,
    Gate,
    Kind,
    Level,
    Origin,
    Outcome,
    Partner,
    Period,
    QuietPeriod,
    Resource,
    Stage,
)

# Zones where the night of 25 October 2026 has 23, 24, 24.5 or 25 hours, and days that begin 26 hours apart.
PLACES = Places(
    {"KEN": "Africa/Nairobi", "FRA": "Europe/Paris", "AUS": "Australia/Lord_Howe", "KIR": "Pacific/Kiritimati"},
    {"KEN": frozenset({5, 6})},
)
COUNTRIES = ("KEN", "FRA", "AUS", "KIR", "")
NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
FIRM = Partner("firm", "Firm", Kind.MULTINATIONAL, Origin("test"), affiliates=(Affiliate("branch", 0.6),))
DRAFT = Approach(
    id="a1",
    entity="WFP",
    partner="firm",
    level=Level.COUNTRY,
    country="KEN",
    resource=Resource.LOGISTICS,
    window=Period(date(2026, 10, 1), date(2026, 10, 25)),
    origin=Origin("test"),
    disclosure=Disclosure("WFP"),
    owner="amina",
    gate=Gate(2, "Trucks.", "The ministry asked.", go=True),
)


def applied(circle: Circle, outcome: Outcome) -> Circle:
    """Return the circle as the store would hold it afterwards."""
    known = {each.id: each for each in circle.approaches} | {each.id: each for each in outcome.approaches}
    talks = {talk.id: talk for talk in circle.talks} | {talk.id: talk for talk in outcome.talks}
    return replace(circle, approaches=tuple(each for each in known.values() if each.live), talks=tuple(talks.values()))


def registered(drafts: list[Approach], circle: Circle | None = None) -> Circle:
    """Register drafts one after the other, a minute apart."""
    found = circle or Circle(partners=(FIRM,))
    for number, draft in enumerate(drafts):
        found = applied(found, register(draft, found, draft.owner, Bearings(NOW + timedelta(minutes=number), PLACES)))
    return found


def stages(circle: Circle) -> dict[str, Stage]:
    return {each.id: each.stage for each in circle.approaches}


@st.composite
def drafts(draw: st.DrawFn) -> list[Approach]:
    count = draw(st.integers(1, 6))
    found = []
    for number in range(count):
        country = draw(st.sampled_from(COUNTRIES))
        start = date(2026, 10, 1) + timedelta(days=draw(st.integers(0, 20)))
        entity = draw(st.sampled_from(("WFP", "FAO", "ILO")))
        found.append(
            replace(
                DRAFT,
                id=f"a{number}",
                entity=entity,
                partner=draw(st.sampled_from(("firm", "branch"))),
                country=country,
                level=Level.COUNTRY if country else Level.GLOBAL,
                resource=draw(st.sampled_from((Resource.LOGISTICS, Resource.DATA))),
                sdgs=tuple(draw(st.sets(st.sampled_from((1, 2)), max_size=1))),
                window=Period(start, start + timedelta(days=draw(st.integers(0, 30)))),
                disclosure=Disclosure(entity),
            )
        )
    return found


@settings(max_examples=80, deadline=None)
@given(drafts(), st.integers(0, 70 * 24))
def test_the_clock_asks_for_nothing_twice(wanted: list[Approach], hours: int) -> None:
    now = Bearings(NOW + timedelta(hours=hours), PLACES)
    circle = registered(wanted)
    once = elapsed(circle, now)
    assert elapsed(applied(circle, once), now).events == ()


@settings(max_examples=80, deadline=None)
@given(drafts())
def test_an_approach_is_cleared_at_once_or_waits_for_an_earlier_one(wanted: list[Approach]) -> None:
    circle = registered(wanted)
    assert circle.approaches[0].stage is Stage.CLEARED
    assert set(stages(circle).values()) <= {Stage.CLEARED, Stage.CONTESTED}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(COUNTRIES), st.integers(0, 40))
def test_expiry_frees_the_scope_at_local_midnight_and_not_a_second_before(country: str, days: int) -> None:
    first = replace(DRAFT, country=country, level=Level.COUNTRY if country else Level.GLOBAL)
    first = replace(first, window=Period(date(2026, 10, 1), date(2026, 10, 4) + timedelta(days=days)))
    end = expires_at(first.window, PLACES.zone(first))
    # The second comes a day before the end, so that it still waits when the first expires.
    second = replace(first, id="a2", entity="FAO", disclosure=Disclosure("FAO"))
    second = replace(second, window=Period(date(2026, 10, 1), date(2026, 12, 31)))
    circle = registered([first])
    circle = applied(circle, register(second, circle, "ben", Bearings(end - timedelta(days=1), PLACES)))
    assert stages(circle)["a2"] is Stage.CONTESTED
    before = elapsed(circle, Bearings(end - timedelta(seconds=1), PLACES))
    assert before.events == ()
    after = applied(circle, elapsed(circle, Bearings(end, PLACES)))
    assert stages(after) == {"a2": Stage.CLEARED}


def test_the_second_to_wait_is_not_cleared_before_the_first_to_wait() -> None:
    wanted = [replace(DRAFT, id=name, entity=name, disclosure=Disclosure(name)) for name in ("A", "B", "C")]
    circle = registered(wanted)
    outcome = move("A", (Act.WITHDRAW, Actor.OWNER), "amina", circle, Bearings(NOW + timedelta(hours=1), PLACES))
    assert stages(applied(circle, outcome)) == {"B": Stage.CLEARED, "C": Stage.CONTESTED}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"gate": None}, "answer the cost-benefit gate first"),
        ({"gate": Gate(2, " ", "x", go=True)}, "say what the benefit is"),
        ({"gate": Gate(-1, "x", "x", go=True)}, "must not be negative"),
        ({"stage": Stage.CLEARED}, "only a draft"),
        ({"country": ""}, "names its country"),
        ({"window": Period(date(2026, 10, 1), None)}, "a first and a last day"),
        ({"window": Period(date(2026, 9, 1), date(2026, 9, 30))}, "the window ended on 2026-09-30"),
        ({"window": Period(date(2026, 10, 1), date(2027, 4, 1))}, "at most 180 are allowed"),
    ],
)
def test_what_cannot_be_registered_says_why(changes: dict[str, object], said: str) -> None:
    with pytest.raises(RegistrationError, match=said):
        registered([replace(DRAFT, **changes)])  # type: ignore[arg-type]  # fields of the record


def test_a_quiet_period_of_a_branch_counts_for_the_group_it_was_read_for() -> None:
    quiet = QuietPeriod("q1", "branch", Period(date(2026, 10, 20), date(2026, 11, 1)), "merger", Origin("test"))
    with pytest.raises(RegistrationError, match="branch asked not to be approached from 2026-10-20"):
        registered([DRAFT], Circle(partners=(FIRM,), quiet=(quiet,)))


def test_a_branch_is_no_way_around_the_top_tier() -> None:
    circle = Circle(partners=(FIRM,), top_tier=frozenset({"firm"}))
    branch = replace(DRAFT, partner="branch")
    assert within_top_tier(branch, circle) == {"branch"}
    assert stages(registered([branch], circle)) == {"a1": Stage.ESCALATED}


def test_what_is_not_live_cannot_be_moved() -> None:
    with pytest.raises(StepError, match="not live any more"):
        move("gone", (Act.WITHDRAW, Actor.OWNER), "amina", Circle(), Bearings(NOW))
