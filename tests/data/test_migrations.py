"""The tables: made by steps that follow each other, once, whole, and never backwards by an older release."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path

import pytest
from psycopg import sql
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data import database, migrations
from data.database import transaction
from data.errors import SchemaError
from data.migrations import rights
from data.server import DatabaseRole, ServerAddress
from data.settings import Settings
from matching.records import SYSTEM, FacetKind, Kind, KpiLevel, Level, Resource, Size, State, Visibility

KEY = b"a key"
VERSIONS = Path(migrations.__file__).parent / "versions"


@pytest.fixture
def owner(concert_home: Path, address: ServerAddress) -> Iterator[Engine]:
    """Give the owner's engine on an empty database."""
    with address.connect(DatabaseRole.ADMIN, "postgres") as admin:
        admin.execute("CREATE DATABASE steps OWNER concert_owner")
        made = database.connect(Settings(concert_home), DatabaseRole.OWNER, "steps")
        yield made
        made.dispose()
        admin.execute("DROP DATABASE steps WITH (FORCE)")


def test_the_steps_are_numbered_without_gaps_and_each_follows_the_one_before() -> None:
    steps = sorted(VERSIONS.glob("v*.py"))
    assert [path.name[1:5] for path in steps] == [f"{n:04}" for n in range(1, len(steps) + 1)]
    before = None
    for path in steps:
        source = path.read_text(encoding="utf-8")
        assert re.search(r'^revision = "(.*)"$', source, re.M)[1] == path.name[1:5]  # type: ignore[index]
        assert (re.search(r'^down_revision = "?(\w+)"?$', source, re.M)[1]) == str(before)  # type: ignore[index]
        before = path.name[1:5]
    assert migrations.newest() == before


def test_an_empty_database_comes_to_the_newest_step_and_stays_there(owner: Engine) -> None:
    assert migrations.current(owner) is None
    assert not migrations.is_current(owner)
    for _ in range(2):
        migrations.upgrade(owner, DatabaseRole.APP, KEY)
        assert migrations.current(owner) == migrations.newest()
        assert migrations.is_current(owner)


def test_two_upgrades_at_the_same_time_follow_each_other(owner: Engine) -> None:
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda _: migrations.upgrade(owner, DatabaseRole.APP, KEY), range(2)))
    assert migrations.is_current(owner)


def test_a_step_that_fails_leaves_nothing_of_any_step(owner: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rights.RIGHTS, "a_table_that_no_step_makes", rights.READ)
    with pytest.raises(SchemaError, match="a_table_that_no_step_makes"):
        migrations.upgrade(owner, DatabaseRole.APP, KEY)
    assert migrations.current(owner) is None
    with owner.connect() as connection:
        assert connection.scalar(text("SELECT to_regnamespace('concert')")) is None


def test_tables_of_a_newer_release_are_left_alone(owner: Engine) -> None:
    migrations.upgrade(owner, DatabaseRole.APP, KEY)
    with owner.begin() as connection:
        connection.execute(text("UPDATE concert.alembic_version SET version_num = '9999'"))
    for attempt in (migrations.is_current, lambda engine: migrations.upgrade(engine, DatabaseRole.APP, KEY)):
        with pytest.raises(SchemaError, match=r"step 9999.*knows steps up to"):
            attempt(owner)


def test_the_application_has_exactly_the_rights_of_the_table(engine: Engine) -> None:
    found = text("""
        SELECT table_name, string_agg(privilege_type, ', ') FROM information_schema.table_privileges
        WHERE table_schema = 'concert' AND grantee = 'concert_app' GROUP BY table_name
    """)
    with transaction(engine, SYSTEM) as connection:
        assert {name: set(given.split(", ")) for name, given in connection.execute(found)} == {
            name: set(given.split(", ")) for name, given in rights.RIGHTS.items() if given
        }


def test_every_reference_to_a_partner_or_an_entity_can_be_followed_quickly(engine: Engine) -> None:
    without = text("""
        SELECT c.conrelid::regclass::text FROM pg_constraint c
        WHERE c.contype = 'f' AND c.confrelid::regclass::text IN ('partners', 'entities') AND NOT EXISTS (
            SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])
    """)
    with transaction(engine, SYSTEM) as connection:
        assert connection.scalars(without).all() == []


@pytest.mark.parametrize(
    ("table", "column", "codes"),
    [
        ("partners", "kind", Kind),
        ("partners", "size", Size),
        ("capabilities", "resources", Resource),
        ("needs", "resources", Resource),
        ("engagements", "resources", Resource),
        ("engagements", "level", Level),
        ("engagements", "state", State),
        ("engagements", "visibility", Visibility),
        ("facets", "kind", FacetKind),
        ("kpis", "level", KpiLevel),
    ],
)
def test_a_column_of_codes_takes_the_codes_of_the_records_and_no_other(
    engine: Engine, table: str, column: str, codes: type[StrEnum]
) -> None:
    definition = text("""
        SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
        WHERE c.contype = 'c' AND c.conrelid = CAST(:table AS regclass) AND a.attname = :column
    """)
    with transaction(engine, SYSTEM) as connection:
        [found] = connection.scalars(definition, {"table": table, "column": column})
    assert set(re.findall(r"'(\w+)'", found)) == {code.value for code in codes}


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO partners (id, name, kind, source, synthetic) VALUES ('x', 'x', 'club', 's', false)",
        "INSERT INTO partners (id, name, kind, source, synthetic, sdgs) VALUES ('x', 'x', 'ngo', 's', false, '{18}')",
        "INSERT INTO partners (id, name, kind, source, synthetic, country) VALUES ('x', 'x', 'ngo', 's', false, 'ml')",
        "INSERT INTO partners (id, name, kind, source, synthetic) VALUES ('', 'x', 'ngo', 's', false)",
        "INSERT INTO vectors VALUES ('e', '\\x00', '\\x00000000')",
        "INSERT INTO vectors VALUES ('e', decode(repeat('00', 16), 'hex'), '\\x0000')",
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(engine: Engine, statement: str) -> None:
    with pytest.raises(DBAPIError, match="violates check constraint"), transaction(engine, SYSTEM) as connection:
        connection.exec_driver_sql(sql.SQL(statement).as_string(None))
