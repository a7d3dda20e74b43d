"""What sources stated, kept field by field, and the batches they came in."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from data import provenance
from data.database import transaction
from data.entities import read_entities
from data.errors import NotFoundError
from data.imports import batches
from data.loading import load_reference
from data.provenance import Statement
from matching.records import SYSTEM, Batch, BatchState, Disclosure, RecordKind, Tally

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
OURS = Disclosure("UNICEF")
BATCH = Batch("b1", "list.csv", "d1", "csv", "ann", 2, date(2026, 10, 1), AT, OURS)


@pytest.fixture(autouse=True)
def reference(engine: Engine) -> None:
    load_reference(engine, read_entities())


def test_a_batch_is_kept_once_with_its_parts_and_closed_with_what_it_did(engine: Engine) -> None:
    with transaction(engine, SYSTEM) as connection:
        assert batches.add(connection, BATCH, ["one", "two"])
        assert not batches.add(connection, BATCH, ["other"])
        assert list(batches.parts(connection, "b1")) == ["one", "two"]
        assert batches.get(connection, "b1") == BATCH
        batches.close(connection, "b1", AT, {RecordKind.PARTNER: Tally(1, 2, 3)})
        found = batches.get(connection, "b1")
        assert (found.state, found.loaded, found.tallies) == (
            BatchState.LOADED,
            AT,
            {RecordKind.PARTNER: Tally(1, 2, 3)},
        )
        assert list(batches.parts(connection, "b1")) == []
        batches.discard(connection, "b1")
        assert batches.recent(connection) == (found,)
        with pytest.raises(NotFoundError, match="no batch 'b2'"):
            batches.get(connection, "b2")


def test_each_field_of_a_statement_is_a_source_of_its_own(engine: Engine) -> None:
    with transaction(engine, SYSTEM) as connection:
        batches.add(connection, BATCH, [])
        fields = {"name": "Acme", "sdgs": [3, 4]}
        provenance.add(
            connection,
            [
                Statement(
                    RecordKind.PARTNER, "p1", fields, "list.csv, row 2", "ann", AT, date(2026, 10, 1), OURS, "b1", 2
                )
            ],
        )
        found = provenance.of_records(connection, RecordKind.PARTNER, ["p1"])
    assert {each.field: each.value for each in found} == fields
    assert {(each.source, each.row, each.batch, each.who, each.at) for each in found} == {
        ("list.csv, row 2", 2, "b1", "ann", AT)
    }


def test_what_was_stated_is_never_changed(engine: Engine) -> None:
    with pytest.raises(DBAPIError, match="permission denied"), transaction(engine, SYSTEM) as connection:
        connection.exec_driver_sql("DELETE FROM provenance")
