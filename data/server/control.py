"""Start, stop and look at the embedded server; any number of processes may do so at the same time."""

from __future__ import annotations

import logging
import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from data.errors import ServerError
from data.server import binaries, cluster, process
from data.server.account import account_for, check_reachable
from data.server.address import DATABASE, DatabaseRole, ServerAddress, make_passwords, read_passwords
from data.server.lock import locked
from data.settings import default_home

log = logging.getLogger(__name__)

# The first start copies 25 MB and runs initdb; on a slow disk that may take a minute.
LOCK_SECONDS = 180.0
# initdb hands its own path to a shell between double quotes.
UNSAFE = frozenset('"$`\\\n')


@dataclass(frozen=True, slots=True)
class Status:
    """Whether the embedded server runs, and where."""

    running: bool
    home: Path
    pid: int | None = None
    socket: Path | None = None


def start(home: Path | None = None) -> ServerAddress:
    """Return the address of the running server of `home`; make the database and start the server where needed.

    :raises ServerError: If it cannot be made or started.
    """
    home = (home or default_home()).absolute()
    try:
        ready = _running(home)
        if ready is not None and is_done(ready):
            return ready
        _make_home(home)
        with _only_one(home):
            process.settled(cluster.data_folder(home))
            ready = _running(home) or _start(home)
            if not is_done(ready):
                roles_and_database(ready)
            return ready
    except OSError as error:
        raise ServerError(f"the database in {home} cannot be prepared: {error}") from error


def stop(home: Path | None = None) -> bool:
    """Stop the server; return whether one was running.

    :raises ServerError: If it does not end in time.
    """
    home = (home or default_home()).absolute()
    if not home.is_dir():
        return False
    with _only_one(home):
        return process.halt(cluster.data_folder(home))


def status(home: Path | None = None) -> Status:
    """Return whether the server of `home` runs; nothing is started."""
    home = (home or default_home()).absolute()
    found = process.postmaster(cluster.data_folder(home))
    if found is None:
        return Status(running=False, home=home)
    return Status(running=found.ready, home=home, pid=found.pid, socket=found.socket)


def _running(home: Path) -> ServerAddress | None:
    found = process.postmaster(cluster.data_folder(home))
    passwords = read_passwords(home) if found is not None else None
    if found is None or not found.ready or passwords is None:
        return None
    return ServerAddress(home, found.socket, passwords)


def _start(home: Path) -> ServerAddress:
    data = cluster.data_folder(home)
    account = account_for(data)
    if data.exists():
        cluster.check_version(data)
    cluster.check_passwords_kept(home, data)
    check_reachable(home, account)
    place = cluster.Cluster(
        home=home,
        data=data,
        socket=cluster.socket_folder(home, account),
        programs=binaries.copied(home) if account.other else binaries.installed(),
        account=account,
    )
    passwords = read_passwords(home) or make_passwords(home)
    if not data.exists():
        cluster.create(place, passwords["concert_admin"])
    cluster.write_settings(place)
    log.info("Starting the database in %s", data)
    found = process.launch(place)
    return ServerAddress(home, found.socket, passwords)


def _make_home(home: Path) -> None:
    if bad := sorted(UNSAFE & set(str(home))):
        raise ServerError(
            f"PostgreSQL's programs cannot take {' '.join(map(repr, bad))} in a path, as in {home}; "
            "set CONCERT_HOME to another folder"
        )
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, exist_ok=True)
    except OSError as error:
        raise ServerError(
            f"Concert's folder {home} cannot be made ({error.strerror}); set CONCERT_HOME to a folder you may write to"
        ) from None
    if not os.access(home, os.W_OK | os.X_OK):
        raise ServerError(f"Concert's folder {home} is not writable; set CONCERT_HOME to a folder you may write to")


def _only_one(home: Path) -> AbstractContextManager[int]:
    """Keep other processes from starting or stopping the same server meanwhile."""
    path = home / "server.lock"
    return locked(path, LOCK_SECONDS, f"another process has held {path} for {LOCK_SECONDS:.0f} seconds; end it first")


_PLAIN = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD {password}")


def is_done(address: ServerAddress) -> bool:
    """Return whether the application can connect to its database."""
    try:
        address.connect(DatabaseRole.APP).close()
    except psycopg.OperationalError:
        return False
    return True


def roles_and_database(address: ServerAddress) -> None:
    """Make what is missing of the two roles and the database, and take from PUBLIC what PostgreSQL gives it.

    :raises ServerError: If the administrator cannot connect.
    """
    try:
        with address.connect(DatabaseRole.ADMIN, "postgres") as connection:
            for role in (DatabaseRole.OWNER, DatabaseRole.APP):
                _make_role(connection, role, address.passwords[role])
            _make_database(connection)
        with address.connect(DatabaseRole.ADMIN) as connection:
            connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    except psycopg.OperationalError as error:
        raise ServerError(f"the new database in {address.home} does not let its administrator in: {error}") from None


def _make_role(connection: psycopg.Connection, role: DatabaseRole, password: str) -> None:
    name = sql.Identifier(role)
    exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role.value,)).fetchone()
    # Hashed here, so that the password itself never reaches a log of the server.
    hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    verb = sql.SQL("ALTER ROLE {} " if exists else "CREATE ROLE {} ").format(name)
    connection.execute(verb + _PLAIN.format(password=sql.Literal(hashed)))


def _make_database(connection: psycopg.Connection) -> None:
    name = sql.Identifier(DATABASE)
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone():
        owner = sql.Identifier(DatabaseRole.OWNER)
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, owner))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {}, postgres, template1 FROM PUBLIC").format(name))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(DatabaseRole.APP)))
