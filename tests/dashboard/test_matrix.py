"""The table of rights against the running pages, cell by cell: a role opens a page or learns whose it is."""

from __future__ import annotations

import ast

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import pages as menu
from dashboard.labels import ROLES
from matching.policy import Right, may
from matching.records import UserRole, Viewer

PRESENT = [name for _, name, _, _ in menu.PAGES if (menu.VIEWS / f"{name}.py").is_file()]
REFUSED = "This page is not yours"


def allowed(role: UserRole, page: str) -> bool:
    return any(may(Viewer("x", role), right) for right in menu.RIGHTS[page])


def opened(pages: AppTest, role: UserRole, page: str) -> AppTest:
    pages.session_state["viewer"] = role.value
    pages.session_state["entity"] = "WHO"
    at = pages.run()
    return at.switch_page(f"views/{page}.py").run()


@pytest.mark.parametrize("role", list(ROLES))
@pytest.mark.parametrize("page", PRESENT)
def test_a_view_opens_for_those_who_may_and_tells_others_whose_it_is(pages: AppTest, role: UserRole, page: str) -> None:
    at = opened(pages, role, page)
    assert not at.exception
    assert (at.title[0].value == REFUSED) != allowed(role, page)
    holders = {f"look-as-{each}" for each in ROLES if allowed(each, page)}
    offered = {each.key for each in at.button if str(each.key).startswith("look-as-")}
    assert offered == (set() if allowed(role, page) else holders)


def test_a_page_of_others_opens_once_one_looks_as_one_of_them(pages: AppTest) -> None:
    at = opened(pages, UserRole.FOCAL_POINT, "people")
    at.button(key="look-as-administrator").click().run()
    assert at.title[0].value != REFUSED
    assert at.selectbox(key="viewer").value == "administrator"
    assert at.query_params["as"] in ("administrator", ["administrator"])


@pytest.mark.parametrize("role", list(ROLES))
def test_the_menu_has_the_pages_that_a_role_may_open(role: UserRole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu.st, "Page", lambda path, **named: (named.get("url_path"), named["visibility"]))
    found = [page for section in menu.menu(Viewer("x", role)).values() for page in section]
    assert sorted(name for name, shown in found if shown == "visible") == sorted(
        page for page in PRESENT if allowed(role, page)
    )
    assert {name for name, _shown in found} == {None, *PRESENT}  # each has its address, whoever looks


@pytest.mark.parametrize("page", PRESENT)
def test_a_view_asks_for_the_rights_of_the_table_before_anything_else(page: str) -> None:
    tree = ast.parse((menu.VIEWS / f"{page}.py").read_text(encoding="utf-8"))
    first = next(node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom | ast.Expr))
    assert isinstance(first, ast.Assign)
    call = first.value
    assert isinstance(call, ast.Call)
    assert ast.unparse(call.func) == "access.require"
    assert {Right[ast.unparse(each).removeprefix("Right.")] for each in call.args} == set(menu.RIGHTS[page])
