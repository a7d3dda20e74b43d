"""Statements about a Local Network: people first, facts next, inventions last; who convenes follows from them."""

from __future__ import annotations

from datetime import date

import pytest

from matching.country import Fallback, Light, Network, light
from matching.records import LocalNetwork, Origin

FACT = LocalNetwork("MDG", Origin("A/72/310 Box 3"), connecting="platform")
INVENTED = LocalNetwork("MDG", Origin("demo", synthetic=True), 1, association="chamber", on_day=date(2026, 1, 1))
ENTERED = LocalNetwork("MDG", Origin("entered"), 3, who="coordinator")


def test_what_people_entered_wins_and_a_fact_comes_before_an_invention() -> None:
    network = Network.of((INVENTED, FACT, ENTERED))
    assert network.statements == (ENTERED, FACT, INVENTED)
    assert (network.level, network.association, network.connecting) == (3, "chamber", "platform")
    assert Network.of((INVENTED, FACT)).leveled is INVENTED


@pytest.mark.parametrize(
    ("statements", "convenor"),
    [
        ((ENTERED, INVENTED), Fallback.LOCAL_NETWORK),
        ((FACT, INVENTED), Fallback.CONNECTING_BUSINESS),
        ((INVENTED,), Fallback.ASSOCIATION),
        ((), Fallback.NONE),
    ],
)
def test_whoever_can_convene_is_asked(statements: tuple[LocalNetwork, ...], convenor: Fallback) -> None:
    assert Network.of(statements).convenor is convenor


def test_a_light_changes_after_one_and_after_two_years() -> None:
    today = date(2026, 11, 1)
    days = (None, date(2026, 11, 1), date(2025, 11, 1), date(2025, 10, 31), date(2024, 11, 1), date(2024, 10, 31))
    assert [light(day, today) for day in days] == [
        Light.UNDATED,
        Light.FRESH,
        Light.FRESH,
        Light.AGEING,
        Light.AGEING,
        Light.OLD,
    ]
