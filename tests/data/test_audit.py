"""The audit log: chained in order by any number of writers, and telling when somebody laid hands on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from data import audit
from data.audit import Break, LogHead, Wanted
from data.database import transaction
from data.server import DatabaseRole, ServerAddress
from matching.records import SYSTEM, AuditAct, UserRole, Viewer

AMINA = Viewer("amina", UserRole.FOCAL_POINT, "UNICEF")
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200)


def add(engine: Engine, count: int, detail: str = "") -> None:
    """Write lines, each in a transaction of its own."""
    for n in range(count):
        with transaction(engine, AMINA) as connection:
            audit.note(connection, AMINA, AuditAct.WRITE, f"a-{n}", "UNICEF", detail=detail)


@pytest.fixture
def owner(own_engine: Engine, address: ServerAddress) -> Iterator[psycopg.Connection]:
    """Give the connection of somebody who may do anything with the tables."""
    with address.connect(DatabaseRole.ADMIN, own_engine.url.database or "") as connection:
        connection.execute("SET search_path = concert")
        yield connection


def tamper(owner: psycopg.Connection, statements: str) -> None:
    """Lay the guards aside and change the log."""
    owner.execute("ALTER TABLE audit DISABLE TRIGGER USER")
    owner.execute(statements)  # type: ignore[call-overload]  # the test's own words
    owner.execute("ALTER TABLE audit ENABLE TRIGGER USER")


def verified(engine: Engine, kept: LogHead | None = None) -> Break | None:
    with transaction(engine, SYSTEM) as connection:
        return audit.verify(connection, kept)


def test_lines_are_numbered_in_order_and_follow_from_each_other(own_engine: Engine) -> None:
    before = datetime.now(UTC)
    add(own_engine, 3)
    with transaction(own_engine, SYSTEM) as connection:
        lines = audit.entries(connection)
        assert audit.verify(connection) is None
        assert str(audit.head(connection)) == f"3:{lines[0].chain}"
    assert [line.number for line in lines] == [3, 2, 1]
    assert before - timedelta(seconds=1) < lines[-1].at <= lines[0].at < datetime.now(UTC) + timedelta(seconds=1)
    assert lines[0].who == "amina"
    assert lines[0].role == "focal_point"
    assert audit.verify_entries(reversed(lines)) is None


@given(record=WORDS, owner=WORDS, detail=WORDS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_digest_is_the_same_outside_the_database(engine: Engine, record: str, owner: str, detail: str) -> None:
    with transaction(engine, SYSTEM) as connection:
        last = audit.head(connection)
    with transaction(engine, AMINA) as connection:
        audit.note(connection, AMINA, AuditAct.READ, record, owner, detail=detail)
    with transaction(engine, SYSTEM) as connection:
        [line] = audit.entries(connection, limit=1)
    assert line.chain == audit.digest(line, last.chain)


def test_an_act_that_fails_leaves_no_line(own_engine: Engine) -> None:
    with pytest.raises(RuntimeError, match="no"), transaction(own_engine, AMINA) as connection:
        audit.note(connection, AMINA, AuditAct.WRITE, "a")
        raise RuntimeError("no")
    add(own_engine, 1)
    with transaction(own_engine, SYSTEM) as connection:
        assert audit.head(connection).number == 1


def test_eight_writers_at_once_make_one_chain(own_engine: Engine) -> None:
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda n: add(own_engine, 10, str(n)), range(8)))
    with transaction(own_engine, SYSTEM) as connection:
        lines = audit.entries(connection, limit=None)
    assert [line.number for line in lines] == list(range(80, 0, -1))
    assert verified(own_engine) is None
    assert audit.verify_entries(reversed(lines)) is None


def test_nobody_waits_for_the_log_before_they_are_done(own_engine: Engine) -> None:
    with transaction(own_engine, AMINA) as slow:
        audit.note(slow, AMINA, AuditAct.WRITE, "slow")
        add(own_engine, 1)  # would wait for ever if the lock were taken with the note
    with transaction(own_engine, SYSTEM) as connection:
        assert [line.record for line in audit.entries(connection)] == ["slow", "a-0"]


@pytest.mark.parametrize("verb", ["UPDATE audit SET who = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
def test_the_application_may_neither_change_nor_remove(own_engine: Engine, verb: str) -> None:
    add(own_engine, 1)
    with pytest.raises(DBAPIError, match="permission denied"), transaction(own_engine, SYSTEM) as connection:
        connection.execute(text(verb))


@pytest.mark.parametrize("verb", ["UPDATE audit SET who = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
def test_not_even_the_owner_may_while_the_guards_stand(
    own_engine: Engine, owner: psycopg.Connection, verb: str
) -> None:
    add(own_engine, 1)
    with pytest.raises(psycopg.errors.RestrictViolation, match="never changed nor shortened"):
        owner.execute(verb)  # type: ignore[call-overload]  # the test's own words


def test_a_line_cannot_bring_its_own_place_in_the_chain(own_engine: Engine) -> None:
    add(own_engine, 1)
    with transaction(own_engine, AMINA) as connection:
        connection.execute(
            text(
                "INSERT INTO audit (number, at, who, role, act, chain)"
                " VALUES (7, '2001-01-01', 'amina', 'x', 'read', 'x')"
            )
        )
    with transaction(own_engine, SYSTEM) as connection:
        [line] = audit.entries(connection, limit=1)
    assert line.number == 2
    assert line.at > datetime(2026, 1, 1, tzinfo=UTC)
    assert verified(own_engine) is None


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE audit SET detail = 'nothing' WHERE number = 4", 4),
        ("UPDATE audit SET who = 'other' WHERE number = 1", 1),
        ("UPDATE audit SET at = at - interval '1 day' WHERE number = 2", 2),
        ("UPDATE audit SET chain = repeat('0', 64) WHERE number = 5", 5),
        ("DELETE FROM audit WHERE number = 3", 3),
        ("DELETE FROM audit WHERE number = 1", 1),
        ("DELETE FROM audit WHERE number = 3; UPDATE audit SET number = number - 1 WHERE number > 3", 3),
        ("UPDATE audit SET number = 100 WHERE number = 6", 6),
        (
            "UPDATE audit SET number = CASE number WHEN 2 THEN -1 ELSE 2 END WHERE number IN (2); "
            "UPDATE audit SET number = 2 WHERE number = 3; UPDATE audit SET number = 3 WHERE number = -1",
            2,
        ),
    ],
)
def test_tampering_is_told_with_its_first_line(
    own_engine: Engine, owner: psycopg.Connection, tampering: str, found: int
) -> None:
    add(own_engine, 6)
    with transaction(own_engine, SYSTEM) as connection:
        assert audit.verify(connection) is None
    tamper(owner, tampering)
    broken = verified(own_engine)
    assert broken is not None
    assert broken.number == found


def test_a_log_cut_short_or_written_anew_is_told_by_the_head_that_was_kept(
    own_engine: Engine, owner: psycopg.Connection
) -> None:
    add(own_engine, 6)
    with transaction(own_engine, SYSTEM) as connection:
        kept = LogHead.read(str(audit.head(connection)))
    assert verified(own_engine, kept) is None
    tamper(owner, "DELETE FROM audit WHERE number = 6")
    assert verified(own_engine) is None
    assert verified(own_engine, kept) == Break(6, "the line is not the one whose digest was kept")
    with pytest.raises(ValueError, match="not the head of a log"):
        LogHead.read("6:abc")


def test_an_export_that_was_changed_is_told(own_engine: Engine) -> None:
    add(own_engine, 4)
    with transaction(own_engine, SYSTEM) as connection:
        lines = list(reversed(audit.entries(connection)))
    assert audit.verify_entries(lines[1:], before=lines[0].chain) is None
    assert audit.verify_entries([*lines[:2], replace(lines[2], who="x"), lines[3]]) == Break(
        3, "the line was changed, or the one before it"
    )
    assert audit.verify_entries([lines[0], *lines[2:]]) == Break(2, "the line is missing")


WRITER = """
import sys
from data import audit, database
from data.settings import Settings
from matching.records import SYSTEM, AuditAct
from pathlib import Path
engine = database.connect(Settings(Path(sys.argv[1])), database=sys.argv[2])
while True:
    with database.transaction(engine, SYSTEM) as connection:
        audit.note(connection, SYSTEM, AuditAct.WRITE, sys.argv[3])
    print("wrote", flush=True)
"""


def test_a_writer_that_is_killed_leaves_a_whole_chain(own_engine: Engine, concert_home: Path) -> None:
    name = own_engine.url.database or ""
    command = [sys.executable, "-c", WRITER, str(concert_home), name]
    writers = [subprocess.Popen([*command, str(n)], stdout=subprocess.PIPE) for n in range(3)]
    for writer in writers:
        assert writer.stdout is not None
        assert [writer.stdout.readline() for _ in range(10)] == [b"wrote\n"] * 10  # all are in the middle of it
    for writer in writers:
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
    add(own_engine, 1)
    assert verified(own_engine) is None
    with transaction(own_engine, SYSTEM) as connection:
        assert {line.record for line in audit.entries(connection, limit=None)} == {"0", "1", "2", "a-0"}


def test_reads_are_one_line_an_owner_and_ones_own_are_none(own_engine: Engine) -> None:
    shown = [("WHO", "a-2"), ("WHO", "a-1"), ("UNICEF", "a-3"), ("FAO", "e-1"), ("", "e-2"), ("WHO", "a-1")]
    with transaction(own_engine, AMINA) as connection:
        assert audit.note_reads(connection, AMINA, "coordination", shown) == 2
    with transaction(own_engine, SYSTEM) as connection:
        found = [(line.owner_entity, line.record, line.detail) for line in audit.entries(connection)]
        assert audit.count(connection, Wanted(owner="WHO")) == 1
    assert found == [("WHO", "a-1 a-2", "coordination: 2"), ("FAO", "e-1", "coordination: 1")]


def test_lines_are_found_by_owner_person_act_and_time(own_engine: Engine) -> None:
    add(own_engine, 2)
    with transaction(own_engine, SYSTEM) as connection:
        audit.note(connection, SYSTEM, AuditAct.EXPORT, "x", "WHO")
    with transaction(own_engine, SYSTEM) as connection:

        def numbers(wanted: Wanted, connection: Connection = connection) -> list[int]:
            return [line.number for line in audit.entries(connection, wanted)]

        middle = audit.entries(connection)[1].at
        assert numbers(Wanted(owner="WHO")) == [3]
        assert numbers(Wanted(who="amina")) == [2, 1]
        assert numbers(Wanted(act=AuditAct.EXPORT)) == [3]
        assert numbers(Wanted(since=middle)) == [3, 2]
        assert numbers(Wanted(until=middle)) == [1]


def test_too_many_words_are_cut_and_marked(own_engine: Engine) -> None:
    with transaction(own_engine, AMINA) as connection:
        audit.note(connection, AMINA, AuditAct.READ, "x" * 3000, detail="a\x00b")
    with transaction(own_engine, SYSTEM) as connection:
        [line] = audit.entries(connection)
    assert line.record == "x" * 1999 + "…"
    assert line.detail == "ab"
