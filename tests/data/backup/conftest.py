"""Databases with their owner's engine beside the application's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from psycopg import sql
from sqlalchemy import Engine

from data import capabilities, database, engagements, loading, needs, partners
from data.backup.tables import copy_out, settle, tables_of
from data.database import transaction
from data.server import DatabaseRole, ServerAddress
from data.settings import Settings
from matching.records import SYSTEM, Disclosure, Visibility
from tests.conftest import fresh_database
from tests.data.records import FULL_CAPABILITY, FULL_ENGAGEMENT, FULL_NEED, FULL_PARTNER, UNDP, UNICEF, partner


@dataclass(frozen=True)
class Base:
    """A database as its owner and as the application."""

    name: str
    owner: Engine
    app: Engine

    @property
    def key(self) -> bytes:
        """The key that signs viewers."""
        return database.viewer_key(self.app)

    def content(self) -> dict[str, bytes]:
        """Return every table as PostgreSQL writes it, byte for byte."""
        with self.owner.begin() as connection:
            settle(connection)
            return {table.name: b"".join(copy_out(connection, table)) for table in tables_of(connection)}


def _opened(home: Path, name: str) -> Base:
    settings = Settings(home)
    return Base(name, database.connect(settings, DatabaseRole.OWNER, name), database.connect(settings, database=name))


@pytest.fixture
def empty(concert_home: Path, address: ServerAddress) -> Iterator[Base]:
    """Give a migrated database without records."""
    for name in fresh_database(address):
        base = _opened(concert_home, name)
        yield base
        base.owner.dispose()
        base.app.dispose()


@pytest.fixture
def filled(concert_home: Path, address: ServerAddress) -> Iterator[Base]:
    """Give a database with records of many kinds, hidden ones among them."""
    for name in fresh_database(address):
        base = _opened(concert_home, name)
        fill(base.app)
        yield base
        base.owner.dispose()
        base.app.dispose()


def fill(app: Engine) -> None:
    """Put records into a database."""
    loading.load_reference(app, [UNDP, UNICEF])
    hidden = replace(FULL_ENGAGEMENT, id="hidden", disclosure=Disclosure("UNDP", Visibility.HIDDEN, "embargo"))
    with transaction(app, SYSTEM) as connection:
        partners.save_many(connection, [FULL_PARTNER, partner("P2", "tab\tback\\slash\nline\r\x0b"), partner("P3")])
        capabilities.save_many(connection, [FULL_CAPABILITY])
        needs.save_many(connection, [FULL_NEED])
        engagements.save_many(connection, [FULL_ENGAGEMENT, hidden])


def count_as_administrator(address: ServerAddress, name: str, tables: list[str]) -> dict[str, int]:
    """Return the rows of tables as a superuser counts them, whom no row security binds."""
    with address.connect(DatabaseRole.ADMIN, name) as admin:
        counted = sql.SQL("SELECT count(*) FROM {}")
        rows = {each: admin.execute(counted.format(sql.Identifier("concert", each))).fetchone() for each in tables}
    return {each: row[0] for each, row in rows.items() if row}
