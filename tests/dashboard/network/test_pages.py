"""The coordinator's path: whom to convene, offers, the plan; what each role may do there."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from dashboard import access, resources
from dashboard.queries import OPEN
from tests.conftest import PATIENCE
from tests.dashboard.pages import at_address, texts

CONVENE, INTAKE, PLAN = "views/convene.py", "views/intake.py", "views/network_plan.py"


def as_role(at: AppTest, role: str) -> AppTest:
    """Look at the pages in a role of the demonstration."""
    return next(each for each in at.selectbox if each.key == "viewer").set_value(role).run()


def opened(pages: AppTest, view: str, role: str = "coordinator", **address: str | list[str]) -> AppTest:
    """Open a page in a role by a link."""
    at = pages.run()
    at.session_state[access.COUNTRY] = "MLI"  # whose coordinator one is in the demonstration
    at = as_role(at, role).switch_page(view)
    at = at_address(at, **({"country": "MLI"} | address))
    # A test before may have changed what is loaded: then the profiles are read anew, behind the first page.
    while "Reading the profiles" in texts(at):
        assert resources.preparation(OPEN).wait(PATIENCE)
        at = at.run()
    return at


def press(at: AppTest, key: str) -> AppTest:
    """Press a button by the beginning of its key."""
    return next(each for each in at.button if each.key and each.key.startswith(key)).click().run()


def invited(at: AppTest) -> list[str]:
    """Return the names on the list."""
    return next(list(each.value["Partner"]) for each in at.dataframe if "Adds" in each.value)


def test_a_list_says_what_it_covers_beside_the_top_of_the_ranking(pages: AppTest) -> None:
    at = opened(pages, CONVENE, seats="2", here="0")
    assert not at.exception
    assert "of what Mali needs; the top of the ranking would cover" in texts(at)
    assert at.query_params["country"] == "MLI"
    assert "Sahel Froid" in invited(at)
    assert "Who could come instead" in texts(at)


def test_who_is_left_out_is_replaced_and_the_link_says_so(pages: AppTest) -> None:
    at = press(opened(pages, CONVENE, seats="2", here="0", each="0"), "n-leave")
    assert not at.exception
    assert "Sahel Froid" not in invited(at)
    assert at.query_params["without"] in ("p-froid", ["p-froid"])


def test_rules_that_no_list_keeps_are_named_and_taken_away_by_a_button(pages: AppTest) -> None:
    at = opened(pages, CONVENE, seats="1", wish=["ngo:1", "women_led:1"])
    assert "No list keeps every rule." in texts(at)
    at = press(at, "relax")
    assert not at.exception
    assert len(invited(at)) == 1


def test_a_link_with_nonsense_is_read_as_far_as_it_goes(pages: AppTest) -> None:
    at = opened(pages, CONVENE, seats="9999", scope="moon", wish="ngo:x", country="ATL")
    assert not at.exception
    assert "3 parts of the link could not be read" in texts(at)
    assert "There is no “ATL” that you may see." in texts(at)


def test_two_lists_stand_side_by_side(pages: AppTest) -> None:
    at = press(opened(pages, CONVENE, seats="2", here="0"), "n-aside")
    assert not at.exception
    assert list(at.dataframe[-1].value.iloc[:, 0]) == ["This list", "2"]


def test_an_offer_is_typed_taken_by_one_and_answered_once(pages: AppTest) -> None:
    at = opened(pages, INTAKE)
    at.text_input(key="o-name").set_value("=Kelvin & <b>Sons</b>")
    at.text_area(key="o-text").set_value("We lend twenty cold rooms for vaccines in Mali for six months.")
    at = next(each for each in at.button if "Send" in each.label).click().run()
    assert not at.exception
    assert "1 offer waits" in texts(at)
    assert "<b>" not in texts(at).replace("\\<b\\>", "")
    route = next(each for each in at.multiselect if each.key.startswith("o-to-"))
    at = press(route.set_value(["UNICEF", "WFP"]).run(), "o-do-route-")
    assert "Waits for an entity" in texts(at)
    at = at_address(as_role(at, "focal_point"), country="MLI")  # UNICEF in the demonstration
    at = press(at, "o-do-take-")
    assert "Taken · UNICEF" in texts(at)
    next(each for each in at.text_area if each.key.startswith("o-answer-")).set_value(
        "Thank you, we come on Monday."
    ).run()
    at = press(at, "o-do-answer-")
    assert not at.exception
    assert "0 offers wait" in texts(at)
    assert not [each for each in at.button if each.key and each.key.startswith("o-do-take-")]


def test_a_company_sees_its_own_offers_only(pages: AppTest) -> None:
    at = opened(pages, INTAKE, "external")
    assert not at.exception
    assert "You have made no offer yet." in texts(at)
    at.text_area(key="o-text").set_value("We give storage for maize in Kenya.")
    at = next(each for each in at.button if "Send" in each.label).click().run()
    assert not at.exception
    assert "We give storage for maize in Kenya" in texts(at)
    company = next(each for each in at.selectbox if each.key == "n-company")
    at = company.set_value(next(each for each in ("p-kelvin", "p-pay") if each != company.value)).run()
    assert "You have made no offer yet." in texts(at)


def test_a_plan_is_drafted_from_the_list_saved_and_read_by_others(pages: AppTest) -> None:
    at = opened(pages, PLAN)
    assert "There is no plan for this country yet." in texts(at)
    at = press(at, "relax")
    assert not at.exception
    assert at.info[0].value.startswith("This is a draft that only you see.")
    at = press(at, "p-save")
    assert not at.exception
    assert not at.info
    assert "priorities have no gap left" in texts(at)
    at = at_address(as_role(at, "focal_point"), country="MLI")
    assert not at.exception
    assert "priorities have no gap left" in texts(at)
    assert not [each for each in at.button if each.key == "p-save"]


def test_others_than_the_coordinator_cannot_draft(pages: AppTest) -> None:
    at = opened(pages, PLAN, "focal_point", country="KEN")
    assert "Only the coordinator of the country writes it." in texts(at)
    assert not [each for each in at.button if each.key == "relax"]
