"""One entry point for offers: who may do what, what the clock asks, what the company is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.intake import STEPS, IntakeError, OfferAct, Stand, act, allowed, due, may_read, route, told
from matching.records import (
    SYSTEM,
    Disclosure,
    Evidence,
    Offer,
    OfferRoute,
    OfferStage,
    Origin,
    UserRole,
    Viewer,
    Visibility,
)
from matching.routing import Route

NOW = datetime(2026, 11, 4, 15, tzinfo=UTC)  # a Wednesday
OFFER = Offer(
    id="o1",
    country="KEN",
    name="Kelvin & Sons",
    text="We lend twenty cold rooms for six months.",
    received=NOW,
    since=NOW,
    origin=Origin("a test", synthetic=True),
    disclosure=Disclosure("", Visibility.COUNT),
    partner="kelvin",
    entered_by="joan",
)
ROUTES = (OfferRoute("WFP", 0.9), OfferRoute("UNICEF", 0.8))
ROUTED = replace(OFFER, stage=OfferStage.ROUTED, routes=ROUTES)
WFP, UNICEF, FAO = (Viewer(f"of {name}", UserRole.FOCAL_POINT, name) for name in ("WFP", "UNICEF", "FAO"))
KENYA = Viewer("rc", UserRole.COORDINATOR, countries=frozenset({"KEN"}))
MALI = Viewer("rc2", UserRole.COORDINATOR, countries=frozenset({"MLI"}))
COMPANY = Viewer("joan", UserRole.EXTERNAL, partner="kelvin")
RIVAL = Viewer("jim", UserRole.EXTERNAL, partner="rival")
EVERYBODY = (SYSTEM, WFP, UNICEF, FAO, KENYA, MALI, COMPANY, RIVAL, Viewer("x", UserRole.EXTERNAL))


def test_an_offer_goes_to_the_best_and_to_those_that_fit_nearly_as_well_three_at_most() -> None:
    pair = Evidence("cold rooms", "cold chain", 0.8)
    found = [Route(name, score, {}, (pair,)) for name, score in zip("ABCD", (0.8, 0.7, 0.5, 0.6), strict=True)]
    kept = route(OFFER, found)
    assert [each.entity for each in kept] == ["A", "B"]  # 0.5 is below 0.75 x 0.8
    assert (kept[0].pointers[0].said, kept[0].pointers[0].known) == ("cold rooms", "cold chain")
    assert len(route(OFFER, [replace(found[0], entity=name) for name in "ABCD"])) == 3
    assert route(OFFER, []) == ()


def test_the_entity_that_takes_it_answers_and_owns_it_and_the_company_sees_that_one_answer() -> None:
    taken, event = act(ROUTED, OfferAct.TAKE, WFP, NOW)
    assert (taken.taken_by, taken.disclosure.owner_entity, event.before, event.after) == (
        "WFP",
        "WFP",
        "routed",
        "taken",
    )
    assert told(taken).stand is Stand.WITH_US
    assert (told(taken).answer, told(taken).by) == ("", "")
    answered, _ = act(taken, OfferAct.ANSWER, WFP, NOW, answer=" Thank you. ")
    assert (told(answered).stand, told(answered).answer, told(answered).by) == (Stand.ANSWERED, "Thank you.", "WFP")
    assert allowed(WFP, answered) == allowed(KENYA, answered) == allowed(COMPANY, answered) == ()


def test_when_all_have_passed_it_goes_to_the_coordinator_at_once() -> None:
    one, _ = act(ROUTED, OfferAct.PASS, WFP, NOW)
    assert (one.stage, one.asked) == (OfferStage.ROUTED, ("UNICEF",))
    assert allowed(WFP, one) == ()
    both, event = act(one, OfferAct.PASS, UNICEF, NOW)
    assert (both.stage, event.after) == (OfferStage.ESCALATED, "escalated")
    assert OfferAct.ANSWER in allowed(KENYA, both)


def test_one_who_gives_it_back_cannot_take_it_again_until_it_is_routed_anew() -> None:
    taken, _ = act(ROUTED, OfferAct.TAKE, WFP, NOW)
    back, _ = act(taken, OfferAct.RELEASE, WFP, NOW)
    assert (back.stage, back.taken_by, back.disclosure.owner_entity) == (OfferStage.ESCALATED, "", "")
    anew, _ = act(back, OfferAct.ROUTE, KENYA, NOW, routes=(OfferRoute("FAO"),))
    assert anew.asked == ("FAO",)  # UNICEF, which had been asked with WFP, is asked no more
    assert OfferAct.TAKE not in allowed(WFP, anew)
    assert OfferAct.TAKE in allowed(FAO, anew)


def test_only_those_concerned_may_read_it() -> None:
    assert [viewer.user for viewer in EVERYBODY if may_read(viewer, ROUTED)] == [
        "concert",
        "of WFP",
        "of UNICEF",
        "rc",
        "joan",
    ]


def test_what_is_not_allowed_is_refused_with_what_is() -> None:
    with pytest.raises(IntakeError, match="you cannot answer an offer that is routed; possible: take, pass"):
        act(ROUTED, OfferAct.ANSWER, WFP, NOW, answer="Yes")
    with pytest.raises(IntakeError, match="possible: nothing"):
        act(ROUTED, OfferAct.TAKE, FAO, NOW)
    with pytest.raises(IntakeError, match="1 to 3 entities, got 0"):
        act(OFFER, OfferAct.ROUTE, KENYA, NOW)
    with pytest.raises(IntakeError, match="an answer says something"):
        act(OFFER, OfferAct.ANSWER, KENYA, NOW, answer=" ")
    with pytest.raises(IntakeError, match="no time zone"):
        act(ROUTED, OfferAct.TAKE, WFP, NOW.replace(tzinfo=None))


def test_five_working_days_of_the_country_pass_before_the_coordinator_gets_it() -> None:
    nairobi = ZoneInfo("Africa/Nairobi")  # three hours ahead: midnight there is 21:00 UTC
    after = datetime(2026, 11, 11, 21, tzinfo=UTC)  # Thursday, Friday, Monday, Tuesday, Wednesday
    assert due(ROUTED, after - timedelta(seconds=1), nairobi) is None
    assert due(ROUTED, after, nairobi) is OfferAct.ESCALATE
    # Where Friday and Saturday are free: Thursday, Sunday, Monday, Tuesday, Wednesday.
    assert due(ROUTED, after, nairobi, frozenset({4, 5})) is OfferAct.ESCALATE
    # At noon of a Thursday (UTC) it is Friday in Kiribati: its days are counted from there, and end 19 hours earlier.
    thursday = replace(ROUTED, since=datetime(2026, 11, 5, 12, tzinfo=UTC))
    kiribati, new_york = (
        next(hour for hour in range(300) if due(thursday, thursday.since + timedelta(hours=hour), ZoneInfo(zone)))
        for zone in ("Pacific/Kiritimati", "America/New_York")
    )
    assert kiribati - new_york == 24 - (14 + 5)
    taken, _ = act(ROUTED, OfferAct.TAKE, WFP, NOW)
    assert due(taken, NOW + timedelta(days=99), nairobi) is None


@given(st.lists(st.tuples(st.sampled_from(list(OfferAct)), st.sampled_from(EVERYBODY)), max_size=12))
def test_whatever_is_tried_the_table_of_steps_holds_and_there_is_one_answer(
    tries: list[tuple[OfferAct, Viewer]],
) -> None:
    offer, answers = OFFER, 0
    for number, (what, viewer) in enumerate(tries):
        possible = what in allowed(viewer, offer)
        try:
            after, event = act(offer, what, viewer, NOW, routes=ROUTES, answer=f"answer {number}")
        except IntakeError:
            assert not possible
            continue
        assert possible
        assert (offer.stage, what) in STEPS
        assert event.after == after.stage
        assert bool(after.taken_by) == (after.stage is OfferStage.TAKEN) or after.stage in (
            OfferStage.ANSWERED,
            OfferStage.WITHDRAWN,
        )
        answers += what is OfferAct.ANSWER
        offer = after
    assert answers <= 1
    assert bool(told(offer).answer) == (offer.stage is OfferStage.ANSWERED)
