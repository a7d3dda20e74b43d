"""Registration, the clock and talks on a real database, with real parallel connections."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data import approaches
from data.approaches import around, talks
from data.database import transaction
from data.errors import NotFoundError
from matching.clearance import Act, Actor, Bearings, RegistrationError, StepError, agreed, move, open_talk
from matching.records import SYSTEM, Circle, Outcome, OverlapClass, Period, Proposal, QuietPeriod, Stage
from tests.data.approaches.conftest import DRAFT, LATER, NOW, PLACES, clock, draft, registers
from tests.data.records import INVENTED


def stages(store: Engine) -> dict[str, Stage]:
    with transaction(store, SYSTEM) as connection:
        return {approach.id: approach.stage for approach in approaches.all_(connection)}


def put(store: Engine, id: str, entity: str, partner: str = "firm") -> Outcome:
    with transaction(store, SYSTEM) as connection:
        return approaches.decide(connection, partner, registers(draft(id, entity, partner)), NOW)


def test_an_approach_comes_back_as_it_was_registered(store: Engine) -> None:
    outcome = put(store, "a1", "WFP")
    with transaction(store, SYSTEM) as connection:
        assert approaches.get(connection, "a1") == outcome.approaches[0]
        assert [event.transition for event in approaches.events(connection, ["a1"])] == ["register", "clear"]
        with pytest.raises(NotFoundError):
            approaches.get(connection, "a2")


def test_the_second_who_asks_the_same_is_contested_also_through_a_branch(store: Engine) -> None:
    put(store, "a1", "WFP")
    outcome = put(store, "a2", "UNICEF", "branch")
    assert [overlap.kind for overlap in outcome.overlaps] == [OverlapClass.COLLISION]
    assert outcome.overlaps[0].path == ("firm", "branch")
    assert stages(store) == {"a1": Stage.CLEARED, "a2": Stage.CONTESTED}


def test_twelve_who_register_at_once_follow_each_other_and_none_is_lost(store: Engine) -> None:
    entities = ["WFP", "UNICEF", "UNDP"] * 4
    start = Barrier(12)

    def one(number: int) -> None:
        made = draft(f"a{number:02}", entities[number], "firm" if number % 2 else "branch")
        wanted = replace(made, topic=f"{made.topic}, part {number}")  # what an entity asks already is refused
        start.wait()
        with transaction(store, SYSTEM) as connection:
            approaches.decide(connection, wanted.partner, registers(wanted))

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(one, range(12)))
    with transaction(store, SYSTEM) as connection:
        found = approaches.all_(connection)
        log = approaches.events(connection)
    assert len(found) == 12
    assert len(log) == 24
    first = found[0]
    # One entity came first and is cleared, with whatever else it asked; nobody of another entity is.
    assert {each.stage for each in found if each.entity == first.entity} >= {Stage.CLEARED}
    for place, each in enumerate(found):
        earlier = {other.entity for other in found[:place]} - {each.entity}
        assert each.stage is (Stage.CONTESTED if earlier else Stage.CLEARED)
    assert [event.at for event in log] == sorted(event.at for event in log)


def test_other_groups_do_not_wait_for_each_other(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        approaches.decide(connection, "firm", registers(draft("a1")), NOW)
        with transaction(store, SYSTEM) as other:
            other.execute(text("SET LOCAL lock_timeout = '2s'"))
            approaches.decide(other, "other", registers(draft("a2", "UNICEF", "other")), NOW)
        with pytest.raises(DBAPIError), transaction(store, SYSTEM) as waiting:
            waiting.execute(text("SET LOCAL lock_timeout = '200ms'"))
            approaches.decide(waiting, "branch", registers(draft("a3", "UNICEF", "branch")), NOW)


def test_a_failed_registration_leaves_nothing(store: Engine) -> None:
    with pytest.raises(RegistrationError), transaction(store, SYSTEM) as connection:
        approaches.decide(connection, "firm", registers(DRAFT, NOW + timedelta(days=90)), NOW)
    assert stages(store) == {}
    with pytest.raises(NotFoundError), transaction(store, SYSTEM) as connection:
        approaches.decide(connection, "nobody", registers(DRAFT), NOW)


def test_a_partner_that_wants_quiet_is_not_approached(store: Engine) -> None:
    assert DRAFT.window.end is not None
    quiet = QuietPeriod("q1", "branch", Period(DRAFT.window.end, DRAFT.window.end + LATER), "merger", INVENTED)
    with transaction(store, SYSTEM) as connection:
        around.ask_for_quiet(connection, [quiet])
    with pytest.raises(RegistrationError, match="branch asked not to be approached from 2026-12-31"):
        put(store, "a1", "WFP")


def test_the_top_tier_goes_to_the_central_desk_also_through_a_branch(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        around.set_top_tier(connection, {"firm": "asked by many"})
    put(store, "a1", "WFP", "branch")
    assert stages(store) == {"a1": Stage.ESCALATED}


def test_the_clock_frees_the_scope_once_at_local_midnight(store: Engine) -> None:
    put(store, "a1", "WFP")
    with transaction(store, SYSTEM) as connection:
        late = draft("a2", "UNICEF")
        approaches.decide(connection, "firm", registers(late), NOW + timedelta(days=55))
    # 31 December is over in Nairobi at 21:00 universal time.
    end = NOW.replace(month=12, day=31, hour=21)
    assert approaches.tick(store, clock, end - timedelta(seconds=1)) == 0
    assert stages(store) == {"a1": Stage.CLEARED, "a2": Stage.CONTESTED}
    assert approaches.tick(store, clock, end) == 2  # both windows end then
    assert stages(store) == {"a1": Stage.EXPIRED, "a2": Stage.EXPIRED}
    assert approaches.tick(store, clock, end) == 0


def test_who_waits_is_cleared_when_the_first_steps_back(store: Engine) -> None:
    put(store, "a1", "WFP")
    put(store, "a2", "UNICEF")

    def withdraw(circle: Circle, at: datetime) -> Outcome:
        return move("a1", (Act.WITHDRAW, Actor.OWNER), "of WFP", circle, Bearings(at, PLACES))

    with transaction(store, SYSTEM) as connection:
        approaches.decide(connection, "firm", withdraw, NOW)
    assert stages(store) == {"a1": Stage.WITHDRAWN, "a2": Stage.CLEARED}
    with pytest.raises(StepError), transaction(store, SYSTEM) as connection:
        approaches.decide(connection, "firm", withdraw, NOW)


def test_a_desk_makes_one_approach_of_two_but_not_in_its_own_case(store: Engine) -> None:
    put(store, "a1", "WFP")
    put(store, "a2", "UNICEF")
    approaches.tick(store, clock, NOW + timedelta(days=8))

    def join(who: str) -> approaches.Decide:
        return lambda circle, at: move("a2", (Act.JOIN, Actor.ARBITER), who, circle, Bearings(at, PLACES))

    with pytest.raises(StepError, match="another person must"), transaction(store, SYSTEM) as connection:
        approaches.decide(connection, "firm", join("of UNICEF"), NOW + timedelta(days=8))
    with transaction(store, SYSTEM) as connection:
        approaches.decide(connection, "firm", join("desk"), NOW + timedelta(days=8))
        found = approaches.all_(connection)
    assert [(each.stage, each.joint) for each in found] == [(Stage.JOINT, "joint-a2")] * 2


def test_five_working_days_without_an_agreement_go_up(store: Engine) -> None:
    put(store, "a1", "WFP")
    put(store, "a2", "UNICEF")
    # From Wednesday the 4th: 5, 6, 9, 10, 11; the 11th is over in Nairobi at 21:00.
    end = NOW.replace(day=11, hour=21)
    assert approaches.tick(store, clock, end - timedelta(seconds=1)) == 0
    assert approaches.tick(store, clock, end) == 1
    assert stages(store)["a2"] is Stage.ESCALATED


@pytest.mark.parametrize(
    ("proposal", "first", "second"),
    [(Proposal.JOIN, Stage.JOINT, Stage.JOINT), (Proposal.SEQUENCE, Stage.CLEARED, Stage.SEQUENCED)],
)
def test_a_talk_ends_as_both_sides_propose(store: Engine, proposal: Proposal, first: Stage, second: Stage) -> None:
    put(store, "a1", "WFP")
    put(store, "a2", "UNICEF")

    def talk(circle: Circle, at: object) -> Outcome:
        asked = next(each for each in circle.approaches if each.id == "a2")
        return open_talk("t1", asked, circle, "ben", Bearings(NOW, PLACES))

    with transaction(store, SYSTEM) as connection:
        approaches.decide(connection, "firm", talk, NOW)
        opened = talks.get(connection, "t1")
    assert [party.record for party in opened.parties] == ["a2", "a1"]
    assert not opened.named
    for record in ("a1", "a2"):
        with transaction(store, SYSTEM) as connection:
            talks.propose(connection, "t1", record, proposal)
            approaches.decide(connection, "firm", lambda circle, at: agreed(circle.talks[0], circle, at), NOW)
    assert stages(store) == {"a1": first, "a2": second}
    with transaction(store, SYSTEM) as connection:
        assert talks.get(connection, "t1").result == proposal.value
        ends = {each.id: each.window for each in approaches.all_(connection)}
    if proposal is Proposal.SEQUENCE:
        assert DRAFT.window.end is not None
        assert ends["a2"].start == DRAFT.window.end + timedelta(days=1)


def test_nobody_changes_or_removes_what_was_logged(store: Engine) -> None:
    put(store, "a1", "WFP")
    for statement in ("UPDATE events SET why = 'x'", "DELETE FROM events", "TRUNCATE events"):
        with pytest.raises(DBAPIError), transaction(store, SYSTEM) as connection:
            connection.execute(text(statement))
    with transaction(store, SYSTEM) as connection:
        connection.execute(text("SELECT forget_events('demo')"))
        assert len(approaches.events(connection)) == 2
