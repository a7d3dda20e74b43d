"""The demo's register: as large as told, planted by construction, and told apart by the rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from data.demo import DemoNetwork
from data.demo.approaches import DemoRecords, make_register
from data.demo.chance import Setting
from matching.overlaps import Closeness, Groups, by_words, claim_of_approach, find_overlaps
from matching.records import OverlapClass, Stage, Visibility


def of(network: DemoNetwork) -> tuple[Any, ...]:
    """Return what the register is made around."""
    return network.entities, network.partners, network.needs, network.engagements


def classes(network: DemoNetwork, kind: OverlapClass, closeness: Closeness | None) -> tuple[float, float]:
    """Return precision and recall of one class among live approaches."""
    live = [claim_of_approach(approach) for approach in network.register.approaches if approach.live]
    overlaps = find_overlaps(live, Groups.of(network.partners), closeness)
    found = {(overlap.left, overlap.right) for overlap in overlaps if overlap.kind is kind}
    planted = {tuple(sorted((p.left, p.right))) for p in network.register.planted if p.kind is kind}
    return len(found & planted) / len(found), len(found & planted) / len(planted)


@pytest.mark.parametrize("kind", [OverlapClass.COLLISION, OverlapClass.COMPLEMENTARY])
def test_planted_pairs_are_found_and_no_others(network: DemoNetwork, kind: OverlapClass) -> None:
    precision, recall = classes(network, kind, by_words)
    assert precision >= 0.98
    assert recall >= 0.98


def test_some_collisions_are_seen_only_by_who_reads_the_words(network: DemoNetwork) -> None:
    assert classes(network, OverlapClass.COLLISION, None)[1] < 0.98


def test_some_four_hundred_live_and_twice_as_many_are_over(network: DemoNetwork) -> None:
    live = [approach for approach in network.register.approaches if approach.live]
    assert 340 <= len(live) <= 460
    assert 1.5 * len(live) <= len(network.register.approaches) - len(live) <= 2.5 * len(live)
    assert {approach.disclosure.visibility for approach in live} == set(Visibility)
    assert {Stage.CLEARED, Stage.CONTESTED, Stage.TALK, Stage.ESCALATED, Stage.JOINT} <= {a.stage for a in live}


def test_every_live_window_is_allowed_and_ends_in_the_future(network: DemoNetwork) -> None:
    for approach in network.register.approaches:
        start, end = approach.window.start, approach.window.end
        assert start is not None
        assert end is not None
        assert (end - start).days < 180
        assert not approach.live or end > network.today


def test_the_log_leads_each_approach_to_its_stage(network: DemoNetwork) -> None:
    last = {event.of: event for event in sorted(network.register.events, key=lambda event: (event.at, event.of))}
    for approach in network.register.approaches:
        assert last[approach.id].after == approach.stage.value
        assert last[approach.id].at == approach.since
        assert last[approach.id].at.date() <= network.today or not approach.live


def test_the_same_seed_gives_the_same_register_and_another_day_moves_it(network: DemoNetwork) -> None:
    again = make_register(Setting(0, network.today), 400, DemoRecords(*of(network)))
    assert again == network.register
    later = again.moved(30)
    assert [a.registered - b.registered for a, b in zip(later.approaches, again.approaches, strict=True)] == [  # type: ignore[operator]  # none is a draft
        timedelta(days=30)
    ] * len(again.approaches)


def test_a_network_too_small_for_overlaps_still_has_a_register(network: DemoNetwork) -> None:
    small = (part[:count] for part, count in zip(of(network), (1, 8, 2, 0), strict=True))
    made = make_register(Setting(0, network.today), 5, DemoRecords(*small))
    assert made.approaches
    assert all(planted.kind is not OverlapClass.COLLISION for planted in made.planted)


def test_decisions_that_all_may_read_are_about_records_that_may_be_named(network: DemoNetwork) -> None:
    assert network.register.resolutions
    about = {each.about for each in network.register.resolutions}
    asks = [approach for approach in network.register.approaches if approach.live and approach.partner in about]
    assert {approach.disclosure.visibility for approach in asks} == {Visibility.NAMED}


def test_no_open_talk_is_agreed_already(network: DemoNetwork) -> None:
    talks = [talk for talk in network.register.talks if talk.closed is None]
    assert talks
    assert all(talk.agreed is None for talk in talks)
