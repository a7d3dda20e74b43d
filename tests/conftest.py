"""Databases for tests: one real embedded server a session, one fresh migrated database a module; and patience."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from psycopg import Connection, sql
from sqlalchemy import Engine

from data import database, server
from data.server import DatabaseRole, ServerAddress
from data.settings import Settings

# Nothing has to be quick: only what hangs takes longer than this, however busy the machine is with other things.
PATIENCE = 600.0  # seconds

# The same examples in every run, and none has to be quick: a run finds what the one before found, on any machine.
# New ones are tried with `pytest --hypothesis-profile=default`.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

_TEMPLATE = "concert_template"
_numbers = count(1)


def short_folder() -> Path:
    """Return a new folder for a server: not pytest's own, which is long and, for root, closed to the server's user."""
    memory = Path("/dev/shm")  # noqa: S108 - a disk that is busy with others' work makes these tests ten times slower
    try:
        found = os.statvfs(memory)
        fits = found.f_bavail * found.f_frsize > 2 << 30 and not found.f_flag & os.ST_NOEXEC
    except OSError:
        fits = False
    return Path(tempfile.mkdtemp(prefix="concert-", dir=memory if fits else None))


def eventually(holds: Callable[[], object], every: float = 0.05) -> None:
    """Return once something holds, having looked `every` so many seconds."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, f"it did not come within {PATIENCE:.0f} seconds"
        time.sleep(every)


@pytest.fixture(scope="session")
def concert_home() -> Iterator[Path]:
    """Give a folder of Concert with a running server and an empty migrated database, as CONCERT_HOME for processes."""
    home = short_folder()
    try:
        database.prepare(Settings(home)).dispose()
        with server.start(home).connect(DatabaseRole.ADMIN, "postgres") as admin:
            admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE concert").format(sql.Identifier(_TEMPLATE)))
        yield home
    finally:
        server.stop(home)
        shutil.rmtree(home)


@pytest.fixture(scope="session")
def address(concert_home: Path) -> ServerAddress:
    """Give the address of the session's server."""
    return server.start(concert_home)


@pytest.fixture
def fresh_home(concert_home: Path, address: ServerAddress) -> Path:
    """Give the same folder with its own database as new: what others left there is not to be found."""
    with server.start(concert_home).connect(DatabaseRole.ADMIN, "postgres") as admin:
        admin.execute(sql.SQL("DROP DATABASE concert WITH (FORCE)"))
        _copy(admin, "concert")
    return address.home


@pytest.fixture(scope="module")
def database_name(address: ServerAddress) -> Iterator[str]:
    """Give the name of a fresh migrated database that is dropped after the module."""
    yield from fresh_database(address)


@pytest.fixture(scope="module")
def engine(concert_home: Path, database_name: str) -> Iterator[Engine]:
    """Give the application's engine on the module's database."""
    made = database.connect(Settings(concert_home), database=database_name)
    yield made
    made.dispose()


@pytest.fixture
def own_engine(concert_home: Path, address: ServerAddress) -> Iterator[Engine]:
    """Give the application's engine on a database that only this test uses."""
    for name in fresh_database(address):
        made = database.connect(Settings(concert_home), database=name)
        yield made
        made.dispose()


def fresh_database(address: ServerAddress) -> Iterator[str]:
    """Make a copy of the migrated database, give its name, and drop it."""
    name = f"test_{next(_numbers)}"
    with server.start(address.home).connect(
        DatabaseRole.ADMIN, "postgres"
    ) as admin:  # a test may have killed the server
        _copy(admin, name)
    yield name
    with server.start(address.home).connect(DatabaseRole.ADMIN, "postgres") as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _copy(admin: Connection, name: str) -> None:
    quoted, app = sql.Identifier(name), sql.Identifier(DatabaseRole.APP)
    template, owner = sql.Identifier(_TEMPLATE), sql.Identifier(DatabaseRole.OWNER)
    admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(quoted, template, owner))
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(quoted))
    admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(quoted, app))
