"""Countries and areas are complete, and found under any of their names."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from data.countries import UnknownCountryError, country, find_country, read_countries, time_zones, weekends


def test_there_are_249_countries_and_areas_of_which_193_are_members_of_the_un() -> None:
    assert len(read_countries()) == 249
    assert sum(each.un_member for each in read_countries()) == 193


def test_the_groups_have_their_published_sizes() -> None:
    # The UN lists 45 least developed, 32 landlocked developing; small islands: 37 UN members and 16 other areas.
    assert sum(each.least_developed for each in read_countries()) == 45
    assert sum(each.landlocked_developing for each in read_countries()) == 32
    assert sum(each.small_island_developing for each in read_countries()) == 53


def test_codes_are_unique_and_well_formed() -> None:
    for codes, length in (
        ([each.iso3 for each in read_countries()], 3),
        ([each.iso2 for each in read_countries()], 2),
        ([each.m49 for each in read_countries()], 3),
    ):
        assert len(set(codes)) == 249
        assert {len(code) for code in codes} == {length}


def test_every_country_has_a_name_in_six_languages_and_a_point_on_the_globe() -> None:
    for each in read_countries():
        assert all(each.names.values()), each.iso3
        assert -90 <= each.latitude <= 90, each.iso3
        assert -180 <= each.longitude <= 180, each.iso3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KEN", "KEN"),
        ("ke", "KEN"),
        ("404", "KEN"),
        (" kenya ", "KEN"),
        ("Кения", "KEN"),
        ("肯尼亚", "KEN"),
        ("كينيا", "KEN"),
        ("Cote d’Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("UK", "GBR"),
        ("Congo", "COG"),
        ("DRC", "COD"),
    ],
)
def test_a_country_is_found_under_its_codes_names_and_aliases(text: str, code: str) -> None:
    found = find_country(text)
    assert found is not None
    assert found.iso3 == code


def test_what_names_no_country_finds_none() -> None:
    assert find_country("Atlantis") is None
    assert find_country("") is None


def test_every_name_leads_back_to_its_country() -> None:
    for each in read_countries():
        for name in each.names.values():
            assert find_country(name) == each


def test_an_unknown_code_is_refused_with_its_value() -> None:
    with pytest.raises(UnknownCountryError, match="'KE'"):
        country("KE")


def test_a_known_code_gives_region_and_groups() -> None:
    nepal = country("NPL")
    assert (nepal.region, nepal.subregion) == ("Asia", "Southern Asia")
    assert (nepal.least_developed, nepal.landlocked_developing, nepal.small_island_developing) == (True, True, False)


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
