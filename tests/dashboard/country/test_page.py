"""The country page as a coordinator and a focal point walk through it, on the small network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from dashboard.country.choosing import SECTIONS
from dashboard.country.compare import counted
from dashboard.country.maps import most_open
from data import approaches
from data.database import transaction
from data.local import networks, standbys
from matching.records import SYSTEM, LocalNetwork, Resource, Standby
from tests.dashboard.coordination.conftest import REGISTER
from tests.dashboard.pages import texts
from tests.dashboard.sample import INVENTED

READY = (
    Standby("s1", "p-trans", Resource.LOGISTICS, "9 lorries of <b>ours</b>", 24, INVENTED, ("MLI",)),
    Standby("s2", "p-pay", Resource.FINANCE, "Cash for 900 families", 200, INVENTED, ("KEN",)),
)


@pytest.fixture
def scene(pages: AppTest, network: Engine) -> Iterator[AppTest]:
    """Give the pages with a register, a statement and two commitments."""
    with transaction(network, SYSTEM) as connection:
        approaches.save_many(connection, REGISTER)
        standbys.save_many(connection, READY)
        networks.state(connection, [LocalNetwork("KEN", INVENTED, 1, association="p-farm")])
    yield pages
    with transaction(network, SYSTEM) as connection:
        for table in ("approaches", "standbys", "local_networks"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - three names of our own


def opened(at: AppTest, section: str = "needs", role: str = "coordinator", country: str = "KEN") -> AppTest:
    at.run()
    at.selectbox(key="viewer").select(role)
    at.query_params["country"] = country
    at.query_params["part"] = section
    return at.switch_page("views/country.py").run()


def frames(at: AppTest) -> str:
    return "\n".join(frame.value.to_string() for frame in at.dataframe)


def test_the_answer_comes_first_with_the_numbers_in_it(scene: AppTest) -> None:
    at = opened(scene)
    assert not at.exception
    assert "Kenya: 1 need, 0 covered" in texts(at)
    assert "Local Network level 1." in texts(at)
    assert "School meals from local farms, Kenya" in frames(at)


@pytest.mark.parametrize("section", list(SECTIONS))
@pytest.mark.parametrize("country", ["KEN", "MLI", "DEU"])
def test_each_part_opens_for_each_country_and_names_nobody_who_may_not_be(
    scene: AppTest, section: str, country: str
) -> None:
    at = opened(scene, section, "leadership", country)
    assert not at.exception
    shown = texts(at) + frames(at)
    assert all(entity not in shown for entity in ("UNFPA", "UNHCR"))
    assert "Counts what you may see" in shown


def test_a_country_that_nobody_names_is_said_not_to_be_here(scene: AppTest) -> None:
    at = opened(scene, country="XYZ")
    assert "There is no “XYZ” that you may see." in texts(at)
    assert at.selectbox(key="country-chosen").value == "KEN"


def test_partners_at_home_come_before_the_others(scene: AppTest) -> None:
    at = opened(scene, "here")
    assert list(at.dataframe[1].value.iloc[:, 0]) == ["Kitale Farm Union", "Pesa Bridge", "Kelvin & Sons"]


def test_an_emergency_lists_who_is_committed_and_what_is_missing(scene: AppTest) -> None:
    at = opened(scene, "emergency", country="MLI")
    at.selectbox(key="country-emergency").select("flood").run()
    assert not at.exception
    assert "Flood or landslide, Mali: 1 commitment holds, the fastest within 24 hours" in texts(at)
    asks = at.dataframe[0].value
    standing = dict(zip(asks.iloc[:, 0], asks.iloc[:, 1], strict=True))
    assert (standing["Logistics"], standing["Finance"]) == ("In time", "Nobody")
    assert standing["Technology"] == "On offer, not committed"


def test_the_coordinator_of_the_country_states_its_level_and_nobody_else(scene: AppTest, network: Engine) -> None:
    assert [each.label for each in opened(scene, "network", "focal_point").text_area] == []
    at = opened(scene, "network", country="MLI")
    assert "Only the resident coordinator of this country can state its level." in texts(at)
    at = opened(scene, "network")
    at.text_area[0].input("Meets monthly")
    next(box for box in at.selectbox if box.label == "Level").select(3)
    next(each for each in at.button if each.label == "Save the statement").click().run()
    assert not at.exception
    with transaction(network, SYSTEM) as connection:
        stated = {(each.level, each.note, each.who) for each in networks.all_(connection)}
    assert (3, "Meets monthly", "local-coordinator") in stated
    assert "Local Network level 3." in texts(at)


def test_the_comparison_is_filtered_by_region_and_by_group(scene: AppTest) -> None:
    at = opened(scene, "compare")
    assert list(at.dataframe[0].value.iloc[:, 0]) == ["▸ Kenya", "Mali", "Germany", "France", "Niger"]
    at.button_group(key="groups").set_value(["lldc"]).run()
    assert list(at.dataframe[0].value.iloc[:, 0]) == ["Mali", "Niger"]
    at.selectbox(key="region").select("Europe").run()
    assert "No country is in that region and in all of these groups." in texts(at)


def test_an_outsider_finds_no_such_page(scene: AppTest) -> None:
    at = opened(scene, role="external")
    assert "Kenya" not in texts(at)
    assert [box.key for box in at.selectbox if box.key == "country-chosen"] == []


def test_nothing_is_said_to_be_left_out_where_all_are_shown() -> None:
    assert counted(147, 147) == "147 countries"
    assert counted(54, 147) == "54 of 147 countries; the others are left out by the filters"


def test_countries_that_share_the_first_place_are_named_together() -> None:
    assert most_open([("Kenya", 9), ("Mali", 4)]) == "Most open needs: Kenya (9)"
    assert most_open([("Kenya", 4), ("Mali", 4)]) == "Most open needs: Kenya and Mali (4 each)"
    assert most_open([("Kenya", 0), ("Mali", 0)]) == "No need is open"
