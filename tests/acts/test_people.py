"""Who may sign in: each change is an administrator's or the operator's, and a line of the log says who made it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from acts import people
from acts.act import Caller
from acts.errors import NotAllowedError, NotFoundError
from acts.people import Identity
from data.database import transaction
from data.people import add, find, give
from matching.records import SYSTEM, Grant, UserRole, Viewer
from tests.acts.test_act import lines, store

__all__ = ["store"]
OPERATOR = Viewer("operator", UserRole.SYSTEM)
FOCAL_POINT = Grant("amina", UserRole.FOCAL_POINT, "UNDP")


def operator(store: Engine) -> Caller:
    return Caller(store, OPERATOR, signed_in=False)


@pytest.fixture
def administrator(store: Engine) -> Caller:
    """Give somebody whom the database knows as an administrator without an end."""
    with transaction(store, SYSTEM) as connection:
        add(connection, "Ada", "ada@example.org")
        give(connection, Grant("ada", UserRole.ADMINISTRATOR), "operator")
    return Caller(store, Viewer("ada", UserRole.ADMINISTRATOR))


def test_every_change_stands_in_the_log_with_who_made_it_and_for_which_entity(administrator: Caller) -> None:
    assert people.enter(administrator, "Amina K.", "Amina@example.org").id == "amina"
    people.give_role(administrator, FOCAL_POINT)
    people.forget_sign_in(administrator, "amina")
    people.set_active(administrator, "amina", active=False)
    people.set_active(administrator, "amina", active=True)
    people.revoke_role(administrator, FOCAL_POINT)
    assert list(reversed(lines(administrator.engine))) == [
        ("ada", "roles", "amina", "", "added amina@example.org"),
        ("ada", "roles", "amina", "UNDP", "granted focal_point for UNDP"),
        ("ada", "roles", "amina", "", "identity forgotten"),
        ("ada", "roles", "amina", "", "shut out"),
        ("ada", "roles", "amina", "", "let in"),
        ("ada", "roles", "amina", "UNDP", "revoked focal_point for UNDP"),
    ]
    assert [user.id for user in people.users(administrator)] == ["ada", "amina"]


CHANGES: list[Callable[[Caller], object]] = [
    people.users,
    lambda by: people.enter(by, "Boris", "boris@example.org"),
    lambda by: people.give_role(by, FOCAL_POINT),
    lambda by: people.revoke_role(by, FOCAL_POINT),
    lambda by: people.set_active(by, "ada", active=False),
    lambda by: people.forget_sign_in(by, "ada"),
    lambda by: people.admit(by, "boris@example.org", "Boris", FOCAL_POINT),
    lambda by: people.dismiss(by, "ada@example.org"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_but_an_administrator_learns_or_changes_who_may_sign_in(
    administrator: Caller, change: Callable[[Caller], object]
) -> None:
    for role, entity in ((UserRole.ENTITY_LEAD, "UNDP"), (UserRole.CENTRAL_DESK, "UNOP"), (UserRole.AUDITOR, "")):
        with pytest.raises(NotAllowedError):
            change(Caller(administrator.engine, Viewer("eve", role, entity), signed_in=False))
    assert lines(administrator.engine) == []


def test_the_operator_admits_and_dismisses_by_address_all_or_nothing(store: Engine) -> None:
    by = operator(store)
    made = people.admit(by, "amina@example.org", "Amina K.", Grant("", UserRole.FOCAL_POINT, "UNDP"), "idp#1")
    assert (made.id, made.subject, made.grants) == ("amina", "idp#1", (FOCAL_POINT,))
    with pytest.raises(NotFoundError, match="no entity 'UNDQ'"):
        people.admit(by, "boris@example.org", "Boris", Grant("", UserRole.FOCAL_POINT, "UNDQ"))
    with pytest.raises(ValueError, match="holds focal_point, not 'leadership'"):
        people.dismiss(by, "amina@example.org", "leadership")
    with pytest.raises(NotFoundError, match=r"did you mean amina@example\.org"):
        people.dismiss(by, "aminah@example.org")
    assert people.dismiss(by, "amina@example.org", "focal_point").grants == ()
    assert not people.dismiss(by, "amina@example.org").active
    assert [line[-1] for line in reversed(lines(store))] == [
        "added amina@example.org",
        "granted focal_point for UNDP",
        "bound to idp#1",
        "revoked focal_point for UNDP",
        "shut out",
    ]


def test_a_change_that_is_refused_leaves_no_line(administrator: Caller) -> None:
    with pytest.raises(ValueError, match="somebody else administrator first"):
        people.revoke_role(operator(administrator.engine), Grant("ada", UserRole.ADMINISTRATOR))
    with pytest.raises(ValueError, match="nobody grants a role to themself"):
        people.give_role(administrator, Grant("ada", UserRole.LEADERSHIP))
    assert lines(administrator.engine) == []


def test_who_comes_is_known_by_what_an_administrator_entered_and_coming_is_noted(store: Engine) -> None:
    people.admit(operator(store), "amina@example.org", "Amina K.", FOCAL_POINT)
    before, now = len(lines(store)), datetime.now(UTC)
    found = people.known_user(store, Identity("idp#1", "amina@example.org"), now)
    assert found is not None
    assert found.grants == (FOCAL_POINT,)
    assert people.user_named(store, "amina", now) == found
    assert people.known_user(store, Identity("idp#2", "amina@example.org"), now) is None
    people.note_sign_in(store, FOCAL_POINT.viewer, 1)
    people.note_sign_out(store, FOCAL_POINT.viewer)
    people.note_refused(store, "eve@example.org", "unknown")
    assert list(reversed(lines(store)))[before:] == [
        ("amina", "sign_in", "amina", "UNDP", "1 roles"),
        ("amina", "sign_out", "amina", "UNDP", ""),
        (SYSTEM.user, "refused", "eve@example.org", "", "sign-in: unknown"),
    ]
    with transaction(store, SYSTEM) as connection:
        assert find(connection, "amina").subject == "idp#1"
