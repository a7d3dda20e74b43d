"""The server is closed to everybody but its owner, and the application may do no more than it must."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from psycopg import errors

from data import server
from data.server import DATABASE, PORT, DatabaseRole, ServerAddress


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.mark.parametrize("role", [*DatabaseRole, "postgres", "root"])
@pytest.mark.parametrize("password", ["", "concert", "wrong"])
def test_nobody_comes_in_without_the_password(address: ServerAddress, role: str, password: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(address.socket), port=PORT, dbname=DATABASE, user=role, password=password)


def test_no_process_of_the_server_listens_on_the_network(concert_home: Path) -> None:
    main = psutil.Process(server.status(concert_home).pid)
    listening = main.net_connections("inet")
    for process in main.children():
        with suppress(psutil.NoSuchProcess):  # a worker of the server may have done its work meanwhile
            listening += process.net_connections("inet")
    assert listening == []


def test_only_its_owner_reads_the_data_the_socket_and_the_passwords(concert_home: Path, address: ServerAddress) -> None:
    assert mode(concert_home / "database") == 0o700
    assert mode(address.socket) == 0o700
    assert mode(address.socket / f".s.PGSQL.{PORT}") == 0o700
    assert mode(concert_home / "passwords.json") == 0o600
    assert mode(concert_home) & 0o066 == 0
    assert (concert_home / "passwords.json").stat().st_uid == os.geteuid()


def test_every_way_in_asks_for_a_password(address: ServerAddress) -> None:
    with address.connect(DatabaseRole.ADMIN) as connection:
        rules = connection.execute("SELECT type, auth_method FROM pg_hba_file_rules").fetchall()
        stored = connection.execute("SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolcanlogin")
        assert rules == [("local", "scram-sha-256")]
        assert set(stored.fetchall()) == {(True,)}


def test_writes_are_durable_and_pages_are_checked(address: ServerAddress) -> None:
    expected = {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "data_checksums": "on",
        "server_encoding": "UTF8",
        "listen_addresses": "",
    }
    with address.connect(DatabaseRole.APP) as connection:
        found = {name: connection.execute("SELECT current_setting(%s)", (name,)).fetchone() for name in expected}
    assert found == {name: (value,) for name, value in expected.items()}


def test_neither_role_of_ours_is_an_administrator(address: ServerAddress) -> None:
    with address.connect(DatabaseRole.APP) as connection:
        rows = connection.execute(
            "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles"
            " WHERE rolname IN ('concert_app', 'concert_owner') ORDER BY rolname"
        ).fetchall()
        members = connection.execute(
            "SELECT count(*) FROM pg_auth_members WHERE member::regrole::text LIKE 'concert%'"
        ).fetchone()
    none = (False,) * 5
    assert rows == [("concert_app", *none), ("concert_owner", *none)]
    assert members == (0,)


FORBIDDEN = (
    "CREATE TABLE concert.mine (id int)",
    "CREATE TABLE public.mine (id int)",
    "CREATE SCHEMA mine",
    "CREATE TEMPORARY TABLE mine (id int)",
    "ALTER TABLE concert.partners DISABLE TRIGGER ALL",
    "DROP TABLE concert.partners",
    "TRUNCATE concert.partners",
    "CREATE ROLE other LOGIN",
    "ALTER ROLE concert_owner PASSWORD 'x'",
    "SET ROLE concert_owner",
    "SET SESSION AUTHORIZATION concert_owner",
    "ALTER SYSTEM SET fsync = off",
    "CREATE DATABASE other",
    "CREATE EXTENSION vector SCHEMA concert",
    "COPY concert.partners TO '/tmp/partners'",
    "COPY concert.partners TO PROGRAM 'cat'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT rolpassword FROM pg_authid",
    "UPDATE concert.alembic_version SET version_num = '0000'",
    "CREATE FUNCTION concert.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_may_not(address: ServerAddress, database_name: str, statement: str) -> None:
    with address.connect(DatabaseRole.APP, database_name) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement)


def test_the_application_gives_no_rights_away(address: ServerAddress, database_name: str) -> None:
    with address.connect(DatabaseRole.APP, database_name) as connection:
        connection.execute("GRANT SELECT ON concert.partners TO PUBLIC")  # PostgreSQL warns, and nothing happens
        given = connection.execute(
            "SELECT count(*) FROM information_schema.table_privileges"
            " WHERE grantee = 'PUBLIC' AND table_schema = 'concert'"
        ).fetchone()
    assert given == (0,)


@pytest.mark.parametrize("other", ["postgres", "template1"])
def test_the_application_may_enter_no_other_database(address: ServerAddress, other: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        address.connect(DatabaseRole.APP, other)


def test_passwords_show_in_no_text_of_the_address(address: ServerAddress) -> None:
    shown = f"{address!r} {address}"
    assert not any(password in shown for password in address.passwords.values())
