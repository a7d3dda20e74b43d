"""Judgements in the store: records merge and part again without a trace in any other table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from data import approaches, capabilities, engagements, identity, partners
from data.approaches import around
from data.database import transaction
from data.entities import read_entities
from data.identity import DESK, JudgementError
from data.loading import load_reference
from matching.identity import Clusters
from matching.records import (
    SYSTEM,
    Approach,
    Capability,
    Disclosure,
    Engagement,
    Kind,
    Level,
    Member,
    NameAnswer,
    Origin,
    Partner,
    Period,
    Resource,
    UserRole,
    Viewer,
)

HERE = Origin("test", synthetic=True)
WINDOW = Period(date(2026, 12, 1), date(2027, 2, 1))
IDS = ("a", "b", "c", "d")
WHY = ("amina", "one register number", "WFP")
SAME, DIFFERENT, UNSURE = NameAnswer.SAME, NameAnswer.DIFFERENT, NameAnswer.UNSURE


def survivors(said: Sequence[object]) -> dict[str, str]:
    return dict(Clusters.of(said).survivors)  # type: ignore[arg-type]  # the store gives judgements


@pytest.fixture(scope="module")
def filled(engine: Engine) -> Engine:
    load_reference(engine, read_entities())
    with transaction(engine, SYSTEM) as connection:
        partners.save_many(
            connection,
            [
                Partner(name, f"Partner {name}", Kind.NGO, HERE, countries=(land,), identifiers={"test": name})
                for name, land in zip(IDS, ("KEN", "MLI", "FRA", "CHN"), strict=True)
            ],
        )
        capabilities.save_many(connection, [Capability(f"{name}-1", name, "solar pumps", HERE) for name in IDS])
        engagements.save_many(
            connection,
            [Engagement("e", "Pumps", ("WFP",), (Member("b"), Member("c")), HERE, Disclosure("WFP"))],
        )
        asked = Approach("x", "WFP", "b", Level.GLOBAL, Resource.FINANCE, WINDOW, HERE, Disclosure("WFP"))
        approaches.save_many(connection, [asked])
    return engine


def whole(connection: Connection) -> str:
    """Return every row of every table but the log of judgements, byte for byte."""
    names = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'concert' ORDER BY 1")).all()
    kept = [name for name in names if not name.startswith(("judgement", "audit", "viewer_key", "viewing"))]
    rows = {}
    for name in kept:
        try:
            with connection.begin_nested():
                found = connection.scalars(text(f"SELECT to_jsonb(t)::text FROM {name} t ORDER BY 1"))  # noqa: S608 - names of the catalogue
                rows[name] = found.all()
        except Exception as error:  # noqa: BLE001 - a table that the application may not read holds nothing of ours
            assert "permission denied" in str(error)
    return json.dumps(rows)


def read(connection: Connection) -> tuple[object, ...]:
    return (
        partners.all_(connection),
        partners.profiles(connection),
        engagements.all_(connection),
        approaches.all_(connection),
    )


def test_a_merged_record_is_found_under_its_old_id_everywhere_until_the_merger_is_undone(filled: Engine) -> None:
    with transaction(filled, SYSTEM) as connection:
        before = whole(connection), read(connection)
        number = identity.judge(connection, ("b", "a"), SAME, WHY, survivors)
        found = partners.get(connection, "b")
        assert (found.id, found.aliases, found.countries) == ("a", ("Partner b",), ("KEN", "MLI"))
        assert [each.id for each in partners.all_(connection)] == ["a", "c", "d"]
        assert partners.count(connection) == 4 - 1
        assert partners.find_by_name(connection, "Partner b")[0].id == "a"
        assert len(next(each for each in partners.profiles(connection) if each.id == "a").capabilities) == 2
        assert [member.partner for member in engagements.get(connection, "e").members] == ["a", "c"]
        assert [each.id for each in engagements.of_partner(connection, "a")] == ["e"]
        assert approaches.get(connection, "x").partner == "a"
        assert {"a", "b"} <= set(around.group_of(connection, "a")) == set(around.group_of(connection, "b"))
        identity.undo(connection, number, WHY, survivors)
        assert (whole(connection), read(connection)) == before
        with pytest.raises(JudgementError, match="undone already"):
            identity.undo(connection, number, WHY, survivors)


PAIRS = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1]), max_size=6
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAIRS, st.booleans())
def test_merging_and_then_splitting_gives_back_the_former_state_byte_for_byte(
    filled: Engine, pairs: list[tuple[str, str]], by_undo: bool
) -> None:
    with transaction(filled, SYSTEM) as connection:
        before = whole(connection), read(connection)
        numbers = [identity.judge(connection, pair, SAME, WHY, survivors) for pair in pairs]
        if by_undo:
            for number in reversed(numbers):
                identity.undo(connection, number, WHY, survivors)
        else:
            for pair in pairs:
                identity.judge(connection, pair, DIFFERENT, WHY, survivors)
        assert (whole(connection), read(connection)) == before
        connection.rollback()


def test_nothing_that_was_judged_can_be_changed_or_removed(filled: Engine) -> None:
    for statement in (
        "UPDATE judgements SET answer = 'same'",
        "DELETE FROM judgements",
        "DELETE FROM judgement_reasons",
    ):
        with pytest.raises(Exception, match="permission denied"), transaction(filled, SYSTEM) as connection:
            connection.execute(text(statement))


def test_why_somebody_judged_is_told_to_their_entity_and_the_desk_alone(filled: Engine) -> None:
    lead = Viewer("amina", UserRole.ENTITY_LEAD, "WFP")
    with transaction(filled, lead) as connection:
        number = identity.judge(connection, ("c", "d"), UNSURE, WHY, survivors)
    seen = {}
    for viewer in (
        lead,
        Viewer("ben", UserRole.ENTITY_LEAD, "FAO"),
        Viewer("desk", UserRole.CENTRAL_DESK),
        Viewer("lee", UserRole.LEADERSHIP),
        Viewer("out", UserRole.EXTERNAL, partner="a"),
    ):
        with transaction(filled, viewer) as connection:
            judged = {each.number for each in identity.judgements(connection)}
            seen[viewer.user] = (number in judged, number in identity.reasons(connection))
    assert seen == {
        "amina": (True, True),
        "ben": (True, False),
        "desk": (True, True),
        "lee": (True, False),
        "out": (False, False),
    }
    with transaction(filled, Viewer("desk", UserRole.CENTRAL_DESK)) as connection:
        identity.judge(connection, ("c", "d"), UNSURE, ("desk", "", DESK), survivors)
