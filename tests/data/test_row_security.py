"""The database itself says who may read and write which row, and believes nobody but Concert about who is looking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from data import approaches, engagements, partners
from data.approaches import talks
from data.database import transaction
from data.engagements import save_many as save_engagements
from data.entities import read_entities
from data.integrity import known, screenings
from data.loading import load_reference
from data.server import DatabaseRole, ServerAddress
from data.viewing import token
from matching.records import (
    SYSTEM,
    Approach,
    Contribution,
    Disclosure,
    Engagement,
    Flag,
    FlagStep,
    Level,
    Member,
    Origin,
    Party,
    Period,
    Resource,
    Ruling,
    Rung,
    Screening,
    Stage,
    Talk,
    UserRole,
    Viewer,
    Visibility,
)
from tests.data.records import partner

UNICEF = Viewer("amina", UserRole.FOCAL_POINT, "UNICEF")
WFP = Viewer("bo", UserRole.FOCAL_POINT, "WFP")
LEADER = Viewer("cy", UserRole.LEADERSHIP)
KENYA = Viewer("dara", UserRole.COORDINATOR, "DCO", frozenset({"KEN"}))
MALI = Viewer("edo", UserRole.COORDINATOR, "DCO", frozenset({"MLI"}))
DESK = Viewer("fay", UserRole.CENTRAL_DESK, "UNOP")
COMPANY = Viewer("gus", UserRole.EXTERNAL, partner="P1")
AUDITOR = Viewer("hal", UserRole.AUDITOR)

DAY = datetime(2026, 11, 2, tzinfo=UTC)
# Open to everybody: they name nobody's intentions and no partner.
OPEN_TABLES = {
    "alembic_version",
    "embedding_progress",
    "entities",
    "facets",
    "loaded_sets",
    "need_rules",
    "needs",
    "partner_redirects",
    "vectors",
}


def approach(id: str, entity: str, visibility: Visibility, **more: object) -> Approach:
    made = Approach(
        id=id,
        entity=entity,
        partner="P1",
        level=Level.COUNTRY,
        resource=Resource.FINANCE,
        window=Period(DAY.date(), DAY.date() + timedelta(days=30)),
        origin=Origin("a test", synthetic=True),
        disclosure=Disclosure(entity, visibility, "embargo"),
        country="KEN",
        stage=Stage.REGISTERED,
        registered=DAY,
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Engine]:
    """Give a database in which WFP holds one record of each kind and visibility, and talks with UNICEF."""
    load_reference(engine, read_entities())
    with transaction(engine, SYSTEM) as connection:
        partners.save_many(connection, [partner("P1"), partner("P2")])
        approaches.save_many(connection, [approach(f"a-{grade}", "WFP", grade) for grade in Visibility])
        approaches.save_many(
            connection,
            [
                approach("a-lapsed", "WFP", Visibility.HIDDEN, disclosure=_lapsed()),
                approach("a-case", "WFP", Visibility.HIDDEN, stage=Stage.ESCALATED),
                approach("a-global", "WFP", Visibility.HIDDEN, stage=Stage.ESCALATED, level=Level.GLOBAL, country=""),
            ],
        )
        save_engagements(connection, [_engagement(f"e-{grade}", grade) for grade in Visibility])
        screenings.save_many(connection, [_screening(f"s-{grade}", grade) for grade in Visibility])
        known.save_flags(connection, [_flag(f"f-{grade}", grade) for grade in Visibility])
        talks.save(connection, [Talk("talk", (Party("a-hidden", "WFP"), Party("a-ours", "UNICEF")), DAY)])
    yield engine


def _lapsed() -> Disclosure:
    return Disclosure("WFP", Visibility.HIDDEN, "embargo", datetime.now(UTC) - timedelta(seconds=1))


def _engagement(id: str, visibility: Visibility) -> Engagement:
    return Engagement(
        id=id,
        title=f"Title {visibility}",
        entities=("WFP",),
        members=(Member("P2"),),
        origin=Origin("a test", synthetic=True),
        disclosure=Disclosure("WFP", visibility),
        contributions=(
            Contribution(id, "P2", 5_000_000.0, "USD"),
            Contribution(id, "P2", 70_000.0, "USD", visibility=Visibility.NAMED),
        ),
        lessons="We asked too late.",
    )


def _screening(id: str, visibility: Visibility) -> Screening:
    origin, day = Origin("a test", synthetic=True), DAY.date()
    return Screening(id, "WFP", "P1", day, origin, Disclosure("WFP", visibility), day, Ruling.EXCLUDED)


def _flag(id: str, visibility: Visibility) -> Flag:
    step = FlagStep(Rung.RED, DAY.date(), "bo", "a court case")
    return Flag(id, "P2", (step,), Origin("a test", synthetic=True), Disclosure("WFP", visibility))


def seen(engine: Engine, viewer: Viewer | None, table: str = "approaches") -> set[str]:
    with transaction(engine, viewer) as connection:
        return set(connection.scalars(text(f"SELECT id FROM {table}")))  # noqa: S608 - the test's own names


def test_each_viewer_reads_what_is_theirs_and_what_is_open(store: Engine) -> None:
    everything = {"a-named", "a-type", "a-count", "a-hidden", "a-lapsed", "a-case", "a-global"}
    assert seen(store, SYSTEM) == seen(store, WFP) == everything
    assert seen(store, UNICEF) == seen(store, LEADER) == {"a-named", "a-lapsed"}
    assert seen(store, KENYA) == {"a-named", "a-lapsed", "a-case"}
    assert seen(store, MALI) == {"a-named", "a-lapsed"}
    assert seen(store, DESK) == {"a-named", "a-lapsed", "a-case", "a-global"}
    for nobody in (None, COMPANY, AUDITOR):
        assert seen(store, nobody) == set()


@pytest.mark.parametrize(("table", "letter"), [("screenings", "s"), ("flags", "f")])
def test_due_diligence_is_read_at_home_and_by_peers_where_it_is_named(store: Engine, table: str, letter: str) -> None:
    assert seen(store, SYSTEM, table) == seen(store, WFP, table) == {f"{letter}-{grade}" for grade in Visibility}
    for peer in (UNICEF, LEADER, KENYA, DESK):
        assert seen(store, peer, table) == {f"{letter}-named"}
    for nobody in (None, COMPANY, AUDITOR):
        assert seen(store, nobody, table) == set()


def test_parts_follow_their_whole_and_amounts_and_lessons_stay_at_home(store: Engine) -> None:
    with transaction(store, UNICEF) as connection:
        [told] = engagements.all_(connection)
        assert told.id == "e-named"
        assert told.members == (Member("P2"),)
        assert [each.amount for each in told.contributions] == [70_000.0]
        assert told.lessons == ""
        assert connection.scalar(text("SELECT count(*) FROM engagement_members")) == 1
    with transaction(store, WFP) as connection:
        every = engagements.all_(connection)
        assert len(every) == len(Visibility)
        assert all([each.amount for each in one.contributions] == [5_000_000.0, 70_000.0] for one in every)
        assert {one.lessons for one in every} == {"We asked too late."}


def test_who_belongs_to_a_partner_reads_that_one_in_the_directory(store: Engine) -> None:
    assert seen(store, COMPANY, "partners") == {"P1"}
    for inside in (UNICEF, LEADER, KENYA, AUDITOR, SYSTEM, None):
        assert seen(store, inside, "partners") == {"P1", "P2"}
    with pytest.raises(DBAPIError, match="row-level security"), transaction(store, COMPANY) as connection:
        partners.save_many(connection, [partner("P3")])


@pytest.mark.parametrize("viewer", [UNICEF, LEADER, KENYA, COMPANY, AUDITOR, None])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE approaches SET visibility = 'named' RETURNING id",
        "DELETE FROM approaches WHERE id <> 'x' RETURNING id",
        "UPDATE engagements SET owner_entity = 'UNICEF' RETURNING id",
        "DELETE FROM contributions RETURNING giver",
    ],
)
def test_nobody_writes_the_rows_of_others(store: Engine, viewer: Viewer | None, statement: str) -> None:
    with transaction(store, viewer) as connection:
        assert connection.execute(text(statement)).all() == []
        connection.rollback()


def test_nobody_adds_a_row_in_anothers_name(store: Engine) -> None:
    refused = pytest.raises(DBAPIError, match="row-level security")
    with refused, transaction(store, UNICEF) as connection:
        approaches.save_many(connection, [approach("a-forged", "WFP", Visibility.NAMED)])


@pytest.mark.parametrize(
    ("viewer", "side"), [(UNICEF, "WFP"), (WFP, "UNICEF"), (KENYA, "DCO"), (KENYA, "WFP"), (COMPANY, "WFP")]
)
def test_nobody_writes_in_a_talk_for_another_side_or_from_outside(store: Engine, viewer: Viewer, side: str) -> None:
    refused = pytest.raises(DBAPIError, match="row-level security")
    with refused, transaction(store, viewer) as connection:
        say(connection, side)


@pytest.mark.parametrize("viewer", [UNICEF, WFP])
def test_each_side_of_a_talk_writes_for_itself(store: Engine, viewer: Viewer) -> None:
    with transaction(store, viewer) as connection:
        say(connection, viewer.entity)
        assert connection.scalars(text("SELECT entity FROM talk_messages")).all() == [viewer.entity]
        connection.rollback()


def say(connection: Connection, side: str) -> None:
    written = text(
        "INSERT INTO talk_messages (talk, entity, who, at, text) VALUES ('talk', :side, 'x', now(), 'We wait.')"
    )
    connection.execute(written, {"side": side})


# The eight traps that the measurements of row security named, each of which was open somewhere once.


def test_trap_1_without_a_viewer_there_is_nothing(store: Engine) -> None:
    with store.connect() as plain:
        assert plain.scalars(text("SELECT id FROM approaches")).all() == []


@pytest.mark.parametrize("local", ["true", "false"])
def test_trap_2_a_setting_that_sql_makes_itself_is_not_believed(store: Engine, local: str) -> None:
    later = datetime.now(UTC)
    with transaction(store, UNICEF) as connection:
        process = connection.scalar(text("SELECT pg_backend_pid()"))
        own: str = connection.scalar(text("SELECT current_setting('concert.viewer')"))
        body, _, mac = own.partition(".")
        wrong_key = token(SYSTEM, b"a guess", process, later)
        swapped = f"{token(SYSTEM, b'x', process, later).partition('.')[0]}.{mac}"
        forged = ["WFP", "concert", '{"role": "system"}', wrong_key, swapped, body, f"{body}.", "." + mac, own[:-1]]
        for claims in forged:
            connection.execute(text(f"SELECT set_config('concert.viewer', :claims, {local})"), {"claims": claims})
            assert connection.scalars(text("SELECT id FROM approaches")).all() == [], claims
        connection.execute(text(f"SELECT set_config('concert.telling', 'on', {local})"))
        assert connection.scalars(text("SELECT id FROM approaches")).all() == []


def test_trap_2_a_token_is_good_on_its_own_connection_only(store: Engine) -> None:
    with transaction(store, WFP) as first, transaction(store, UNICEF) as second:
        taken = first.scalar(text("SELECT current_setting('concert.viewer')"))
        second.execute(text("SELECT set_config('concert.viewer', :taken, true)"), {"taken": taken})
        assert second.scalars(text("SELECT id FROM approaches")).all() == []


def test_trap_2_an_old_token_is_no_good(store: Engine) -> None:
    key = store.get_execution_options()["concert_viewer_key"]
    for minutes, believed in ((-11, False), (-9, True), (9, True), (11, False)):
        with transaction(store) as connection:
            at = datetime.now(UTC) + timedelta(minutes=minutes)
            claims = token(WFP, key, connection.scalar(text("SELECT pg_backend_pid()")), at)
            connection.execute(text("SELECT set_config('concert.viewer', :claims, true)"), {"claims": claims})
            assert (connection.scalar(text("SELECT viewer_entity()")) == "WFP") is believed


@pytest.mark.parametrize("role", ["concert_owner", "concert_admin", "pg_read_all_data", "pg_database_owner"])
def test_trap_3_the_login_can_take_no_other_role(store: Engine, role: str) -> None:
    for statement in (f"SET ROLE {role}", f"SET SESSION AUTHORIZATION {role}", f"SET LOCAL ROLE {role}"):
        with pytest.raises(DBAPIError), transaction(store, UNICEF) as connection:
            connection.execute(text(statement))


def test_trap_4_no_view_passes_by_the_policies(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        views = connection.scalars(text("SELECT viewname FROM pg_views WHERE schemaname = 'concert'")).all()
    assert views == []
    for made in ("CREATE TEMP VIEW all_of_them AS SELECT * FROM approaches", "CREATE VIEW v AS SELECT 1"):
        with pytest.raises(DBAPIError, match="permission denied"), transaction(store, UNICEF) as connection:
            connection.execute(text(made))


def test_trap_5_no_unique_constraint_answers_who_is_with_whom(store: Engine) -> None:
    named = text("""
        SELECT c.relname, array_agg(a.attname ORDER BY a.attnum) FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid AND c.relrowsecurity AND c.relnamespace = 'concert'::regnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
        WHERE i.indisunique GROUP BY i.indexrelid, c.relname
    """)
    # Of these tables the partner is no secret on the UN side, or the key holds an id that nobody can guess.
    harmless = {"top_tier", "coalition_seats", "engagement_members", "engagement_entities", "shortlists", "grants"}
    harmless |= {"offer_routes", "partner_aliases", "affiliates"}
    own = {"column_mappings", "visibility_defaults", "consultations"}
    with transaction(store, SYSTEM) as connection:
        telling = [row for row in connection.execute(named) if {"partner", "entity"} & set(row[1])]
    assert {table for table, _ in telling} <= harmless | own


def test_trap_6_the_owner_is_bound_too(store: Engine, address: ServerAddress) -> None:
    with address.connect(DatabaseRole.OWNER, store.url.database or "") as owner:
        assert owner.execute("SELECT id FROM concert.approaches").fetchall() == []
        forced = owner.execute("""
            SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
            WHERE relnamespace = 'concert'::regnamespace AND relkind = 'r'
        """).fetchall()
    bound = {name for name, on, force in forced if on and force}
    assert {name for name, _, _ in forced} - bound == OPEN_TABLES | {"viewer_keys"}


def test_trap_7_nothing_of_a_viewer_stays_on_a_pooled_connection(own_engine: Engine) -> None:
    with transaction(own_engine, WFP) as connection:
        process = connection.scalar(text("SELECT pg_backend_pid()"))
        own = connection.scalar(text("SELECT current_setting('concert.viewer')"))
        connection.execute(text("SELECT set_config('concert.viewer', :own, false)"), {"own": own})
    with transaction(own_engine, UNICEF) as connection:
        assert connection.scalar(text("SELECT pg_backend_pid()")) == process
        assert connection.scalar(text("SELECT viewer_user()")) == "amina"
    with transaction(own_engine) as connection:
        assert connection.scalar(text("SELECT viewer_user()")) is None


def test_trap_8_statistics_tell_no_more_than_the_total(store: Engine, address: ServerAddress) -> None:
    with address.connect(DatabaseRole.ADMIN, store.url.database or "") as admin:
        admin.execute("ANALYZE")
    with transaction(store, UNICEF) as connection:
        told = connection.execute(
            text("SELECT tablename, attname FROM pg_stats WHERE schemaname = 'concert' AND tablename = 'approaches'")
        ).all()
        plans = {
            name: connection.scalars(
                text("EXPLAIN SELECT FROM approaches WHERE partner = :name"), {"name": name}
            ).all()[0]
            for name in ("P1", "P2")
        }
    assert told == []
    assert plans["P1"] == plans["P2"], "the planner's estimate tells which partner has hidden rows"


def test_the_key_cannot_be_read_and_the_functions_tell_ones_own_only(store: Engine) -> None:
    with pytest.raises(DBAPIError, match="permission denied"), transaction(store, UNICEF) as connection:
        connection.execute(text("SELECT * FROM viewer_keys"))
    names = ("shared_coalitions", "own_engagements", "own_talks", "revealed_talks", "revealed_records")
    for viewer, own in ((UNICEF, {"own_talks": ["talk"]}), (MALI, {})):
        with transaction(store, viewer) as connection:
            told = {name: connection.scalars(text(f"SELECT {name}()")).all() for name in names}
            assert {name: found for name, found in told.items() if found} == own


def test_no_function_of_the_owner_can_be_replaced_or_misled(store: Engine, address: ServerAddress) -> None:
    with address.connect(DatabaseRole.OWNER, store.url.database or "") as owner:
        loose = owner.execute("""
            SELECT proname FROM pg_proc WHERE pronamespace = 'concert'::regnamespace AND prosecdef
            AND NOT coalesce(proconfig, '{}') @> ARRAY['search_path=concert, pg_temp']
        """).fetchall()
    assert loose == []
    with pytest.raises(DBAPIError), transaction(store, UNICEF) as connection:
        connection.execute(text("CREATE OR REPLACE FUNCTION concert.sees_all() RETURNS boolean RETURN true"))


def test_a_changed_password_of_the_application_brings_a_new_key(store: Engine, address: ServerAddress) -> None:
    with psycopg.connect(
        host=str(address.socket),
        dbname=store.url.database,
        user="concert_app",
        password=address.passwords[DatabaseRole.APP],
    ) as other:
        claims = token(WFP, b"the key of another password", other.info.backend_pid, datetime.now(UTC))
        other.execute("SELECT set_config('concert.viewer', %s, true)", (claims,))
        assert other.execute("SELECT concert.viewer_user()").fetchone() == (None,)
