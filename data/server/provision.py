"""The roles and the database within a new server: made by its administrator, who is not used for anything else."""

from __future__ import annotations

import psycopg
from psycopg import sql

from data.errors import ServerError
from data.server.address import DATABASE, Role, ServerAddress

_PLAIN = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD {password}")


def is_done(address: ServerAddress) -> bool:
    """Return whether the application can connect to its database."""
    try:
        address.connect(Role.APP).close()
    except psycopg.OperationalError:
        return False
    return True


def roles_and_database(address: ServerAddress) -> None:
    """Make what is missing of the two roles and the database, and take from PUBLIC what PostgreSQL gives it.

    :raises ServerError: If the administrator cannot connect.
    """
    try:
        with address.connect(Role.ADMIN, "postgres") as connection:
            for role in (Role.OWNER, Role.APP):
                _make_role(connection, role, address.passwords[role])
            _make_database(connection)
        with address.connect(Role.ADMIN) as connection:
            connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    except psycopg.OperationalError as error:
        raise ServerError(f"the new database in {address.home} does not let its administrator in: {error}") from None


def _make_role(connection: psycopg.Connection, role: Role, password: str) -> None:
    name = sql.Identifier(role)
    exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role.value,)).fetchone()
    # Hashed here, so that the password itself never reaches a log of the server.
    hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    verb = sql.SQL("ALTER ROLE {} " if exists else "CREATE ROLE {} ").format(name)
    connection.execute(verb + _PLAIN.format(password=sql.Literal(hashed)))


def _make_database(connection: psycopg.Connection) -> None:
    name = sql.Identifier(DATABASE)
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone():
        owner = sql.Identifier(Role.OWNER)
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, owner))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {}, postgres, template1 FROM PUBLIC").format(name))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(Role.APP)))
