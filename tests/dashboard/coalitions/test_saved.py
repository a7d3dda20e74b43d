"""The page of saved coalitions before there is any; no other test saves into this module's database."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import at_address, texts


def test_the_page_without_any_coalition_leads_to_the_builder(pages: AppTest) -> None:
    at = pages.run().switch_page("views/coalition.py").run()
    assert not at.exception
    assert "No coalition has been saved yet." in texts(at)


def test_a_link_to_a_coalition_that_is_not_there_says_so(pages: AppTest) -> None:
    at = at_address(pages.run().switch_page("views/coalition.py"), coalition="coalition-gone")
    assert not at.exception
    assert "There is no “coalition\\-gone” that you may see." in texts(at)
