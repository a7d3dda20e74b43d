"""The one way to the database: whole transactions, for one viewer at a time, across restarts and within its rights."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from data import database, partners, server
from data.database import transaction
from data.errors import RoleError, ServerError
from data.server import DatabaseRole, ServerAddress
from data.settings import ROOT_HOME, Settings
from matching.records import UserRole, Viewer
from tests.conftest import eventually
from tests.data.records import partner

VIEWER = text("SELECT concert.viewer_user()")


def outside(address: ServerAddress, role: DatabaseRole, name: str) -> str:
    """Return the address of the session's server as if somebody else ran it."""
    return f"postgresql://{role}:{address.passwords[role]}@/{name}?host={quote(str(address.socket))}"


def alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_transaction_keeps_all_or_nothing(own_engine: Engine) -> None:
    with transaction(own_engine) as connection:
        partners.save_many(connection, [partner("P1")])
    with pytest.raises(ZeroDivisionError), transaction(own_engine) as connection:
        partners.save_many(connection, [partner("P2")])
        raise ZeroDivisionError
    with transaction(own_engine) as connection:
        assert [found.id for found in partners.all_(connection)] == ["P1"]


@pytest.mark.parametrize("ending", ["commit", "error in code", "error in SQL"])
def test_a_viewer_never_stays_on_a_pooled_connection(own_engine: Engine, ending: str) -> None:
    with transaction(own_engine) as connection:
        first = connection.scalar(text("SELECT pg_backend_pid()"))
    try:
        with transaction(own_engine, Viewer("amina", UserRole.FOCAL_POINT, "UNICEF")) as connection:
            assert connection.scalar(VIEWER) == "amina"
            if ending == "error in code":
                1 / 0  # noqa: B018 - the error is what is wanted
            if ending == "error in SQL":
                connection.execute(text("SELECT 1/0"))
    except (ZeroDivisionError, DBAPIError):
        pass
    with own_engine.connect() as connection:
        assert connection.scalar(text("SELECT pg_backend_pid()")) == first
        assert connection.scalar(VIEWER) is None
    with transaction(own_engine) as connection:
        assert connection.scalar(VIEWER) is None


def test_the_next_transaction_works_after_the_server_dropped_every_connection(
    own_engine: Engine, address: ServerAddress
) -> None:
    with transaction(own_engine) as connection:
        connection.execute(text("SELECT 1"))
    with address.connect(DatabaseRole.ADMIN) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
            (own_engine.url.database,),
        )
    with transaction(own_engine) as connection:
        assert connection.scalar(text("SELECT 2")) == 2


def test_a_killed_server_is_started_again_by_the_next_transaction(own_engine: Engine, concert_home: Path) -> None:
    with transaction(own_engine) as connection:
        partners.save_many(connection, [partner("P1")])
    pid = server.status(concert_home).pid
    main = psutil.Process(pid)
    children = main.children()
    main.kill()
    # A connection whose process has not noticed yet would be lost in the middle, which is the next test but one.
    eventually(lambda: not any(alive(child) for child in children))
    with transaction(own_engine) as connection:
        assert partners.count(connection) == 1
    assert server.status(concert_home).pid != pid


def test_the_next_transaction_waits_while_the_server_recovers_from_the_loss_of_a_child(
    own_engine: Engine, address: ServerAddress, concert_home: Path
) -> None:
    with transaction(own_engine) as connection:
        lost = psutil.Process(connection.scalar(text("SELECT pg_backend_pid()")))
    pid = server.status(concert_home).pid
    with address.connect(DatabaseRole.ADMIN) as admin:
        other = psutil.Process(admin.info.backend_pid)
        lost.kill()  # as the system does where memory runs out; the server then ends all its children and recovers
        eventually(lambda: not any(alive(each) for each in (lost, other)))
        with transaction(own_engine) as connection:
            assert connection.scalar(text("SELECT 2")) == 2
    assert server.status(concert_home).pid == pid


def test_a_connection_that_is_refused_while_somebody_else_starts_the_server_is_asked_for_again(
    own_engine: Engine, concert_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = psutil.Process(server.status(concert_home).pid)
    children = killed.children()
    killed.kill()
    eventually(lambda: not any(alive(each) for each in (killed, *children)))
    status = server.status

    def started_meanwhile(home: Path) -> server.Status:
        server.start(home)
        return status(home)

    monkeypatch.setattr(server, "status", started_meanwhile)
    with transaction(own_engine) as connection:
        assert connection.scalar(text("SELECT 2")) == 2


def test_a_connection_lost_in_the_middle_is_an_error_and_nothing_is_repeated(
    own_engine: Engine, address: ServerAddress
) -> None:
    begun = 0
    with pytest.raises(OperationalError), transaction(own_engine) as connection:
        begun += 1
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
        with address.connect(DatabaseRole.ADMIN) as admin:
            admin.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        connection.execute(text("SELECT 1"))
    assert begun == 1


def test_a_statement_that_takes_too_long_is_ended(own_engine: Engine) -> None:
    with transaction(own_engine) as connection:
        assert connection.scalar(text("SHOW statement_timeout")) == f"{database.STATEMENT_SECONDS}s"
        connection.execute(text("SET LOCAL statement_timeout = '50ms'"))
        with pytest.raises(OperationalError, match="statement timeout"):
            connection.execute(text("SELECT pg_sleep(5)"))


def test_the_engine_tells_its_password_to_nobody(own_engine: Engine, address: ServerAddress) -> None:
    shown = f"{own_engine!r} {own_engine.url}"
    assert address.passwords[DatabaseRole.APP] not in shown


def test_a_server_of_somebody_else_needs_only_the_two_addresses(address: ServerAddress, concert_home: Path) -> None:
    with address.connect(DatabaseRole.ADMIN, "postgres") as admin:
        admin.execute("CREATE DATABASE elsewhere OWNER concert_owner")
    settings = Settings(
        concert_home, outside(address, DatabaseRole.APP, "elsewhere"), outside(address, DatabaseRole.OWNER, "elsewhere")
    )
    engine = database.prepare(settings)
    with transaction(engine) as connection:
        partners.save_many(connection, [partner("P1")])
        assert connection.scalar(text("SELECT current_user")) == "concert_app"
    engine.dispose()


def test_tables_are_not_made_without_their_owner(address: ServerAddress, concert_home: Path) -> None:
    with address.connect(DatabaseRole.ADMIN, "postgres") as admin:
        admin.execute("CREATE DATABASE ownerless OWNER concert_owner")
    with pytest.raises(RoleError, match="CONCERT_DATABASE_OWNER_URL is not set"):
        database.prepare(Settings(concert_home, outside(address, DatabaseRole.APP, "ownerless")))


@pytest.mark.parametrize(
    ("role", "right"), [(DatabaseRole.ADMIN, "SUPERUSER"), (DatabaseRole.OWNER, "owner of the tables")]
)
def test_a_role_that_could_pass_by_the_rules_is_refused(
    address: ServerAddress, concert_home: Path, database_name: str, role: DatabaseRole, right: str
) -> None:
    with pytest.raises(RoleError, match=right):
        database.prepare(Settings(concert_home, outside(address, role, database_name)))


@pytest.mark.parametrize("address", ["h/secret", "postgresql://h:secret/db"])
def test_an_address_that_is_none_is_named_without_being_repeated(address: str) -> None:
    with pytest.raises(RoleError, match="CONCERT_DATABASE_URL is not an address like") as caught:
        database.connect(Settings(Path("/nowhere"), url=address))
    assert "secret" not in str(caught.value)


def test_settings_come_from_the_environment() -> None:
    settings = Settings.from_environment(
        {
            "CONCERT_HOME": "~/somewhere",
            "CONCERT_DATABASE_URL": "postgresql://a:secret@h/d",
            "CONCERT_DATABASE_OWNER_URL": " ",
        }
    )
    assert settings.home == Path.home() / "somewhere"
    assert settings.url == "postgresql://a:secret@h/d"
    assert settings.owner_url == ""
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(("uid", "expected"), [(0, True), (1000, False)])
def test_root_keeps_the_database_outside_its_private_home(
    monkeypatch: pytest.MonkeyPatch, uid: int, expected: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    assert (Settings.from_environment({}).home == ROOT_HOME) is expected


def test_a_server_that_does_not_answer_is_named_by_its_setting(concert_home: Path, tmp_path: Path) -> None:
    settings = Settings(concert_home, f"postgresql://a:secret@/d?host={quote(str(tmp_path))}")
    with pytest.raises(ServerError, match="CONCERT_DATABASE_URL does not let Concert in") as caught:
        database.prepare(settings)
    assert "secret" not in str(caught.value)


def test_a_wrong_password_is_named_by_its_setting(address: ServerAddress, concert_home: Path) -> None:
    settings = Settings(concert_home, outside(address, DatabaseRole.APP, "concert").replace("@/", "x@/"))
    with pytest.raises(
        ServerError, match=r'does not let Concert in.*password authentication failed for user "concert_app"'
    ):
        database.prepare(settings)
