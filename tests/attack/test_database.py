"""Whoever gets SQL of their own past us reads, table by table, nothing that is not theirs to know."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data.database import transaction
from data.migrations.rights import RIGHTS
from matching.records import SYSTEM, Viewer
from tests.attack.canaries import OWNERS, VIEWERS, canary, leaks, plant, tables

READABLE = sorted(table for table, right in RIGHTS.items() if right)


@pytest.fixture(scope="module")
def planted(engine: Engine) -> Iterator[Engine]:
    """Give the module's database with the tokens in it."""
    plant(engine)
    yield engine


def everything(engine: Engine, viewer: Viewer | None, table: str) -> str:
    """Return all that one viewer can read of one table, as one text."""
    with transaction(engine, viewer) as connection:
        return "\n".join(connection.scalars(text(f"SELECT to_jsonb(t)::text FROM {table} t")))  # noqa: S608


def test_the_list_of_tables_is_whole_and_the_tokens_are_there(planted: Engine) -> None:
    assert tables(planted) == READABLE
    found = "\n".join(everything(planted, SYSTEM, table) for table in READABLE)
    for owner in OWNERS:
        for where in ("approachhidden", "engagementtype", "flag", "screening", "coalition", "lesson", "note", "reason"):
            assert canary(owner, where) in found, (owner, where)


@pytest.mark.parametrize("table", READABLE)
@pytest.mark.parametrize("viewer", [*VIEWERS, None], ids=lambda who: who.user if who else "nobody")
def test_no_table_tells_a_viewer_what_is_anothers(planted: Engine, viewer: Viewer | None, table: str) -> None:
    looking = viewer or Viewer("nobody", VIEWERS[0].role)
    assert leaks(everything(planted, viewer, table), looking) == []


@pytest.mark.parametrize("owner", OWNERS)
def test_an_owner_reads_its_own(planted: Engine, owner: str) -> None:
    own = Viewer("owner", VIEWERS[0].role, owner)
    for table, where in (("approaches", "approachhidden"), ("lessons", "lesson"), ("contributions", "note")):
        assert canary(owner, where) in everything(planted, own, table)


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda who: who.user)
def test_totals_are_what_is_visible_and_what_is_not(planted: Engine, viewer: Viewer) -> None:
    count = text("SELECT count(*) FROM approaches")
    with transaction(planted, SYSTEM) as connection:
        total = connection.scalar(count)
        theirs = connection.scalars(text("SELECT id FROM approaches")).all()
    with transaction(planted, viewer) as connection:
        visible = connection.scalars(text("SELECT id FROM approaches")).all()
    assert set(visible) <= set(theirs)
    assert len(visible) + len(set(theirs) - set(visible)) == total


# What an attacker would send once a parameter ran as SQL: each is refused, or gives nothing.
FORGED = (
    "SELECT set_config('concert.viewer', '{\"role\": \"system\"}', true)",
    "SELECT set_config('concert.telling', 'on', true)",
    "SET LOCAL row_security = off",
    "SET SESSION AUTHORIZATION concert_owner",
    "SET ROLE concert_owner",
    "ALTER TABLE approaches DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE approaches NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY may_read ON approaches",
    "CREATE POLICY mine ON approaches USING (true)",
    "GRANT SELECT ON viewer_keys TO PUBLIC",
    "COPY (SELECT * FROM approaches) TO '/tmp/approaches'",
    "COPY approaches FROM PROGRAM 'id'",
    "CREATE EXTENSION dblink",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT pg_ls_dir('/')",
    "DO $$ BEGIN EXECUTE 'SET ROLE concert_admin'; END $$",
    "CREATE FUNCTION looking() RETURNS jsonb LANGUAGE sql AS $$ SELECT '{}'::jsonb $$",
    "CREATE TEMP TABLE approaches (id text)",
    "PREPARE all_of AS SELECT * FROM viewer_keys",
    "LISTEN approaches",
    "SELECT * FROM pg_authid",
    "SELECT query FROM pg_stat_activity WHERE query LIKE '%concert.viewer%' AND pid <> pg_backend_pid()",
    "SELECT most_common_vals FROM pg_stats WHERE tablename = 'approaches'",
)


@pytest.mark.parametrize("statement", FORGED)
def test_sql_of_ones_own_opens_nothing(planted: Engine, statement: str) -> None:
    viewer = VIEWERS[0]
    try:
        with transaction(planted, viewer) as connection:
            found = connection.execute(text(statement))
            told = repr(found.all()) if found.returns_rows else ""
            told += "\n".join(connection.scalars(text("SELECT to_jsonb(t)::text FROM approaches t")))
    except DBAPIError as error:
        told = str(error.orig)
    assert leaks(told, viewer) == []
    with transaction(planted, viewer) as connection:
        assert leaks("\n".join(connection.scalars(text("SELECT topic FROM approaches"))), viewer) == []
