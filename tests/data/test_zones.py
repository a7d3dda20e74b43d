"""Time zones and weekends of countries."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from data.zones import time_zones, weekends


def test_every_zone_exists_and_the_first_of_a_country_is_taken() -> None:
    zones = time_zones()
    assert zones["KEN"] == "Africa/Nairobi"
    assert zones["USA"] == "America/New_York"
    assert zones["KIR"] == "Pacific/Tarawa"
    assert len(zones) > 240
    assert all(ZoneInfo(name) for name in zones.values())


def test_weekends_are_those_of_each_country() -> None:
    found = weekends()
    assert found["FRA"] == {5, 6}
    assert found["EGY"] == {4, 5}  # Friday and Saturday
    assert found["IND"] == {6}  # Sunday alone
    assert all(days and len(days) < 7 for days in found.values())
