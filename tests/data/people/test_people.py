"""Users and grants: fail closed, end at the right instant, and leave an administrator in place."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from data import people
from data.database import transaction
from data.entities import read_entities
from data.errors import NotFoundError
from data.loading import load_reference
from data.people import Identity, LastAdministratorError
from matching.records import SYSTEM, Grant, User, UserRole

SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)


@pytest.fixture(scope="module")
def filled(engine: Engine) -> Engine:
    """Give the module's database with the UN entities."""
    load_reference(engine, read_entities())
    return engine


@pytest.fixture
def connection(filled: Engine) -> Iterator[Connection]:
    """Give a transaction of which nothing stays."""
    with transaction(filled, SYSTEM) as opened:
        inside = opened.begin_nested()
        yield opened
        inside.rollback()


def amina(connection: Connection, **place: object) -> User:
    """Enter Amina as a focal point of UNICEF, or with another grant."""
    user = people.add(connection, "Amina K.", "Amina.K@example.org ")
    grant = {"role": UserRole.FOCAL_POINT, "entity": "UNICEF"} | place
    people.give(connection, Grant(user.id, **grant), "operator")  # type: ignore[arg-type]
    return people.find(connection, user.id)


def test_somebody_is_found_by_verified_address_once_and_by_subject_ever_after(connection: Connection) -> None:
    user = amina(connection)
    assert user.id == "amina.k"
    found = people.known_user(connection, Identity("idp#1", "AMINA.K@example.org"), SOON)
    assert found is not None
    assert found.grants == user.grants
    assert people.known_user(connection, Identity("idp#1"), SOON) == found
    assert people.known_user(connection, Identity("idp#1", "new@example.org"), SOON) == found
    assert people.known_user(connection, Identity("idp#2", "amina.k@example.org"), SOON) is None
    people.unbind(connection, user.id)
    assert people.known_user(connection, Identity("idp#2", "amina.k@example.org"), SOON) is not None
    assert people.known_user(connection, Identity("idp#1", "amina.k@example.org"), SOON) is None


@pytest.mark.parametrize("identity", [Identity(""), Identity("", "amina.k@example.org"), Identity("idp#9")])
def test_without_a_known_subject_or_a_verified_address_one_is_nobody(
    connection: Connection, identity: Identity
) -> None:
    amina(connection)
    assert people.known_user(connection, identity, SOON) is None


def test_a_grant_ends_at_its_instant_and_the_last_one_takes_the_user_along(connection: Connection) -> None:
    amina(connection, until=SOON)
    identity = Identity("idp#1", "amina.k@example.org")
    assert people.known_user(connection, identity, SOON - timedelta(microseconds=1)) is not None
    assert people.known_user(connection, identity, SOON) is None


@given(st.lists(st.one_of(st.none(), st.integers(-3, 3)), max_size=5))
def test_a_grant_holds_exactly_before_its_end(ends: list[int | None]) -> None:
    until = [None if end is None else SOON + timedelta(microseconds=end) for end in ends]
    held = [Grant("u", UserRole.LEADERSHIP, until=end) for end in until]
    assert sum(each.live(SOON) for each in held) == sum(end is None or end > 0 for end in ends)


def test_who_is_shut_out_is_nobody_with_all_their_grants(connection: Connection) -> None:
    user = amina(connection)
    people.set_active(connection, user.id, False)
    assert people.known_user(connection, Identity("idp#1", user.email), SOON) is None
    people.set_active(connection, user.id, True)
    assert people.known_user(connection, Identity("idp#1", user.email), SOON) is not None


def test_several_grants_are_several_hats(connection: Connection) -> None:
    user = amina(connection)
    people.give(connection, Grant(user.id, UserRole.COORDINATOR, countries=frozenset({"KEN", "MLI"})), "operator")
    hats = [grant.viewer for grant in people.find(connection, user.id).grants]
    assert [hat.visibility_class for hat in hats] == ["focal_point/UNICEF//", "coordinator//KEN,MLI/"]


def test_a_grant_given_again_changes_only_its_end_and_a_revoked_one_is_gone(connection: Connection) -> None:
    user = amina(connection)
    later = Grant(user.id, UserRole.FOCAL_POINT, "UNICEF", until=SOON)
    people.give(connection, later, "operator")
    assert people.find(connection, user.id).grants == (later,)
    people.revoke(connection, later, "operator")
    assert people.find(connection, user.id).grants == ()
    with pytest.raises(NotFoundError, match="focal_point for UNICEF"):
        people.revoke(connection, later, "operator")


def test_what_cannot_be_granted_is_refused_with_the_reason(connection: Connection) -> None:
    user = amina(connection)
    with pytest.raises(NotFoundError, match="did you mean UNICEF"):
        people.give(connection, Grant(user.id, UserRole.ENTITY_LEAD, "UNICEV"), "operator")
    with pytest.raises(NotFoundError, match="no partner 'p-none'"):
        people.give(connection, Grant(user.id, UserRole.EXTERNAL, partner="p-none"), "operator")
    with pytest.raises(ValueError, match="which is past"):
        people.give(connection, Grant(user.id, UserRole.LEADERSHIP, until=SOON - timedelta(days=60)), "operator")
    with pytest.raises(ValueError, match="auditor holds no other role"):
        people.give(connection, Grant(user.id, UserRole.AUDITOR), "operator")
    with pytest.raises(ValueError, match="nobody grants a role to themself"):
        people.give(connection, Grant(user.id, UserRole.LEADERSHIP), user.id)
    with pytest.raises(ValueError, match="is a user already"):
        people.add(connection, "Somebody else", "amina.k@EXAMPLE.org")
    with pytest.raises(ValueError, match="not an e-mail address"):
        people.add(connection, "Somebody", "nobody")


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (UserRole.FOCAL_POINT, {}),
        (UserRole.COORDINATOR, {}),
        (UserRole.EXTERNAL, {}),
        (UserRole.LEADERSHIP, {"entity": "WHO"}),
        (UserRole.AUDITOR, {"partner": "p"}),
        (UserRole.ENTITY_LEAD, {"entity": "WHO", "countries": frozenset({"KEN"})}),
        (UserRole.SYSTEM, {}),
    ],
)
def test_a_grant_says_neither_too_little_nor_too_much(role: UserRole, place: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"needs|takes no|Concert itself"):
        Grant("u", role, **place)  # type: ignore[arg-type]


def test_the_last_administrator_without_an_end_stays(connection: Connection) -> None:
    first = amina(connection, role=UserRole.ADMINISTRATOR, entity="")
    [grant] = first.grants
    for act in (
        lambda: people.revoke(connection, grant, first.id),
        lambda: people.set_active(connection, first.id, False),
        lambda: people.give(connection, Grant(first.id, UserRole.ADMINISTRATOR, until=SOON), "operator"),
    ):
        with (
            pytest.raises(LastAdministratorError, match="somebody else administrator first"),
            connection.begin_nested(),
        ):
            act()
    second = people.add(connection, "Second", "second@example.org")
    people.give(connection, Grant(second.id, UserRole.ADMINISTRATOR), first.id)
    people.revoke(connection, grant, first.id)


def test_two_administrators_cannot_remove_each_other_at_once(own_engine: Engine) -> None:
    with transaction(own_engine, SYSTEM) as connection:
        grants = []
        for name in ("one", "two"):
            user = people.add(connection, name, f"{name}@example.org")
            grants.append(Grant(user.id, UserRole.ADMINISTRATOR))
            people.give(connection, grants[-1], "operator")

    def remove(which: int) -> bool:
        try:
            with transaction(own_engine, grants[1 - which].viewer) as connection:
                people.revoke(connection, grants[which], grants[1 - which].user)
        except LastAdministratorError:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(remove, (0, 1))) == [False, True]


def test_the_database_refuses_to_make_concert_of_a_person(connection: Connection) -> None:
    user = amina(connection)
    with pytest.raises(DBAPIError, match="grants_role_check"):
        connection.exec_driver_sql(
            f"INSERT INTO grants (holder, role, given_by) VALUES ('{user.id}', 'system', 'x')"  # noqa: S608 - the test's own id
        )
