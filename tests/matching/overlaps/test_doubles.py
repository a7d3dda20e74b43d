"""One entity that asks the same twice: the exact double is refused, the near one is told to its own people alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.clearance import Bearings, DoubleError, own_doubles, register
from matching.disclosure import Viewpoint, alerts
from matching.overlaps import Groups, by_words, doubles, exact_double
from matching.records import Approach, Circle, Level, Period, Resource, Stage
from tests.matching.clearance.cases import DRAFT, FIRM, NOW, PLACES, registered

GROUPS = Groups.of([FIRM])
AGAIN = replace(DRAFT, id="a2")
BEARINGS = Bearings(NOW + timedelta(hours=1), PLACES, by_words)


@pytest.mark.parametrize(
    "other",
    [
        replace(AGAIN, entity="UNDP"),
        replace(AGAIN, partner="branch"),
        replace(AGAIN, resource=Resource.FINANCE),
        replace(AGAIN, country="FRA"),
        replace(AGAIN, level=Level.GLOBAL, country=""),
        replace(AGAIN, sdgs=(2,)),
        replace(AGAIN, need="need-1"),
        replace(AGAIN, topic="Trucks"),
        replace(AGAIN, window=Period(date(2026, 10, 26), date(2026, 11, 20))),
    ],
    ids=["entity", "partner", "resource", "country", "level", "Goals", "need", "topic", "window"],
)
def test_what_differs_in_anything_that_is_asked_is_no_exact_double(other: Approach) -> None:
    assert exact_double(DRAFT, [other]) is None


def test_the_very_same_ask_is_refused_with_the_id_of_the_first() -> None:
    circle = registered([DRAFT])
    with pytest.raises(DoubleError, match="your entity asks this already, in a1") as refused:
        register(replace(AGAIN, owner="boris"), circle, "boris", BEARINGS)
    assert refused.value.first == "a1"


def test_how_it_is_worded_told_or_weighed_makes_no_other_ask() -> None:
    first = replace(DRAFT, topic="Cold  chain")
    assert exact_double(replace(first, id="a2", topic=" cold chain", owner="boris", gate=None), [first]) == first


def test_an_ask_that_is_over_or_withdrawn_may_be_made_again() -> None:
    withdrawn = Circle(approaches=(replace(DRAFT, stage=Stage.WITHDRAWN),), partners=(FIRM,))
    assert register(AGAIN, withdrawn, "amina", BEARINGS).approaches[0].stage is Stage.CLEARED
    over = replace(DRAFT, stage=Stage.CLEARED, window=Period(date(2026, 9, 1), date(2026, 9, 30)))
    circle = Circle(approaches=(over,), partners=(FIRM,))
    assert register(AGAIN, circle, "amina", BEARINGS).approaches[0].stage is Stage.CLEARED


def test_headquarters_and_country_office_are_told_of_each_other_and_nobody_else_is() -> None:
    office = replace(AGAIN, level=Level.GLOBAL, country="", owner="boris")
    circle = registered([DRAFT, office])
    assert [each.stage for each in circle.approaches] == [Stage.CLEARED, Stage.CLEARED]
    assert [each.id for each in own_doubles(office, circle, BEARINGS)] == ["a1"]
    other = replace(DRAFT, id="b1", entity="UNDP", resource=Resource.FINANCE)
    assert own_doubles(other, circle, BEARINGS) == ()
    assert alerts(Viewpoint(NOW, "WFP"), office, circle, []) == ()


def test_a_subsidiary_asked_for_the_same_is_a_double_and_another_resource_is_none() -> None:
    branch = replace(AGAIN, partner="branch")
    assert doubles(DRAFT, [branch], GROUPS) == (branch,)
    assert doubles(DRAFT, [replace(branch, resource=Resource.FINANCE)], GROUPS) == ()


@given(
    st.permutations([DRAFT, AGAIN, replace(DRAFT, id="a3", partner="branch"), replace(DRAFT, id="a4", entity="FAO")])
)
def test_doubles_are_mutual_whatever_the_order(order: list[Approach]) -> None:
    found = {each.id: {other.id for other in doubles(each, order, GROUPS)} for each in order}
    assert found == {"a1": {"a2", "a3"}, "a2": {"a1", "a3"}, "a3": {"a1", "a2"}, "a4": set()}
