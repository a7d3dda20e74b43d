"""Reading the audit log: the auditor all of it, a lead what concerns the entity, and taking it along is noted."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine

from acts import audit_log
from acts.act import Caller, note_reads
from acts.audit_log import Wanted
from acts.errors import NotAllowedError
from matching.records import UserRole, Viewer
from tests.acts.test_act import lines, store

__all__ = ["store"]
AUDITOR, LEAD = Viewer("ada", UserRole.AUDITOR), Viewer("lea", UserRole.ENTITY_LEAD, "UNICEF")
FOCAL_POINT = Viewer("amina", UserRole.FOCAL_POINT, "UNDP")


def caller(store: Engine, viewer: Viewer) -> Caller:
    return Caller(store, viewer, signed_in=False)


@pytest.fixture
def read(store: Engine) -> Engine:
    """Give a log of two lines: somebody of UNDP was shown a record of UNICEF and one of WHO."""
    note_reads(caller(store, FOCAL_POINT), "desk", [("UNICEF", "a-1"), ("WHO", "a-2")])
    return store


def test_an_auditor_reads_every_line_and_a_lead_those_of_the_entity(read: Engine) -> None:
    assert [each.record for each in audit_log.lines(caller(read, AUDITOR), Wanted())] == ["a-2", "a-1"]
    assert [each.record for each in audit_log.lines(caller(read, LEAD), Wanted())] == ["a-1"]
    assert (audit_log.count(caller(read, AUDITOR), Wanted()), audit_log.count(caller(read, LEAD), Wanted())) == (2, 1)
    with pytest.raises(NotAllowedError):
        audit_log.lines(caller(read, FOCAL_POINT), Wanted())


def test_only_who_reads_all_of_the_log_can_say_whether_it_is_whole(read: Engine) -> None:
    found = audit_log.state(caller(read, AUDITOR))
    assert (found.head.number, found.broken) == (2, None)
    assert audit_log.state(caller(read, AUDITOR), found.head).broken is None
    with pytest.raises(NotAllowedError):
        audit_log.state(caller(read, LEAD))


def test_a_log_that_is_taken_along_can_be_checked_elsewhere_and_says_so_in_its_next_line(read: Engine) -> None:
    taken = audit_log.take_along(caller(read, AUDITOR), Wanted(), "as JSON")
    assert lines(read)[0] == ("ada", "audit_export", "", "", "2 lines as JSON")
    told = [json.loads(json.dumps(audit_log.to_json(each))) for each in taken]
    assert [audit_log.from_json(each) for each in told] == list(taken)
    assert audit_log.state_of(taken) == audit_log.LogState(audit_log.LogHead(2, taken[-1].chain), None)
    told[0]["who"] = "nobody"
    broken = audit_log.state_of(map(audit_log.from_json, told)).broken
    assert broken is not None
    assert broken.number == 1
