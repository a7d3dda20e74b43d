"""The table of rights against the running pages, cell by cell: a role opens a page or finds no such page."""

from __future__ import annotations

import ast

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import pages as menu
from dashboard.people.roles import ROLES
from matching.policy import Right, may
from matching.records import UserRole, Viewer
from tests.dashboard.pages import texts

PRESENT = [name for _, name, _, _ in menu.PAGES if (menu.VIEWS / f"{name}.py").is_file()]
REFUSED = "There is no such page for you."


def allowed(role: UserRole, page: str) -> bool:
    return any(may(Viewer("x", role), right) for right in menu.RIGHTS[page])


def opened(pages: AppTest, role: UserRole, page: str) -> AppTest:
    pages.session_state["viewer"] = role.value
    pages.session_state["entity"] = "WHO"
    at = pages.run()
    return at.switch_page(f"views/{page}.py").run()


@pytest.mark.parametrize("role", list(ROLES))
@pytest.mark.parametrize("page", PRESENT)
def test_a_view_opens_for_those_who_may_and_for_nobody_else(
    pages: AppTest, monkeypatch: pytest.MonkeyPatch, role: UserRole, page: str
) -> None:
    monkeypatch.setattr(menu, "may", lambda _viewer, _right: True)  # by its address: the menu hides nothing
    at = opened(pages, role, page)
    assert not at.exception
    assert (REFUSED in texts(at)) != allowed(role, page)
    assert bool(at.title) == allowed(role, page)


@pytest.mark.parametrize("role", list(ROLES))
def test_the_menu_has_the_pages_that_a_role_may_open(role: UserRole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu.st, "Page", lambda path, **_named: path.stem)
    shown = [page for section in menu.menu(Viewer("x", role)).values() for page in section]
    assert sorted(shown) == sorted(page for page in PRESENT if allowed(role, page))


@pytest.mark.parametrize("page", PRESENT)
def test_a_view_asks_for_the_rights_of_the_table_before_anything_else(page: str) -> None:
    tree = ast.parse((menu.VIEWS / f"{page}.py").read_text(encoding="utf-8"))
    first = next(node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom | ast.Expr))
    assert isinstance(first, ast.Assign)
    call = first.value
    assert isinstance(call, ast.Call)
    assert ast.unparse(call.func) == "access.require"
    assert {Right[ast.unparse(each).removeprefix("Right.")] for each in call.args} == set(menu.RIGHTS[page])
