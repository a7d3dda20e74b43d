"""The one way to the database: an engine for each role, and a transaction that knows who is looking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from data import migrations, server
from data.errors import RoleError, ServerError
from data.server import DatabaseRole
from data.settings import Settings
from data.viewing import key_of, token
from matching.records import SYSTEM, Viewer

SCHEMA = "concert"
DRIVER = "postgresql+psycopg"
# A page answers in half a second; what runs longer than this is a mistake or an attack.
STATEMENT_SECONDS = 30
# 25 sessions share one dashboard process, and few of them ask at the same instant.
POOL_SIZE = 5
POOL_OVERFLOW = 15
_LOOK = text("SELECT set_config('concert.viewer', :claims, true)")
_KEY = "concert_viewer_key"  # name of the execution option that holds the key of an engine


def connect(settings: Settings, role: DatabaseRole = DatabaseRole.APP, database: str | None = None) -> Engine:
    """Return an engine that connects as `role`, starting the embedded server unless the settings name another one.

    Nothing is sent before its first use; a server that was killed meanwhile is started again.

    :raises ServerError: If the embedded server cannot be started.
    :raises RoleError: If an outside server is used and the address of the role is not set.
    """
    url = _outside(settings, role) if settings.url else _embedded(settings, role, database)
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        execution_options={_KEY: key_of(url.password)} if role is DatabaseRole.APP and url.password else {},
        connect_args={
            "application_name": "concert",
            "connect_timeout": 10,
            "options": f"-c search_path={SCHEMA} -c statement_timeout={STATEMENT_SECONDS}s -c timezone=UTC",
        },
    )
    if not settings.url:
        event.listen(engine, "do_connect", _starter(settings))
    return engine


def prepare(settings: Settings) -> Engine:
    """Return an engine of the application on tables that are up to date; what `serve` and every command begin with.

    :raises ServerError: If the embedded server cannot be started, or the outside one does not answer.
    :raises RoleError: If the application's role has rights that it must not have, or the tables need a migration and
        the owner's address is not set.
    :raises SchemaError: If the tables are newer than this code.
    """
    app = connect(settings)
    try:
        check_rights(app)
        _bring_up_to_date(app, settings)
    except OperationalError as error:
        where = "the database of CONCERT_DATABASE_URL" if settings.url else f"the database in {settings.home}"
        raise ServerError(f"{where} does not let Concert in: {error.orig}") from None
    return app


def _bring_up_to_date(app: Engine, settings: Settings) -> None:
    key = viewer_key(app)
    if not migrations.is_current(app) or not _is_believed(app):
        owner = connect(settings, DatabaseRole.OWNER)
        try:
            migrations.upgrade(owner, app_role=app.url.username or DatabaseRole.APP, viewer_key=key)
        finally:
            owner.dispose()
        if not _is_believed(app):
            raise RoleError(
                "the database does not believe who is looking; its clock and this machine's differ by more "
                "than ten minutes, or another program replaced its key"
            )


def viewer_key(app: Engine) -> bytes:
    """Return the key with which the application signs who is looking.

    :raises RoleError: If the address of the application has no password, from which the key follows.
    """
    key: bytes | None = app.get_execution_options().get(_KEY)
    if key is None:
        raise RoleError("CONCERT_DATABASE_URL needs the application's password: it also signs who is looking")
    return key


def _is_believed(app: Engine) -> bool:
    with transaction(app, SYSTEM) as connection:
        return bool(connection.scalar(text("SELECT sees_all()")))


@contextmanager
def transaction(engine: Engine, viewer: Viewer | None = None) -> Iterator[Connection]:
    """Give a connection within one transaction, for `viewer`; committed at the end, rolled back on any error.

    Without a viewer nobody is looking: rows under row security cannot be seen, open ones can.

    Every access to the database goes through here. A connection that the server dropped while it lay in the pool is
    replaced once, before anything is done in it.
    """
    connection = _begin(engine, viewer, retry=True)
    with connection, connection.get_transaction() or connection.begin():
        yield connection


def check_rights(engine: Engine) -> None:
    """Refuse a role that could pass by the rules of the database.

    :raises RoleError: Naming the right and how to take it away.
    """
    with transaction(engine) as connection:
        row = connection.execute(
            text(
                "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole,"
                " EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                "   WHERE n.nspname = :schema AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owner"
                " FROM pg_roles r WHERE rolname = current_user"
            ),
            {"schema": SCHEMA},
        ).one()
    wrong = {"SUPERUSER": row.rolsuper, "BYPASSRLS": row.rolbypassrls, "CREATEROLE": row.rolcreaterole}
    names = [name for name, has in wrong.items() if has] + (["owner of the tables"] if row.owner else [])
    if names:
        raise RoleError(
            f"the database role {row.rolname!r} of CONCERT_DATABASE_URL is {', '.join(names)}, which the application "
            "must not be; give it a plain role (CREATE ROLE ... LOGIN) and the owner's in CONCERT_DATABASE_OWNER_URL"
        )


def _begin(engine: Engine, viewer: Viewer | None, retry: bool) -> Connection:
    connection = engine.connect()
    try:
        connection.execute(_LOOK, {"claims": _claims(engine, connection, viewer)})
    except DBAPIError as error:
        connection.close()
        if retry and error.connection_invalidated:
            return _begin(engine, viewer, retry=False)
        raise
    return connection


def _claims(engine: Engine, connection: Connection, viewer: Viewer | None) -> str:
    """Return what tells the database who is looking; nobody is, where there is no viewer or no key to sign one."""
    key = engine.get_execution_options().get(_KEY)
    if viewer is None or key is None:
        return ""
    opened = cast("psycopg.Connection", connection.connection.driver_connection)
    return token(viewer, key, opened.info.backend_pid, datetime.now(UTC))


def _outside(settings: Settings, role: DatabaseRole) -> URL:
    name, address = {
        DatabaseRole.APP: ("CONCERT_DATABASE_URL", settings.url),
        DatabaseRole.OWNER: ("CONCERT_DATABASE_OWNER_URL", settings.owner_url),
    }.get(role, ("", ""))
    if not address:
        raise RoleError(f"{name or role} is not set; the tables of an outside server are changed by their owner only")
    try:
        return make_url(address).set(drivername=DRIVER)
    except (ArgumentError, ValueError):
        raise RoleError(f"{name} is not an address like postgresql://user:password@host:5432/database") from None


def _embedded(settings: Settings, role: DatabaseRole, database: str | None) -> URL:
    address = server.start(settings.home)
    return URL.create(
        DRIVER,
        username=role.value,
        password=address.passwords[role],
        database=database or server.DATABASE,
        query={"host": str(address.socket), "port": str(server.PORT)},
    )


def _starter(settings: Settings) -> Any:
    def open_(dialect: Any, record: Any, arguments: Any, parameters: Any) -> psycopg.Connection:
        try:
            return psycopg.connect(*arguments, **parameters)
        except psycopg.OperationalError:
            # The server may be there again by now, started by whomever; what it refuses then is an error.
            found = server.status(settings.home)
            socket = found.socket if found.running else server.start(settings.home).socket
        return psycopg.connect(*arguments, **(parameters | {"host": str(socket)}))

    return open_
