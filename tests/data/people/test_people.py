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

from data import audit, people
from data.database import transaction
from data.entities import read_entities
from data.errors import NotFoundError
from data.loading import load_reference
from data.people import Identity, LastAdministratorError
from matching.records import SYSTEM, AuditAct, Grant, User, UserRole, Viewer

SOON = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)
OPERATOR = Viewer("operator", UserRole.SYSTEM)


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
    user = people.add(connection, "Amina K.", "Amina.K@example.org ", OPERATOR)
    grant = {"role": UserRole.FOCAL_POINT, "entity": "UNICEF"} | place
    people.give(connection, Grant(user.id, **grant), OPERATOR)  # type: ignore[arg-type]
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
    people.unbind(connection, user.id, OPERATOR)
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
    people.set_active(connection, user.id, False, OPERATOR)
    assert people.known_user(connection, Identity("idp#1", user.email), SOON) is None
    people.set_active(connection, user.id, True, OPERATOR)
    assert people.known_user(connection, Identity("idp#1", user.email), SOON) is not None


def test_several_grants_are_several_hats(connection: Connection) -> None:
    user = amina(connection)
    people.give(connection, Grant(user.id, UserRole.COORDINATOR, countries=frozenset({"KEN", "MLI"})), OPERATOR)
    hats = [grant.viewer for grant in people.find(connection, user.id).grants]
    assert [hat.visibility_class for hat in hats] == ["focal_point/UNICEF//", "coordinator//KEN,MLI/"]


def test_a_grant_given_again_changes_only_its_end_and_a_revoked_one_is_gone(connection: Connection) -> None:
    user = amina(connection)
    later = Grant(user.id, UserRole.FOCAL_POINT, "UNICEF", until=SOON)
    people.give(connection, later, OPERATOR)
    assert people.find(connection, user.id).grants == (later,)
    people.revoke(connection, later, OPERATOR)
    assert people.find(connection, user.id).grants == ()
    with pytest.raises(NotFoundError, match="focal_point for UNICEF"):
        people.revoke(connection, later, OPERATOR)


def test_what_cannot_be_granted_is_refused_with_the_reason(connection: Connection) -> None:
    user = amina(connection)
    with pytest.raises(NotFoundError, match="did you mean UNICEF"):
        people.give(connection, Grant(user.id, UserRole.ENTITY_LEAD, "UNICEV"), OPERATOR)
    with pytest.raises(NotFoundError, match="no partner 'p-none'"):
        people.give(connection, Grant(user.id, UserRole.EXTERNAL, partner="p-none"), OPERATOR)
    with pytest.raises(ValueError, match="which is past"):
        people.give(connection, Grant(user.id, UserRole.LEADERSHIP, until=SOON - timedelta(days=60)), OPERATOR)
    with pytest.raises(ValueError, match="auditor holds no other role"):
        people.give(connection, Grant(user.id, UserRole.AUDITOR), OPERATOR)
    with pytest.raises(ValueError, match="nobody grants a role to themself"):
        people.give(connection, Grant(user.id, UserRole.LEADERSHIP), Viewer(user.id, UserRole.ADMINISTRATOR))
    with pytest.raises(ValueError, match="is a user already"):
        people.add(connection, "Somebody else", "amina.k@EXAMPLE.org", OPERATOR)
    with pytest.raises(ValueError, match="not an e-mail address"):
        people.add(connection, "Somebody", "nobody", OPERATOR)


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
    me = grant.viewer
    for act in (
        lambda: people.revoke(connection, grant, me),
        lambda: people.set_active(connection, first.id, False, me),
        lambda: people.give(connection, Grant(first.id, UserRole.ADMINISTRATOR, until=SOON), OPERATOR),
    ):
        with (
            pytest.raises(LastAdministratorError, match="somebody else administrator first"),
            connection.begin_nested(),
        ):
            act()
    second = people.add(connection, "Second", "second@example.org", me)
    people.give(connection, Grant(second.id, UserRole.ADMINISTRATOR), me)
    people.revoke(connection, grant, me)


def test_two_administrators_cannot_remove_each_other_at_once(own_engine: Engine) -> None:
    with transaction(own_engine, SYSTEM) as connection:
        grants = []
        for name in ("one", "two"):
            user = people.add(connection, name, f"{name}@example.org", OPERATOR)
            grants.append(Grant(user.id, UserRole.ADMINISTRATOR))
            people.give(connection, grants[-1], OPERATOR)

    def remove(which: int) -> bool:
        try:
            with transaction(own_engine, grants[1 - which].viewer) as connection:
                people.revoke(connection, grants[which], grants[1 - which].viewer)
        except LastAdministratorError:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(remove, (0, 1))) == [False, True]


def test_every_change_stands_in_the_log_with_who_made_it(own_engine: Engine) -> None:
    load_reference(own_engine, read_entities())
    with transaction(own_engine, SYSTEM) as connection:
        user = amina(connection)
        people.revoke(connection, user.grants[0], OPERATOR)
        people.rename(connection, user.id, "A. K.", OPERATOR)
    with transaction(own_engine, SYSTEM) as connection:
        lines = audit.entries(connection)
    assert [(line.who, line.act, line.record, line.detail) for line in reversed(lines)] == [
        ("operator", AuditAct.ROLES, "amina.k", "added amina.k@example.org"),
        ("operator", AuditAct.ROLES, "amina.k", "granted focal_point for UNICEF"),
        ("operator", AuditAct.ROLES, "amina.k", "revoked focal_point for UNICEF"),
        ("operator", AuditAct.ROLES, "amina.k", "renamed"),
    ]


def test_the_database_refuses_to_make_concert_of_a_person(connection: Connection) -> None:
    user = amina(connection)
    with pytest.raises(DBAPIError, match="grants_role_check"):
        connection.exec_driver_sql(
            f"INSERT INTO grants (holder, role, given_by) VALUES ('{user.id}', 'system', 'x')"  # noqa: S608 - the test's own id
        )
